import type { ClaimRow } from "../../../geodata/datasets/claims-table.ts";
import type { AccessPoint } from "../../../geodata/model/access-point.ts";
import { isValidOn } from "../../../geodata/model/day.ts";
import type { Village } from "../../../geodata/model/village.ts";
import type { Facts } from "../facts.ts";
import { QUARTER_ENDS } from "../network/days.ts";
import { hardestFirst } from "../network/difficulty.ts";
import { type Ground, metresBetween, positionOf } from "../network/ground.ts";
import type { Network } from "../network/network.ts";

/** A home this far from a cabinet can be connected, metres (engineering default). */
const DROP_M = 900;
/** FPT reports at midyear and year's end. */
function files(operatorCode: string, day: string): boolean {
  return operatorCode !== "FPT" || day.endsWith("-06-30") || day.endsWith("-12-31");
}
/** How many thôn nobody speaks of until their first cabinet stands. */
const SILENT_UNTIL_SERVED = 2;
/** The silence of those ends in one of these quarters. */
const SILENCE_ENDS = { from: "2024-04-01", to: "2025-06-30" };

/** What operators say of fibre to the home: a thôn has it from the day of its own cabinet. */
export function fibreClaims(network: Network, ground: Ground, facts: Facts): ClaimRow[] {
  const nearest = new Map<AccessPoint, Village>(
    network.accessPoints.map((point) => [point, nearestVillage(point, ground)]),
  );
  const firstDay = new Map<string, string>();
  for (const [point, { id }] of nearest) {
    const known = firstDay.get(id);
    if (known === undefined || point.validFrom < known) firstDay.set(id, point.validFrom);
  }
  const silent = silentThon(ground, facts, firstDay);
  return QUARTER_ENDS.flatMap((day) =>
    facts.operators
      .filter(({ code, services }) => services.includes("ftth") && files(code, day))
      .flatMap(({ code }) => {
        const points = network.accessPoints.filter(
          (point) => point.operatorCode === code && isValidOn(point, day),
        );
        // Who has no fibre in the district says nothing about it.
        if (points.length === 0) return [];
        const communes = new Set(points.map((point) => nearest.get(point)!.communeCode));
        return ground.villages
          .filter(({ communeCode }) => code !== "FPT" || communes.has(communeCode))
          .filter(({ id }) => !silent.has(id) || (firstDay.get(id) ?? "9999") <= day)
          .map((village): ClaimRow => {
            const own = points.filter((point) => nearest.get(point) === village);
            const dark = village.clusters.filter((cluster) =>
              own.every((point) => metresBetween(positionOf(point), positionOf(cluster)) > DROP_M),
            );
            return {
              village_id: village.id,
              operator: code,
              technology: "ftth",
              covered: own.length > 0 ? "1" : "0",
              uncovered_clusters: dark.map(({ id }) => id).join("|"),
              observed_on: day,
            };
          });
      }),
  );
}

function nearestVillage(point: AccessPoint, ground: Ground): Village {
  return ground.villages.reduce((a, b) =>
    metresBetween(positionOf(point), positionOf(b)) <
    metresBetween(positionOf(point), positionOf(a))
      ? b
      : a,
  );
}

/** The hardest thôn of all without a cabinet, and the hardest of those that get one late. */
function silentThon(
  ground: Ground,
  facts: Facts,
  firstDay: ReadonlyMap<string, string>,
): Set<string> {
  const hardest = hardestFirst(ground.villages, ground, facts).map(({ id }) => id);
  const never = hardest.find((id) => !firstDay.has(id));
  const late = hardest.filter((id) => {
    const day = firstDay.get(id) ?? "";
    return day >= SILENCE_ENDS.from && day <= SILENCE_ENDS.to;
  });
  return new Set([...(never === undefined ? [] : [never]), ...late.slice(0, SILENT_UNTIL_SERVED)]);
}
