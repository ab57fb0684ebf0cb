import { localPlane } from "../../../geodata/geometry/distance.ts";
import { makeTerrainGrid } from "../../../geodata/geometry/terrain-grid.ts";
import type { Terrain } from "./field.ts";

export type LieOfLand = ReturnType<typeof makeLieOfLand>;

const RINGS_M = [350, 700, 1000];
const DIRECTIONS = 12;

/** How settlers and builders see the land. Heights in metres. */
export function makeLieOfLand({ header, heightsM }: Terrain) {
  const terrain = makeTerrainGrid(header, heightsM);
  const elevationM = (lon: number, lat: number) =>
    terrain.elevationM(lon, lat) ?? Number.POSITIVE_INFINITY;

  /** How far a point stands above the lowest ground within about 1 km. */
  function aboveValleyM(lon: number, lat: number): number {
    const { eastMPerDeg, northMPerDeg } = localPlane(lon, lat);
    const own = elevationM(lon, lat);
    let lowest = own;
    for (const radiusM of RINGS_M) {
      for (let direction = 0; direction < DIRECTIONS; direction++) {
        const angle = (2 * Math.PI * direction) / DIRECTIONS;
        const east = (radiusM * Math.sin(angle)) / eastMPerDeg;
        const north = (radiusM * Math.cos(angle)) / northMPerDeg;
        lowest = Math.min(lowest, elevationM(lon + east, lat + north));
      }
    }
    return own - lowest;
  }

  return {
    elevationM,
    aboveValleyM,
    /** Of living at a point: 0 on a flat valley floor, about 1 on a steep hillside. */
    discomfort: (lon: number, lat: number) => aboveValleyM(lon, lat) / 90,
  };
}
