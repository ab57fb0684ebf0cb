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

/** One row of pixels from `firstColumn`. */
function rowOf(firstColumn: number, ...levels: number[]): ServerRaster {
  return {
    firstColumn,
    firstRow: 0,
    columns: levels.length,
    rows: 1,
    rsrpDbm: Float32Array.from(levels),
  };
}

const pixelAt = (grid: BestServers, pixel: number) => [
  grid.bestServer[pixel],
  grid.bestRsrpDbm[pixel],
  grid.secondServer[pixel],
  grid.secondRsrpDbm[pixel],
];

test("every pixel keeps its two strongest servers", () => {
  const grid = makeBestServers(4, 1);
  addServer(grid, 5, rowOf(0, -100, -90, -80));
  addServer(grid, 2, rowOf(1, -95, -70, -60));
  addServer(grid, 9, rowOf(1, -92, -75));
  expect(pixelAt(grid, 0)).toEqual([5, -100, NO_SERVER, NaN]);
  expect(pixelAt(grid, 1)).toEqual([5, -90, 9, -92]);
  expect(pixelAt(grid, 2)).toEqual([2, -70, 9, -75]);
  expect(pixelAt(grid, 3)).toEqual([2, -60, NO_SERVER, NaN]);
});

test("of equal levels the lower server is the better one, whenever it came", () => {
  for (const order of [
    [1, 2, 3],
    [3, 2, 1],
    [2, 3, 1],
    [2, 1, 3],
  ]) {
    const grid = makeBestServers(1, 1);
    for (const server of order) addServer(grid, server, rowOf(0, -100));
    expect(pixelAt(grid, 0)).toEqual([1, -100, 2, -100]);
    removeServer(grid, 1);
    expect(pixelAt(grid, 0)).toEqual([2, -100, 3, -100]);
  }
});

test("a level that was not computed wins nothing, not even against none", () => {
  const grid = makeBestServers(2, 1);
  addServer(grid, 0, rowOf(0, NaN, -Infinity));
  expect(pixelAt(grid, 0)).toEqual([NO_SERVER, NaN, NO_SERVER, NaN]);
  // No signal at all was computed: that is an answer.
  expect(pixelAt(grid, 1)).toEqual([0, -Infinity, NO_SERVER, NaN]);
});

test("a third server follows when the best or the second goes", () => {
  const grid = makeBestServers(3, 1);
  addServer(grid, 0, rowOf(0, -70, -90, -80));
  addServer(grid, 1, rowOf(0, -80, -70, -90));
  addServer(grid, 2, rowOf(0, -90, -80, NaN));
  removeServer(grid, 0);
  expect(pixelAt(grid, 0)).toEqual([1, -80, 2, -90]);
  expect(pixelAt(grid, 1)).toEqual([1, -70, 2, -80]);
  expect(pixelAt(grid, 2)).toEqual([1, -90, NO_SERVER, NaN]);
});

test("what does not fit is refused and changes nothing", () => {
  const grid = makeBestServers(3, 1);
  addServer(grid, 0, rowOf(0, -70));
  expect(() => addServer(grid, 0, rowOf(1, -70))).toThrow("got server 0 twice, expected it once");
  expect(() => addServer(grid, 1, rowOf(2, -70, -70))).toThrow(
    "got 2 x 1 pixels from column 2, row 0, expected them within 3 x 1",
  );
  expect(() => addServer(grid, 1, rowOf(-1, -70))).toThrow(RangeError);
  expect(() => addServer(grid, 1, { ...rowOf(0, -70), columns: 2 })).toThrow(
    "got 1 levels, expected 2 x 1",
  );
  expect(() => addServer(grid, NO_SERVER, rowOf(0, -70))).toThrow(RangeError);
  expect(() => removeServer(grid, 1)).toThrow("got server 1, expected one that was added");
  expect(() => replaceServer(grid, 1, rowOf(0, -70))).toThrow("expected one that was added");
  expect(() => replaceServer(grid, 0, rowOf(3, -70))).toThrow(RangeError);
  expect(pixelAt(grid, 0)).toEqual([0, -70, NO_SERVER, NaN]);
  expect(() => makeBestServers(0, 3)).toThrow("got a grid of 0 x 3");
});

test("places are covered, below the threshold or not computed, and those are three things", () => {
  const grid = makeBestServers(4, 2);
  addServer(grid, 0, { ...rowOf(0, -104.9, -105, -105.5, NaN), firstRow: 1 });
  const points = {
    columns: Int32Array.of(0, 1, 2, 3, 0, -1, 4, 1),
    rows: Int32Array.of(1, 1, 1, 1, 0, 1, 1, 2),
  };
  expect(countCovered(grid, points, -105)).toEqual({
    covered: 2,
    belowThreshold: 1,
    notComputed: 5,
  });
  // -104.9 in single precision is a little less than -104.9, and reaches it all the same.
  expect(countCovered(grid, points, -104.9).covered).toBe(1);
});
