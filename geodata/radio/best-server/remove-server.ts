import { addServer } from "./add-server.ts";
import {
  type BestServers,
  checkServer,
  goesBefore,
  NO_SERVER,
  type ServerRaster,
} from "./best-servers.ts";

/** Columns of the pixels that lost a server, row by row, and where each row of them begins. */
let holeColumns = new Int32Array(0);
let rowStarts = new Int32Array(0);

/**
 * Takes a server out and leaves every byte as if it had never been in. Only pixels where it was best
 * or second change; their new second comes from the rasters that are kept. Throws when it is not in.
 * With 200 others that all overlap: 4.5 ms for 330 x 330 pixels, 17 ms for 670 x 670.
 */
export function removeServer(grid: BestServers, server: number): void {
  const gone = grid.rasters[server];
  if (!gone) throw new Error(`got server ${server}, expected one that was added`);
  grid.rasters[server] = undefined;
  if (openHoles(grid, server, gone) === 0) return;
  for (let other = 0; other < grid.rasters.length; other++) {
    const raster = grid.rasters[other];
    if (raster) fillHoles(grid, gone, other, raster);
  }
}

/**
 * Puts another raster in the place of a server's present one: a mast that moved. Throws when the
 * server is not in or the raster does not fit, and has then changed nothing.
 */
export function replaceServer(grid: BestServers, server: number, raster: ServerRaster): void {
  checkServer(grid, server, raster);
  removeServer(grid, server);
  addServer(grid, server, raster);
}

/** Moves every second up where `server` was best, clears every second that it was; counts both. */
function openHoles(grid: BestServers, server: number, gone: ServerRaster): number {
  const { bestServer, bestRsrpDbm, secondServer, secondRsrpDbm } = grid;
  const { firstColumn, firstRow, columns, rows } = gone;
  if (holeColumns.length < columns * rows) holeColumns = new Int32Array(columns * rows);
  if (rowStarts.length <= rows) rowStarts = new Int32Array(rows + 1);
  let holes = 0;
  for (let row = 0; row < rows; row++) {
    rowStarts[row] = holes;
    let pixel = (firstRow + row) * grid.columns + firstColumn;
    for (let column = firstColumn; column < firstColumn + columns; column++, pixel++) {
      if (bestServer[pixel] === server) {
        bestServer[pixel] = secondServer[pixel]!;
        bestRsrpDbm[pixel] = secondRsrpDbm[pixel]!;
      } else if (secondServer[pixel] !== server) continue;
      // Where there was no second, there is no third to look for.
      if (secondServer[pixel] === NO_SERVER) continue;
      secondServer[pixel] = NO_SERVER;
      secondRsrpDbm[pixel] = NaN;
      holeColumns[holes++] = column;
    }
  }
  rowStarts[rows] = holes;
  return holes;
}

/** Offers one kept raster to every hole that it reaches. */
function fillHoles(
  grid: BestServers,
  gone: ServerRaster,
  server: number,
  { firstColumn, firstRow, columns, rows, rsrpDbm }: ServerRaster,
): void {
  const { bestServer, secondServer, secondRsrpDbm } = grid;
  const lastRow = Math.min(gone.firstRow + gone.rows, firstRow + rows);
  for (let row = Math.max(gone.firstRow, firstRow); row < lastRow; row++) {
    const end = rowStarts[row - gone.firstRow + 1]!;
    for (let hole = rowStarts[row - gone.firstRow]!; hole < end; hole++) {
      const column = holeColumns[hole]! - firstColumn;
      if (column < 0 || column >= columns) continue;
      const level = rsrpDbm[(row - firstRow) * columns + column]!;
      if (Number.isNaN(level)) continue;
      const pixel = row * grid.columns + holeColumns[hole]!;
      if (bestServer[pixel] === server) continue;
      if (goesBefore(level, server, secondRsrpDbm[pixel]!, secondServer[pixel]!)) {
        secondServer[pixel] = server;
        secondRsrpDbm[pixel] = level;
      }
    }
  }
}
