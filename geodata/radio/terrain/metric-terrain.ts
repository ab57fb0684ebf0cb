import { type Static, Type } from "typebox";
import { MetricGrid } from "./metric-grid.ts";
import type { TerrainCheck } from "./terrain-check.ts";
import { toUtm48 } from "./utm48.ts";

/** Value of a cell without a height, in memory and in files. */
export const VOID = -32_768;

/** A file that heights come from. */
export const TerrainSource = Type.Object({
  file: Type.String({ description: "Name without its folder" }),
  sha256: Type.String({ pattern: "^[0-9a-f]{64}$" }),
  crs: Type.String({ description: "Reference system of the file's grid" }),
  columns: Type.Integer({ minimum: 1 }),
  rows: Type.Integer({ minimum: 1 }),
  cellSizeM: Type.Number({ description: "Side of a cell on the ground, about, m" }),
  source: Type.Optional(Type.String({ description: "Whose heights, under which licence" })),
});
export type TerrainSource = Static<typeof TerrainSource>;

/** What the heights are: their grid, where they come from, and the name of these very heights. */
export const MetricTerrainHeader = Type.Object({
  ...MetricGrid.properties,
  voidValue: Type.Literal(VOID),
  synthetic: Type.Boolean({ description: "True when heights between known points are generated" }),
  sources: Type.Array(TerrainSource, { minItems: 1 }),
  sha256: Type.String({
    pattern: "^[0-9a-f]{64}$",
    description: "Over the grid and its heights: engines cache by it",
  }),
});
export type MetricTerrainHeader = Static<typeof MetricTerrainHeader>;

/** Heights above sea level in a metric grid; whoever computes with terrain is given one of these. */
export interface MetricTerrain {
  readonly header: MetricTerrainHeader;
  /**
   * Whole metres, row-major, north-west first, `VOID` where there is none. May lie in a
   * SharedArrayBuffer. Nobody writes into it.
   */
  readonly heightsM: Int16Array;
  /** Of an imported terrain: when that was (ISO 8601), and what was found; nothing computes with it. */
  readonly imported?: { readonly madeAt: string; readonly check?: TerrainCheck };
}

/** Puts header and heights together. Throws when there are not as many heights as the grid has cells. */
export function makeMetricTerrain(
  header: MetricTerrainHeader,
  heightsM: Int16Array,
  imported?: MetricTerrain["imported"],
): MetricTerrain {
  const { columns, rows } = header;
  if (heightsM.length !== columns * rows)
    throw new Error(`got ${heightsM.length} heights, expected ${columns} columns x ${rows} rows`);
  return { header, heightsM, ...(imported && { imported }) };
}

/**
 * Height above sea level, m, bilinear between the centres of four cells. Undefined (not computed)
 * outside the outermost centres and where a void has a share; never sea level instead.
 */
export function elevationM(
  { header, heightsM }: MetricTerrain,
  eastingM: number,
  northingM: number,
): number | undefined {
  const { originEastingM, originNorthingM, cellSizeM, columns, rows } = header;
  const x = (eastingM - originEastingM) / cellSizeM;
  const y = (originNorthingM - northingM) / cellSizeM;
  const heightM = heightAt(heightsM, columns, rows, x, y);
  return Number.isNaN(heightM) ? undefined : heightM;
}

/** `elevationM` at WGS 84 degrees. */
export function elevationAtLonLat(
  terrain: MetricTerrain,
  lon: number,
  lat: number,
): number | undefined {
  const { eastingM, northingM } = toUtm48(lon, lat);
  return elevationM(terrain, eastingM, northingM);
}

/**
 * For hot loops: the bilinear height at a column and row that need not be whole, NaN where not
 * computed. 20 ns a call.
 */
export function heightAt(
  heightsM: Int16Array,
  columns: number,
  rows: number,
  x: number,
  y: number,
): number {
  // Written so that NaN falls outside too.
  if (!(x >= 0 && y >= 0 && x <= columns - 1 && y <= rows - 1)) return Number.NaN;
  const west = Math.min(Math.floor(x), columns - 2);
  const north = Math.min(Math.floor(y), rows - 2);
  const first = north * columns + west;
  const northWest = heightsM[first]!;
  const northEast = heightsM[first + 1]!;
  const southWest = heightsM[first + columns]!;
  const southEast = heightsM[first + columns + 1]!;
  const east = x - west;
  const south = y - north;
  // A void without a share does not matter: a centre beside a void has its own height.
  if (
    (northWest === VOID && east < 1 && south < 1) ||
    (northEast === VOID && east > 0 && south < 1) ||
    (southWest === VOID && east < 1 && south > 0) ||
    (southEast === VOID && east > 0 && south > 0)
  )
    return Number.NaN;
  return (
    (northWest * (1 - east) + northEast * east) * (1 - south) +
    (southWest * (1 - east) + southEast * east) * south
  );
}
