import { localPlane } from "../../../geodata/geometry/distance.ts";
import { makeTerrainGrid, type TerrainGrid } from "../../../geodata/geometry/terrain-grid.ts";
import type { Terrain } from "../geography.ts";

/** How settlers see the land. Heights in metres; slopes as rise over run. */
export interface LieOfLand {
  terrain: TerrainGrid;
  elevationM(lon: number, lat: number): number;
  /** How far a point stands above the lowest ground within about 1 km. */
  aboveValleyM(lon: number, lat: number): number;
  slope(lon: number, lat: number): number;
}

const RINGS_M = [350, 700, 1000];
const DIRECTIONS = 12;
const SLOPE_BASE_M = 120;

export function makeLieOfLand({ header, heightsM }: Terrain): LieOfLand {
  const terrain = makeTerrainGrid(header, heightsM);
  const elevationM = (lon: number, lat: number) =>
    terrain.elevationM(lon, lat) ?? Number.POSITIVE_INFINITY;

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

  function slope(lon: number, lat: number): number {
    const { eastMPerDeg, northMPerDeg } = localPlane(lon, lat);
    const [east, north] = [SLOPE_BASE_M / eastMPerDeg, SLOPE_BASE_M / northMPerDeg];
    return (
      Math.hypot(
        elevationM(lon + east, lat) - elevationM(lon - east, lat),
        elevationM(lon, lat + north) - elevationM(lon, lat - north),
      ) /
      (2 * SLOPE_BASE_M)
    );
  }

  return { terrain, elevationM, aboveValleyM, slope };
}

/** Discomfort of living at a point: 0 on a flat valley floor, about 1 on a steep hillside. */
export function groundDiscomfort(land: LieOfLand, lon: number, lat: number): number {
  return land.aboveValleyM(lon, lat) / 150 + land.slope(lon, lat) / 0.35;
}
