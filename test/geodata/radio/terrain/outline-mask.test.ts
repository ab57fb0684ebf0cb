import { expect, test } from "vitest";
import { outlineMask } from "../../../../geodata/radio/terrain/outline-mask.ts";
import { squareAround } from "../../../makers.ts";

test("cells whose centres lie in an outline and not in its hole", () => {
  const outer = squareAround(5, 5, 3.5).coordinates[0]!;
  const hole = squareAround(5, 5, 1.5).coordinates[0]!;
  const outline = { type: "Polygon" as const, coordinates: [outer, hole] };
  const mask = outlineMask({ columns: 10, rows: 10 }, (lon, lat) => [lon, lat], [outline]);
  for (const [cell, inside] of mask.entries()) {
    const away = Math.max(Math.abs((cell % 10) - 5), Math.abs(Math.floor(cell / 10) - 5));
    expect(inside).toBe(away < 3.5 && away > 1.5 ? 1 : 0);
  }
});

test("an outline beyond the grid is cut at its edges", () => {
  const mask = outlineMask({ columns: 4, rows: 3 }, (lon, lat) => [lon, lat], [
    squareAround(0, 0, 50),
  ]);
  expect([...mask]).toEqual(Array(12).fill(1));
});
