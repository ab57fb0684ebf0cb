/** Levels of one server over a rectangle of the common pixel grid. */
export interface ServerRaster {
  /** North-west pixel of the rectangle in the grid, from 0. */
  readonly firstColumn: number;
  readonly firstRow: number;
  readonly columns: number;
  readonly rows: number;
  /**
   * Row-major, north-west first; NaN where not computed. Kept and read again when a neighbour goes:
   * nobody writes into it while it is in use.
   */
  readonly rsrpDbm: Float32Array;
}

/**
 * The two strongest servers of every pixel of a grid, row-major, north-west first. Of equal levels the
 * lower server index is the better one, so the answer depends only on which rasters are in, never on
 * the order in which they came. A pixel that no raster reaches is "not computed": `NO_SERVER` and NaN.
 */
export interface BestServers {
  readonly columns: number;
  readonly rows: number;
  readonly bestServer: Uint16Array;
  readonly bestRsrpDbm: Float32Array;
  readonly secondServer: Uint16Array;
  readonly secondRsrpDbm: Float32Array;
  /** By server index; undefined where there is none. */
  readonly rasters: (ServerRaster | undefined)[];
}

/** Where a pixel has no best, or no second, server. */
export const NO_SERVER = 0xffff;

/** A grid without servers: 12 bytes a pixel. Throws a RangeError on a size that is no grid. */
export function makeBestServers(columns: number, rows: number): BestServers {
  if (!(Number.isInteger(columns) && Number.isInteger(rows) && columns > 0 && rows > 0))
    throw new RangeError(`got a grid of ${columns} x ${rows}, expected whole numbers above 0`);
  const pixels = columns * rows;
  return {
    columns,
    rows,
    bestServer: new Uint16Array(pixels).fill(NO_SERVER),
    bestRsrpDbm: new Float32Array(pixels).fill(NaN),
    secondServer: new Uint16Array(pixels).fill(NO_SERVER),
    secondRsrpDbm: new Float32Array(pixels).fill(NaN),
    rasters: [],
  };
}

/** Does `server` at `rsrpDbm` go before another one? Everything goes before none. */
export function goesBefore(
  rsrpDbm: number,
  server: number,
  otherRsrpDbm: number,
  otherServer: number,
): boolean {
  return (
    otherServer === NO_SERVER ||
    rsrpDbm > otherRsrpDbm ||
    (rsrpDbm === otherRsrpDbm && server < otherServer)
  );
}

/** Throws a RangeError that says what does not fit. */
export function checkServer(grid: BestServers, server: number, raster: ServerRaster): void {
  if (!(Number.isInteger(server) && server >= 0 && server < NO_SERVER))
    throw new RangeError(
      `got server ${server}, expected a whole number from 0 to ${NO_SERVER - 1}`,
    );
  const { firstColumn, firstRow, columns, rows, rsrpDbm } = raster;
  const whole = [firstColumn, firstRow, columns, rows].every((n) => Number.isInteger(n) && n >= 0);
  if (!whole || firstColumn + columns > grid.columns || firstRow + rows > grid.rows)
    throw new RangeError(
      `got ${columns} x ${rows} pixels from column ${firstColumn}, row ${firstRow}, expected them within ${grid.columns} x ${grid.rows}`,
    );
  if (rsrpDbm.length !== columns * rows)
    throw new RangeError(`got ${rsrpDbm.length} levels, expected ${columns} x ${rows}`);
}
