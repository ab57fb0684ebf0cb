import type { DistrictFacts } from "../../geodata/datasets/fact-tables.ts";
import type { Indicator } from "../../geodata/model/indicator.ts";
import type { Organisation } from "../../geodata/model/organisation.ts";

/** Who issued the plan, who carries it out, and the committees that followed the district's. */
export function makeOrganisations(facts: DistrictFacts): Organisation[] {
  const { district, story } = facts;
  const [before, after] = district.epochs.map(({ from }) => from) as [string, string];
  const source = district.plan.title;
  const old = { validFrom: before, validTo: after };
  const committee = (code: string, name: string, epoch: "2023" | "2025") => ({
    id: `ubnd-${code}-${epoch}`,
    // "Xã Cao Lâu" as it stands after another word: "xã Cao Lâu".
    name: `UBND ${name.charAt(0).toLowerCase()}${name.slice(1)}`,
    role: "uy_ban" as const,
    unitCode: code,
  });
  return [
    ...story.offices.map((office) => ({ ...office, ...old, source })),
    ...facts.communes2023.map(({ code, name, code2025 }) => ({
      ...committee(code, name, "2023"),
      successorId: `ubnd-${code2025}-2025`,
      ...old,
      source: `${source}; communes-2023.csv`,
    })),
    ...facts.communes2025.map(({ code, fullName, adminCentre }) => ({
      ...committee(code, fullName, "2025"),
      validFrom: after,
      source: `communes-2025.csv: ${adminCentre}`,
    })),
    ...facts.operators.map(({ code, name }) => ({
      id: `doanh-nghiep-${code.toLowerCase()}`,
      name,
      role: "doanh_nghiep" as const,
      operatorCode: code,
      validFrom: before,
      source: "operators.csv",
    })),
  ];
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
