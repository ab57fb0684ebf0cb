import { bearing } from "@turf/turf";
import type { Static } from "typebox";
import type { MastKind } from "../../../geodata/model/mast.ts";
import type { Village } from "../../../geodata/model/village.ts";
import type { Geography } from "../geography.ts";
import type { Random } from "../random.ts";
import { CARRIERS, marginDb } from "./carriers.ts";
import { type Ground, type LonLat, linesOf, metresBetween, moved, positionOf } from "./ground.ts";
import { isHiddenByRidge, linkBetween } from "./path-loss.ts";

/** A place where a mast could stand. */
export interface MastSpot {
  position: LonLat;
  communeCode: string;
  inTown: boolean;
  kind: Static<typeof MastKind>;
  heightM: number;
  /** On or beside a national road, or at the border gate: where 5G starts besides the towns. */
  onCorridor: boolean;
  /** Signal of a 4G cell here over what covers, dB, by thôn; absent beyond reach. */
  marginDb: ReadonlyMap<string, number>;
}

/** Antennas hang this far below the top of a mast, metres, where only one height is needed. */
const TYPICAL_BELOW_TOP_M = 3;
/** No cell reaches farther here, km. */
export const REACH_KM = 12;
/** Cửa khẩu quốc tế Hữu Nghị lies in Bảo Lâm, about here; a station stands well inside of it. */
const HUU_NGHI_GATE: LonLat = [106.712, 21.97];
/** Beside a national road, metres. */
const CORRIDOR_M = 600;

/** Spots near every thôn (valleys, roads, useful shoulders), along national roads and at the gate. */
export function mastSpots(geography: Geography, ground: Ground, random: Random): MastSpot[] {
  const towns = new Set(
    geography.communes2023.filter(({ kind }) => kind === "thi_tran").map(({ code }) => code),
  );
  const positions: { position: LonLat; communeCode: string }[] = [];
  const add = (position: LonLat, communeCode: string) => {
    const taken = positions.some((other) => metresBetween(other.position, position) < 120);
    if (!taken) positions.push({ position, communeCode });
  };
  for (const village of ground.villages) {
    const inTown = towns.has(village.communeCode);
    const stream = random.fork(village.id);
    for (const position of bestAround(village, inTown, ground, stream))
      add(position, village.communeCode);
  }
  const gate = random.fork("gate");
  for (const point of [HUU_NGHI_GATE, ...alongMainRoads(geography)]) {
    const position = moved(point, gate.between(0.04, 0.15), gate.between(0, 360));
    const communeCode = ground.communeAt(position);
    if (communeCode !== undefined) add(position, communeCode);
  }
  return positions.map(({ position, communeCode }, index) => {
    const inTown = towns.has(communeCode);
    const look = random.fork(`look ${index}`);
    const heightM = look.pick(inTown ? [15, 18, 21, 24] : [30, 33, 36, 39, 42, 45]);
    const onCorridor =
      ground.mainRoadDistanceM(position) < CORRIDOR_M ||
      metresBetween(position, HUU_NGHI_GATE) < 1200;
    return {
      position,
      communeCode,
      inTown,
      kind: look.pick<MastSpot["kind"]>(
        inTown
          ? ["tren_mai", "tren_mai", "don_than", "nguy_trang"]
          : ["day_co", "day_co", "tu_dung"],
      ),
      heightM,
      onCorridor,
      marginDb: marginsAt(position, heightM, ground),
    };
  });
}

/** The two best of many random points around a thôn: near a road, on a shoulder, not on the peak. */
function bestAround(village: Village, inTown: boolean, ground: Ground, random: Random): LonLat[] {
  const tries = Array.from({ length: 28 }, () =>
    moved(
      positionOf(village),
      inTown ? random.between(0.05, 0.35) : random.between(0.12, 0.9),
      random.between(0, 360),
    ),
  ).filter((position) => ground.communeAt(position) === village.communeCode);
  const scored = tries
    .map((position) => {
      const prominence = Math.min(Math.max(ground.prominenceM(position), -40), 60);
      const mast = { lon: position[0], lat: position[1], heightAglM: inTown ? 16 : 32 };
      const hidden = isHiddenByRidge(
        linkBetween(ground.terrain, mast, { ...village, heightAglM: 1.5 }),
      );
      const score = prominence / 60 - ground.roadDistanceM(position) / 500 - (hidden ? 2 : 0);
      return { position, score };
    })
    .sort((a, b) => b.score - a.score);
  const best = scored[0];
  if (best === undefined) return [];
  const second = scored.find(
    ({ position }) => metresBetween(position, best.position) > (inTown ? 200 : 450),
  );
  return second === undefined ? [best.position] : [best.position, second.position];
}

/** Points of the national roads, 2 km apart. */
function alongMainRoads(geography: Geography): LonLat[] {
  const kept: LonLat[] = [];
  for (const road of geography.roads) {
    if (road.class !== "quoc_lo") continue;
    for (const point of linesOf(road).flat()) {
      if (kept.every((other) => metresBetween(other, point) > 2000)) kept.push(point);
    }
  }
  return kept;
}

function marginsAt(position: LonLat, heightM: number, ground: Ground): Map<string, number> {
  const carrier = CARRIERS.VTL!.lte;
  const sender = { lon: position[0], lat: position[1], heightAglM: heightM - TYPICAL_BELOW_TOP_M };
  const margins = new Map<string, number>();
  for (const village of ground.villages) {
    if (metresBetween(position, positionOf(village)) > REACH_KM * 1000) continue;
    const link = linkBetween(ground.terrain, sender, { ...village, heightAglM: 1.5 });
    margins.set(village.id, marginDb(carrier, link, bearing(position, positionOf(village))));
  }
  return margins;
}
