import type { Indicator } from "../../geodata/model/indicator.ts";
import type { Organisation } from "../../geodata/model/organisation.ts";
import type { DistrictFacts } from "./facts.ts";

/** Who issued the plan, who carries it out, and the committees that followed the district's. */
export function makeOrganisations(facts: DistrictFacts): Organisation[] {
  const { district, story } = facts;
  const [before, after] = district.epochs.map(({ from }) => from) as [string, string];
  const source = district.plan.title;
  return [
    ...story.offices.map(
      (office): Organisation => ({ ...office, validFrom: before, validTo: after, source }),
    ),
    ...facts.communes2023.map(
      ({ code, name, code2025 }): Organisation => ({
        id: committeeId(code, "2023"),
        name: `UBND ${withSmallKind(name)}`,
        role: "uy_ban",
        unitCode: code,
        successorId: committeeId(code2025, "2025"),
        validFrom: before,
        validTo: after,
        source: `${source}; communes-2023.csv`,
      }),
    ),
    ...facts.communes2025.map(
      ({ code, fullName, adminCentre }): Organisation => ({
        id: committeeId(code, "2025"),
        name: `UBND ${withSmallKind(fullName)}`,
        role: "uy_ban",
        unitCode: code,
        validFrom: after,
        source: `communes-2025.csv: ${adminCentre}`,
      }),
    ),
    ...facts.operators.map(
      ({ code, name }): Organisation => ({
        id: `doanh-nghiep-${code.toLowerCase()}`,
        name,
        role: "doanh_nghiep",
        operatorCode: code,
        validFrom: before,
        source: "operators.csv",
      }),
    ),
  ];
}

function committeeId(code: string, epoch: "2023" | "2025"): string {
  return `ubnd-${code}-${epoch}`;
}

/** "Xã Cao Lâu" as it stands after another word: "xã Cao Lâu". */
function withSmallKind(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Words of the column `computed_from_map`. */
const COMPUTED_FROM = {
  yes: "map",
  partly: "partly",
  measurements: "measurements",
  no: "entered",
} as const;

/** The plan's indicators as rows. */
export function makeIndicators({ district, story, indicators }: DistrictFacts): Indicator[] {
  return indicators.map(
    ({ code, group, nameVi, nameEn, computedFromMap, commitment, note, ...printed }) => ({
      code,
      group,
      name: { vi: nameVi, en: nameEn },
      ...printed,
      computedFrom: COMPUTED_FROM[computedFromMap],
      ...(commitment && { commitment }),
      responsible: story.responsible,
      ...(note && { note }),
      source: `${district.plan.title}, mục II.2 và chú thích 1`,
    }),
  );
}
