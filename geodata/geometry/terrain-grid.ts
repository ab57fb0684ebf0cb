import { heightAt, VOID } from "../radio/terrain/metric-terrain.ts";

/** What the numbers of a height grid mean: rows north to south, columns west to east. */
export interface TerrainHeader {
  /** Longitude of the centres of the westernmost column, WGS 84 degrees. */
  originLon: number;
  /** Latitude of the centres of the northernmost row, WGS 84 degrees. */
  originLat: number;
  /** Distance between neighbouring centres, degrees of longitude and of latitude. */
  cellSizeDeg: number;
  columns: number;
  rows: number;
  /** Value of a cell without a height. */
  voidValue: number;
  /** True when the heights between known points are generated. */
  synthetic: boolean;
  source: string;
}

export interface TerrainGrid {
  readonly header: TerrainHeader;
  /** Height above sea level in metres, bilinear; undefined outside the grid and where a void has a share. */
  elevationM(lon: number, lat: number): number | undefined;
}

/**
 * Reads a height grid. `heightsM` is row-major, north-west first, whole metres. Throws when the
 * header and the number of heights disagree, and for a void value that `heightAt`, which samples all
 * our terrain, does not know.
 */
export function makeTerrainGrid(header: TerrainHeader, heightsM: Int16Array): TerrainGrid {
  const { originLon, originLat, cellSizeDeg, columns, rows, voidValue } = header;
  if (heightsM.length !== columns * rows) {
    throw new Error(`got ${heightsM.length} heights, expected ${columns} columns x ${rows} rows`);
  }
  if (voidValue !== VOID) throw new Error(`got a void value of ${voidValue}, expected ${VOID}`);

  function elevationM(lon: number, lat: number): number | undefined {
    const x = (lon - originLon) / cellSizeDeg;
    const y = (originLat - lat) / cellSizeDeg;
    const heightM = heightAt(heightsM, columns, rows, x, y);
    return Number.isNaN(heightM) ? undefined : heightM;
  }

  return { header, elevationM };
}
