import type { ClaimRow } from "../../../geodata/datasets/claims-table.ts";
import type { FibreService } from "../network/fibre.ts";
import type { Ground } from "../network/ground.ts";
import { metresBetween } from "../villages/village-sites.ts";
import { claimRow } from "./claim-row.ts";

/** A home this far from a cabinet can be connected, metres (engineering default). */
const DROP_M = 900;
/** How many thôn nobody speaks of until their first cabinet stands, which is after this day. */
const SILENT_UNTIL_SERVED = 2;
const SILENT_AFTER = "2024-04-01";

/** What operators say of fibre to the home: a thôn has it from the day of its own cabinet. */
export function fibreClaims(
  { facts, villages }: Ground,
  services: readonly FibreService[],
): ClaimRow[] {
  // Services come in the order of their days.
  const firstDay = new Map(services.toReversed().map(({ village, from }) => [village, from]));
  const hardest = villages.toReversed();
  const silent = [
    hardest.find((village) => !firstDay.get(village)),
    ...hardest
      .filter((village) => (firstDay.get(village) ?? "") >= SILENT_AFTER)
      .slice(0, SILENT_UNTIL_SERVED),
  ];
  return facts.story.quarterEnds.flatMap((day) =>
    facts.operators.flatMap(({ code }) => {
      const own = new Map(
        services
          .filter(({ operatorCode, from }) => operatorCode === code && from && from <= day)
          .map((service) => [service.village, service]),
      );
      // Who has no fibre in the district says nothing about it; FPT reports at midyear and year's end.
      if (own.size === 0 || (code === "FPT" && !/-(06-30|12-31)$/.test(day))) return [];
      const communes = new Set([...own.keys()].map(({ communeCode }) => communeCode));
      return villages
        .filter(({ communeCode }) => code !== "FPT" || communes.has(communeCode))
        .filter((village) => !silent.includes(village) || (firstDay.get(village) ?? "9999") <= day)
        .map((village) => {
          const cabinet = own.get(village)?.cabinet;
          const filing = { operatorCode: code, technology: "ftth", day };
          return claimRow(
            village,
            filing,
            (point) =>
              cabinet !== undefined &&
              (point === village || metresBetween(cabinet, point) <= DROP_M),
          );
        });
    }),
  );
}
