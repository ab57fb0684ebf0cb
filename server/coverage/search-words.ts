import type { AdministrativeUnit } from "../../geodata/model/administrative-unit.ts";
import type { Village } from "../../geodata/model/village.ts";
import { communeCodeOf, makeCrosswalk } from "../../geodata/rules/crosswalk.ts";
import { foldKey } from "../../geodata/text/fold.ts";
import { communesOfEpoch } from "./communes-of-epoch.ts";
import type { CoverageSnapshot } from "./coverage-snapshot.ts";

/** The communes that a thôn belongs to, by the units of both epochs. */
export interface CommunesOfVillage {
  old: AdministrativeUnit | undefined;
  now: AdministrativeUnit | undefined;
}

/** Tells the commune of 2023 and that of 2025 of any thôn. */
export async function communesOfVillages(
  snapshot: CoverageSnapshot,
): Promise<(village: Pick<Village, "communeCode">) => CommunesOfVillage> {
  const { find } = await snapshot.derive("communes of villages", async () => {
    const units = await snapshot.rows("units");
    const crosswalk = makeCrosswalk(await snapshot.rows("crosswalk"));
    const byCode = (epoch: "2023" | "2025", day: string) =>
      new Map(communesOfEpoch(units, epoch, day).map((unit) => [unit.code, unit]));
    const [old, now] = [byCode("2023", "2025-06-30"), byCode("2025", "9999-12-31")];
    return {
      find: (village: Pick<Village, "communeCode">) => ({
        old: old.get(communeCodeOf(village, "2023", crosswalk)),
        now: now.get(communeCodeOf(village, "2025", crosswalk)),
      }),
    };
  });
  return find;
}

/** Folded words by which each thôn is found: its names and those of its communes, by village id. */
export function villageWords(snapshot: CoverageSnapshot): Promise<ReadonlyMap<string, string>> {
  return snapshot.derive("village words", async () => {
    const communesOf = await communesOfVillages(snapshot);
    const words = new Map<string, string>();
    for (const village of await snapshot.rows("villages")) {
      const { old, now } = communesOf(village);
      const names = [village.name, ...village.otherNames, old?.name ?? "", now?.name ?? ""];
      // A thôn may have several versions; any of its names finds it.
      const known = words.get(village.id);
      words.set(village.id, [...(known ? [known] : []), foldKey(names.join(" "))].join(" "));
    }
    return words;
  });
}
