import type { ClaimRow } from "../../../geodata/datasets/claims-table.ts";
import type { Fibre } from "../network/fibre.ts";
import type { Ground } from "../network/ground.ts";
import { metresBetween } from "../villages/village-sites.ts";

/** A home this far from a cabinet can be connected, metres (engineering default). */
const DROP_M = 900;
/** How many thôn nobody speaks of until their first cabinet stands, which is after this day. */
const SILENT_UNTIL_SERVED = 2;
const SILENT_AFTER = "2024-04-01";

/** What operators say of fibre to the home: a thôn has it from the day of its own cabinet. */
export function fibreClaims(
  { facts, villages }: Ground,
  { services, cabinets }: Fibre,
): ClaimRow[] {
  const firstDay = new Map<string, string>();
  for (const { village, from } of services)
    if (from && from < (firstDay.get(village.id) ?? "9999")) firstDay.set(village.id, from);
  const hardest = villages.toReversed().map(({ id }) => id);
  const silent = new Set([
    hardest.find((id) => !firstDay.has(id))!,
    ...hardest
      .filter((id) => (firstDay.get(id) ?? "") >= SILENT_AFTER)
      .slice(0, SILENT_UNTIL_SERVED),
  ]);
  return facts.story.quarterEnds.flatMap((day) =>
    facts.operators.flatMap(({ code, services: sold }) => {
      const own = services.filter(
        ({ operatorCode, from }) => operatorCode === code && from && from <= day,
      );
      // Who has no fibre in the district says nothing about it; FPT reports at midyear and year's end.
      if (own.length === 0 || !sold.includes("ftth")) return [];
      if (code === "FPT" && !/-(06-30|12-31)$/.test(day)) return [];
      const communes = new Set(own.map(({ village }) => village.communeCode));
      return villages
        .filter(({ communeCode }) => code !== "FPT" || communes.has(communeCode))
        .filter(({ id }) => !silent.has(id) || (firstDay.get(id) ?? "9999") <= day)
        .map((village): ClaimRow => {
          const service = own.find((other) => other.village === village);
          const cabinet = service && cabinets.get(service);
          const dark = village.clusters.filter(
            (cluster) => !cabinet || metresBetween(cabinet, cluster) > DROP_M,
          );
          return {
            village_id: village.id,
            operator: code,
            technology: "ftth",
            covered: service ? "1" : "0",
            uncovered_clusters: dark.map(({ id }) => id).join("|"),
            observed_on: day,
          };
        });
    }),
  );
}
