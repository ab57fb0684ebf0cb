import type { Position } from "geojson";
import type { Story } from "../../../geodata/datasets/fact-tables.ts";
import { makeNearestPoints } from "../../../geodata/geometry/nearest.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import type { Road } from "../../../geodata/model/road.ts";
import type { Village } from "../../../geodata/model/village.ts";
import type { Terrain } from "../land/field.ts";
import type { LieOfLand } from "../land/lie-of-land.ts";
import { makeRoadGround } from "./road-ground.ts";
import { roadLines } from "./road-lines.ts";
import { makeRoadNetwork } from "./road-network.ts";

const SOURCE = "Đường sinh tự động theo thung lũng, không đánh số: không phải mạng đường thật";

/** Farther than this a poor thôn stays without a road (the plan's remote thôn: 3 km), metres. */
const FAR_FROM_ROAD_M = 3200;
/** At most this many thôn stay without a road. */
const MOST_WITHOUT_ROAD = 8;
/**
 * Roads along valleys: main roads, commune roads between the central thôn of all communes, and
 * thôn roads to all others but the most remote ones. One connected graph.
 */
export function makeRoads(
  terrain: Terrain,
  land: LieOfLand,
  communes: readonly AdministrativeUnit[],
  villages: readonly Village[],
  { mainRoads }: Story,
): Road[] {
  const ground = makeRoadGround(terrain, land, communes);
  const network = makeRoadNetwork(ground);
  const centres = new Map(
    communes.map(({ code, lon, lat }) => {
      const own = villages.filter((village) => village.communeCode === code);
      return [code, makeNearestPoints(own)(lon, lat)[0]!.row];
    }),
  );
  /** With the distance to the nearest cell with a road, metres. */
  const byWay = (some: readonly Village[]) => {
    const cells = [...network.steps.keys()].map((cell) => {
      const [lon, lat] = ground.centreOf(cell);
      return { lon, lat };
    });
    const nearest = makeNearestPoints(cells);
    return some.map((village) => ({
      village,
      metres: nearest(village.lon, village.lat)[0]?.distanceM ?? Number.POSITIVE_INFINITY,
    }));
  };
  /** Near ones first, so that the far ones can use their roads. */
  const buildTo = (some: readonly Village[], roadClass: Road["class"]) => {
    for (const { village } of byWay(some).toSorted((a, b) => a.metres - b.metres))
      network.build(ground.cellAt(village), "network", roadClass);
  };

  for (const { class: roadClass, via } of mainRoads) {
    const stops = via.map((stop) =>
      ground.cellAt(
        typeof stop === "string" ? centres.get(stop)! : { lon: stop[0]!, lat: stop[1]! },
      ),
    );
    for (const [index, stop] of stops.slice(1).entries())
      network.build(stops[index]!, stop, roadClass);
  }
  buildTo([...centres.values()], "duong_xa");
  const without = byWay(villages.filter(({ hardship }) => hardship))
    .filter(({ metres }) => metres > FAR_FROM_ROAD_M)
    .toSorted((a, b) => b.metres - a.metres)
    .slice(0, MOST_WITHOUT_ROAD)
    .map(({ village }) => village);
  buildTo(
    villages.filter((village) => !without.includes(village)),
    "duong_thon",
  );

  const ends = new Map<number, Position>(
    villages.map((village) => [ground.cellAt(village), [village.lon, village.lat]]),
  );
  return roadLines(network, ground, ends).map(({ class: roadClass, coordinates }, index) => ({
    id: `R-${String(index + 1).padStart(4, "0")}`,
    class: roadClass,
    geometry: { type: "LineString", coordinates },
    validFrom: communes[0]!.validFrom,
    dataSource: "demo",
    source: SOURCE,
  }));
}
