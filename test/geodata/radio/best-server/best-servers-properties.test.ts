import * as fc from "fast-check";
import { expect, test } from "vitest";
import { addServer } from "../../../../geodata/radio/best-server/add-server.ts";
import {
  type BestServers,
  makeBestServers,
  NO_SERVER,
  type ServerRaster,
} from "../../../../geodata/radio/best-server/best-servers.ts";
import { countCovered } from "../../../../geodata/radio/best-server/count-covered.ts";
import {
  removeServer,
  replaceServer,
} from "../../../../geodata/radio/best-server/remove-server.ts";

const COLUMNS = 7;
const ROWS = 5;
const SERVERS = 6;
const THRESHOLD_DBM = -105;

/** Few values, so that ties are many; on both sides of the threshold and at it. */
const level = fc.constantFrom(NaN, -Infinity, -120, -105.5, THRESHOLD_DBM, -104.5, -90, 0, -0);

/** Any rectangle of the grid, empty ones too. */
const raster: fc.Arbitrary<ServerRaster> = fc
  .tuple(fc.nat(COLUMNS), fc.nat(COLUMNS), fc.nat(ROWS), fc.nat(ROWS))
  .chain(([a, b, c, d]) => {
    const columns = Math.abs(a - b);
    const rows = Math.abs(c - d);
    return fc
      .array(level, { minLength: columns * rows, maxLength: columns * rows })
      .map((levels) => ({
        firstColumn: Math.min(a, b),
        firstRow: Math.min(c, d),
        columns,
        rows,
        rsrpDbm: Float32Array.from(levels),
      }));
  });

const rasters = fc.array(fc.option(raster, { nil: undefined }), { maxLength: SERVERS });

type Rasters = readonly (ServerRaster | undefined)[];

/** Pixel by pixel, by sorting: another way than the one under test. */
function bruteForce(servers: Rasters): BestServers {
  const grid = makeBestServers(COLUMNS, ROWS);
  for (let pixel = 0; pixel < COLUMNS * ROWS; pixel++) {
    const heard = servers
      .flatMap((each, server) => {
        const column = (pixel % COLUMNS) - (each?.firstColumn ?? 0);
        const row = Math.floor(pixel / COLUMNS) - (each?.firstRow ?? 0);
        if (!each || column < 0 || row < 0 || column >= each.columns || row >= each.rows) return [];
        return [{ server, rsrpDbm: each.rsrpDbm[row * each.columns + column]! }];
      })
      .filter(({ rsrpDbm }) => !Number.isNaN(rsrpDbm))
      .sort((a, b) =>
        a.rsrpDbm > b.rsrpDbm ? -1 : a.rsrpDbm < b.rsrpDbm ? 1 : a.server - b.server,
      );
    grid.bestServer[pixel] = heard[0]?.server ?? NO_SERVER;
    grid.bestRsrpDbm[pixel] = heard[0]?.rsrpDbm ?? NaN;
    grid.secondServer[pixel] = heard[1]?.server ?? NO_SERVER;
    grid.secondRsrpDbm[pixel] = heard[1]?.rsrpDbm ?? NaN;
  }
  return grid;
}

/** All four layers as they lie in memory: -0 is not 0, and NaN is one NaN. */
const bytesOf = (grid: BestServers) =>
  [grid.bestServer, grid.bestRsrpDbm, grid.secondServer, grid.secondRsrpDbm].map((layer) => [
    ...new Uint8Array(layer.buffer, layer.byteOffset, layer.byteLength),
  ]);

function gridOf(servers: Rasters, order = servers.map((_, server) => server)): BestServers {
  const grid = makeBestServers(COLUMNS, ROWS);
  for (const server of order) if (servers[server]) addServer(grid, server, servers[server]);
  return grid;
}

test("servers that come in any order give the bytes of sorting every pixel", () => {
  fc.assert(
    fc.property(rasters, fc.infiniteStream(fc.nat()), (servers, dice) => {
      const order = servers
        .map((_, server) => ({ server, draw: dice.next().value as number }))
        .sort((a, b) => a.draw - b.draw)
        .map(({ server }) => server);
      expect(bytesOf(gridOf(servers, order))).toEqual(bytesOf(bruteForce(servers)));
    }),
    { numRuns: 300 },
  );
});

test("after any adding, removing and replacing the grid is as if made anew", () => {
  const step = fc.record({
    server: fc.nat(SERVERS - 1),
    raster: fc.option(raster, { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const grid = makeBestServers(COLUMNS, ROWS);
      const servers: (ServerRaster | undefined)[] = [];
      for (const { server, raster: next } of steps) {
        if (servers[server] && next) replaceServer(grid, server, next);
        else if (servers[server]) removeServer(grid, server);
        else if (next) addServer(grid, server, next);
        servers[server] = next;
        expect(bytesOf(grid)).toEqual(bytesOf(bruteForce(Array.from(servers))));
      }
    }),
    { numRuns: 300 },
  );
});

test("a mast that is moved away and back leaves the bytes as they were", () => {
  fc.assert(
    fc.property(rasters, fc.nat(SERVERS - 1), fc.array(raster), (servers, moved, positions) => {
      const home = servers[moved];
      fc.pre(home !== undefined);
      const grid = gridOf(servers);
      const before = bytesOf(grid);
      for (const position of positions) replaceServer(grid, moved, position);
      replaceServer(grid, moved, home!);
      expect(bytesOf(grid)).toEqual(before);
      removeServer(grid, moved);
      addServer(grid, moved, home!);
      expect(bytesOf(grid)).toEqual(before);
    }),
    { numRuns: 300 },
  );
});

test("only the pixels of the old and the new window change, and no raster", () => {
  fc.assert(
    fc.property(rasters, fc.nat(SERVERS - 1), raster, (servers, moved, next) => {
      const home = servers[moved];
      fc.pre(home !== undefined);
      const grid = gridOf(servers);
      const before = gridOf(servers);
      const kept = servers.map((each) => each?.rsrpDbm.slice());
      replaceServer(grid, moved, next);
      for (let pixel = 0; pixel < COLUMNS * ROWS; pixel++) {
        const column = pixel % COLUMNS;
        const row = Math.floor(pixel / COLUMNS);
        const touched = [home!, next].some(
          ({ firstColumn, firstRow, columns, rows }) =>
            column >= firstColumn &&
            row >= firstRow &&
            column < firstColumn + columns &&
            row < firstRow + rows,
        );
        if (touched) continue;
        expect(grid.bestServer[pixel]).toBe(before.bestServer[pixel]);
        expect(grid.bestRsrpDbm[pixel]).toBe(before.bestRsrpDbm[pixel]);
        expect(grid.secondServer[pixel]).toBe(before.secondServer[pixel]);
      }
      expect(servers.map((each) => each?.rsrpDbm)).toEqual(kept);
    }),
  );
});

test("every place is counted once, as its pixel's levels say", () => {
  const place = fc.tuple(fc.integer({ min: -1, max: COLUMNS }), fc.integer({ min: -1, max: ROWS }));
  fc.assert(
    fc.property(rasters, fc.array(place), (servers, places) => {
      const grid = gridOf(servers);
      const count = countCovered(
        grid,
        {
          columns: Int32Array.from(places, ([column]) => column),
          rows: Int32Array.from(places, ([, row]) => row),
        },
        THRESHOLD_DBM,
      );
      const strongest = places.map(([column, row]) =>
        Math.max(
          ...servers.flatMap((each) => {
            if (!each) return [];
            const x = column - each.firstColumn;
            const y = row - each.firstRow;
            if (x < 0 || y < 0 || x >= each.columns || y >= each.rows) return [];
            const rsrpDbm = each.rsrpDbm[y * each.columns + x]!;
            return Number.isNaN(rsrpDbm) ? [] : [Math.max(rsrpDbm, -1000)];
          }),
        ),
      );
      expect(count).toEqual({
        covered: strongest.filter((dbm) => dbm >= THRESHOLD_DBM).length,
        belowThreshold: strongest.filter((dbm) => dbm >= -1000 && dbm < THRESHOLD_DBM).length,
        notComputed: strongest.filter((dbm) => dbm === -Infinity).length,
      });
    }),
  );
});
