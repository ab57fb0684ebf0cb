import fc from "fast-check";
import { expect, test } from "vitest";
import {
  columnOfLon,
  readTileAddress,
  rowOfLat,
} from "../../../../geodata/geometry/tile-address.ts";
import { makeLayerIndex } from "../../../../server/coverage/tiles/layer-index.ts";
import { stretchAround } from "../../../../server/coverage/validity-stretch.ts";

test("a point is on the tile that it lies in, at every zoom", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 106, max: 108, noNaN: true }),
      fc.double({ min: 21, max: 23, noNaN: true }),
      fc.integer({ min: 0, max: 14 }),
      (lon, lat, z) => {
        const index = makeLayerIndex([
          { key: "a", geometry: { type: "Point", coordinates: [lon, lat] } },
        ]);
        const address = { z, x: Math.floor(columnOfLon(lon, z)), y: Math.floor(rowOfLat(lat, z)) };
        expect(index.shapesOn(address).map((shape) => shape.position)).toEqual([0]);
        expect(index.shapesOn({ ...address, x: (address.x + 2) % 2 ** z }).length).toBe(
          z < 2 ? 1 : 0,
        );
      },
    ),
    { numRuns: 30 },
  );
});

test("an empty layer has no tiles and no extent", () => {
  const index = makeLayerIndex([]);
  expect(index.shapesOn({ z: 0, x: 0, y: 0 })).toEqual([]);
  expect(index.extent).toBeUndefined();
});

test.each(["01", "1.0", "-1", "1e1", " 1", "", "99999999999", "0x1"])(
  "%s is no tile number",
  (text) => {
    expect(readTileAddress("14", text, "0")).toBeUndefined();
    expect(readTileAddress("14", "0", text)).toBeUndefined();
  },
);

test("days of one stretch have the same valid rows, and days of two do not", () => {
  const rows = [{ validFrom: "2020-01-01", validTo: "2022-01-01" }, { validFrom: "2021-06-01" }];
  const stretches = [
    "2019-12-31",
    "2020-01-01",
    "2021-05-31",
    "2021-06-01",
    "2021-12-31",
    "2022-01-01",
    "2030-01-01",
  ].map((day) => stretchAround(rows, day));
  expect(stretches).toEqual([
    "",
    "2020-01-01",
    "2020-01-01",
    "2021-06-01",
    "2021-06-01",
    "2022-01-01",
    "2022-01-01",
  ]);
});
