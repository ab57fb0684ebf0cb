import type { AccessPoint } from "../../../geodata/model/access-point.ts";
import type { Random } from "../random.ts";
import { type FibreService, nearestNeighbourM } from "./fibre-plan.ts";
import { type Ground, moved, positionOf } from "./ground.ts";

const SOURCE = "Dữ liệu minh họa: tủ cáp sinh tự động gần trung tâm thôn";
const FARTHEST_M = 320;

/** A cabinet near the centre of every thôn that an operator connects, from the day of service. */
export function accessPointsOf(
  services: readonly FibreService[],
  ground: Ground,
  random: Random,
): AccessPoint[] {
  return services.flatMap(({ operatorCode, village, from }) => {
    if (from === undefined) return [];
    const stream = random.fork(`${operatorCode} ${village.id}`);
    // Always nearer to its own centre than to any other: that is how its thôn is known.
    const limitM = Math.min(FARTHEST_M, 0.4 * nearestNeighbourM(village, ground.villages));
    let point = positionOf(village);
    for (let tries = 0; tries < 12; tries++) {
      point = moved(
        positionOf(village),
        (limitM * stream.between(0.2, 1)) / 1000,
        stream.between(0, 360),
      );
      if (ground.communeAt(point) === village.communeCode) break;
    }
    return [
      {
        id: `tu-${operatorCode.toLowerCase()}-${village.id}`,
        operatorCode,
        lon: point[0],
        lat: point[1],
        validFrom: from,
        dataSource: "demo" as const,
        source: SOURCE,
      },
    ];
  });
}
