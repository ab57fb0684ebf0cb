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
  /** Height above sea level in metres, bilinear; undefined outside the grid or beside a void. */
  elevationM(lon: number, lat: number): number | undefined;
}

/**
 * Reads a height grid. `heightsM` is row-major, north-west first, whole metres. Throws when the
 * header and the number of heights disagree.
 */
export function makeTerrainGrid(header: TerrainHeader, heightsM: Int16Array): TerrainGrid {
  const { originLon, originLat, cellSizeDeg, columns, rows, voidValue } = header;
  if (heightsM.length !== columns * rows) {
    throw new Error(`got ${heightsM.length} heights, expected ${columns} columns x ${rows} rows`);
  }

  function elevationM(lon: number, lat: number): number | undefined {
    const x = (lon - originLon) / cellSizeDeg;
    const y = (originLat - lat) / cellSizeDeg;
    // Written so that NaN falls outside too.
    if (!(x >= 0 && y >= 0 && x <= columns - 1 && y <= rows - 1)) return undefined;
    const west = Math.min(Math.floor(x), columns - 2);
    const north = Math.min(Math.floor(y), rows - 2);
    const first = north * columns + west;
    const northWest = heightsM[first]!;
    const northEast = heightsM[first + 1]!;
    const southWest = heightsM[first + columns]!;
    const southEast = heightsM[first + columns + 1]!;
    if (
      northWest === voidValue ||
      northEast === voidValue ||
      southWest === voidValue ||
      southEast === voidValue
    ) {
      return undefined;
    }
    const east = x - west;
    const south = y - north;
    return (
      (northWest * (1 - east) + northEast * east) * (1 - south) +
      (southWest * (1 - east) + southEast * east) * south
    );
  }

  return { header, elevationM };
}
