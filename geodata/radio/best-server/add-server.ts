import { type BestServers, checkServer, goesBefore, type ServerRaster } from "./best-servers.ts";

/**
 * Takes a server in, touching only the pixels of its raster. Throws when that index is taken already
 * or the raster does not lie within the grid.
 */
export function addServer(grid: BestServers, server: number, raster: ServerRaster): void {
  checkServer(grid, server, raster);
  if (grid.rasters[server]) throw new Error(`got server ${server} twice, expected it once`);
  grid.rasters[server] = raster;
  const { bestServer, bestRsrpDbm, secondServer, secondRsrpDbm } = grid;
  const { firstColumn, firstRow, columns, rows, rsrpDbm } = raster;
  let from = 0;
  for (let row = 0; row < rows; row++) {
    let pixel = (firstRow + row) * grid.columns + firstColumn;
    for (const end = from + columns; from < end; from++, pixel++) {
      const level = rsrpDbm[from]!;
      if (Number.isNaN(level)) continue;
      const best = bestRsrpDbm[pixel]!;
      if (goesBefore(level, server, best, bestServer[pixel]!)) {
        secondRsrpDbm[pixel] = best;
        secondServer[pixel] = bestServer[pixel]!;
        bestRsrpDbm[pixel] = level;
        bestServer[pixel] = server;
      } else if (goesBefore(level, server, secondRsrpDbm[pixel]!, secondServer[pixel]!)) {
        secondRsrpDbm[pixel] = level;
        secondServer[pixel] = server;
      }
    }
  }
}
