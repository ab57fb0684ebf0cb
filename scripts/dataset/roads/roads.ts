import type { Position } from "geojson";
import { distanceM } from "../../../geodata/geometry/distance.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import type { Road } from "../../../geodata/model/road.ts";
import type { Village } from "../../../geodata/model/village.ts";
import type { Terrain } from "../geography.ts";
import { UNITS_2023_FROM } from "../units/units.ts";
import { makeRoadGround, type RoadGround } from "./road-ground.ts";
import { roadLines } from "./road-lines.ts";
import { makeRoadNetwork, type RoadClass, type RoadNetwork } from "./road-network.ts";

const SOURCE = "Đường sinh tự động theo thung lũng, không đánh số: không phải mạng đường thật";

/** Main roads by what they pass, in order: communes by code, other points by position. */
const MAIN_ROADS: readonly { class: RoadClass; via: readonly (string | Position)[] }[] = [
  // From the south through the province's town to Đồng Đăng and on towards the border gate.
  {
    class: "quoc_lo",
    via: [[106.742, 21.757], "06247", [106.7585, 21.848], "06187", "06184", [106.7107, 21.9695]],
  },
  // Eastwards along the river, towards Lộc Bình.
  { class: "duong_tinh", via: [[106.7585, 21.848], "06244", [106.8455, 21.8075]] },
  // North-westwards from Đồng Đăng, towards Văn Lãng; and south-westwards, towards Văn Quan.
  { class: "duong_tinh", via: ["06184", "06205", [106.664, 21.9385]] },
  { class: "duong_tinh", via: ["06184", "06214", "06217", [106.629, 21.887]] },
  // The long way east to the communes along the border.
  { class: "duong_tinh", via: ["06187", "06223", "06220", "06196", "06202"] },
];

/** A road passes the lowest ground within this many cells (about 90 m each) of a point of the list. */
const WAYPOINT_REACH_CELLS = 2;
/** Beyond this a thôn counts as far from the road (rule of the plan's remote thôn), metres. */
const FAR_FROM_ROAD_M = 3000;
/** At most this many thôn stay without a road. */
const MOST_WITHOUT_ROAD = 8;
/** A second way is built where the way round is this many times longer than the crow flies. */
const DETOUR = 2.3;

/**
 * Roads along valleys: main roads, commune roads between the central thôn of all communes, and
 * thôn roads to all others but the most remote ones. One connected graph.
 */
export function makeRoads(
  terrain: Terrain,
  communes: readonly AdministrativeUnit[],
  villages: readonly Village[],
): Road[] {
  const ground = makeRoadGround(terrain, communes);
  const network = makeRoadNetwork(ground);
  const centres = new Map(
    communes.map((commune) => [commune.code, centralVillage(commune, villages)]),
  );
  const cellOf = (point: { lon: number; lat: number }) => ground.cellAt(point.lon, point.lat);

  for (const { class: roadClass, via } of MAIN_ROADS) {
    const stops = via.map((stop) =>
      typeof stop === "string"
        ? cellOf(centres.get(stop)!)
        : ground.lowestAround(ground.cellAt(stop[0]!, stop[1]!), WAYPOINT_REACH_CELLS),
    );
    for (const [index, stop] of stops.slice(1).entries()) {
      network.build(stops[index]!, stop, roadClass);
    }
  }
  for (const { cell } of nearestFirst([...centres.values()], network, ground)) {
    network.build(cell, "network", "duong_xa");
  }
  joinNeighbours([...centres.values()], network, ground);

  const without = withoutRoad(villages, network, ground);
  for (const { cell } of nearestFirst(
    villages.filter((village) => !without.has(village)),
    network,
    ground,
  )) {
    network.build(cell, "network", "duong_thon");
  }
  const ends = new Map<number, Position>(
    villages.map((village) => [cellOf(village), [village.lon, village.lat]]),
  );
  return roadLines(network, ground, ends).map(({ class: roadClass, coordinates }, index) => ({
    id: `R-${String(index + 1).padStart(4, "0")}`,
    class: roadClass,
    geometry: { type: "LineString", coordinates },
    validFrom: UNITS_2023_FROM,
    dataSource: "demo",
    source: SOURCE,
  }));
}

/** The thôn where the commune's own roads start: the one nearest to its label point. */
function centralVillage(commune: AdministrativeUnit, villages: readonly Village[]): Village {
  const own = villages.filter((village) => village.communeCode === commune.code);
  const nearest = own
    .map((village) => ({
      village,
      metres: distanceM(commune.lon, commune.lat, village.lon, village.lat),
    }))
    .toSorted((a, b) => a.metres - b.metres)[0];
  if (!nearest) throw new Error(`no thôn in ${commune.name}`);
  return nearest.village;
}

/** Distance to the nearest cell with a road, metres. */
function crowFlightM(
  { lon, lat }: { lon: number; lat: number },
  network: RoadNetwork,
  ground: RoadGround,
): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const cell of network.cells()) {
    const [roadLon, roadLat] = ground.centreOf(cell);
    nearest = Math.min(nearest, distanceM(lon, lat, roadLon, roadLat));
  }
  return nearest;
}

/** Near ones first, so that the far ones can use their roads. */
function nearestFirst(
  villages: readonly Village[],
  network: RoadNetwork,
  ground: RoadGround,
): { cell: number; metres: number }[] {
  return villages
    .map((village) => ({
      cell: ground.cellAt(village.lon, village.lat),
      metres: crowFlightM(village, network, ground),
    }))
    .toSorted((a, b) => a.metres - b.metres);
}

/** A second road between centres that are near each other but far apart by road. */
function joinNeighbours(
  centres: readonly Village[],
  network: RoadNetwork,
  ground: RoadGround,
): void {
  for (const [index, a] of centres.entries()) {
    for (const b of centres.slice(index + 1)) {
      const crowM = distanceM(a.lon, a.lat, b.lon, b.lat);
      if (crowM > 9000) continue;
      const from = ground.cellAt(a.lon, a.lat);
      const to = ground.cellAt(b.lon, b.lat);
      if (roadLengthM(from, to, network, ground) > DETOUR * crowM)
        network.build(from, to, "duong_xa");
    }
  }
}

/** Length of the shortest way by road, metres. */
function roadLengthM(from: number, to: number, network: RoadNetwork, ground: RoadGround): number {
  const lengthM = new Map([[from, 0]]);
  const open = new Set([from]);
  while (open.size > 0) {
    let here = -1;
    for (const cell of open) {
      if (here === -1 || lengthM.get(cell)! < lengthM.get(here)!) here = cell;
    }
    if (here === to) return lengthM.get(here)!;
    open.delete(here);
    for (const next of network.stepsFrom(here).keys()) {
      const stepM = distanceM(...ground.centreOf(here), ...ground.centreOf(next));
      const total = lengthM.get(here)! + stepM;
      if (total < (lengthM.get(next) ?? Number.POSITIVE_INFINITY)) {
        lengthM.set(next, total);
        open.add(next);
      }
    }
  }
  return Number.POSITIVE_INFINITY;
}

/** The thôn with hardship that are farthest from the roads built so far. */
function withoutRoad(
  villages: readonly Village[],
  network: RoadNetwork,
  ground: RoadGround,
): Set<Village> {
  const far = villages
    .filter((village) => village.hardship)
    .map((village) => ({ village, metres: crowFlightM(village, network, ground) }))
    .filter(({ metres }) => metres > FAR_FROM_ROAD_M + 200)
    .toSorted((a, b) => b.metres - a.metres);
  return new Set(far.slice(0, MOST_WITHOUT_ROAD).map(({ village }) => village));
}
