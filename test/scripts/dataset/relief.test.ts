import { expect, test } from "vitest";
import { gridPosition } from "../../../scripts/dataset/land/field.ts";
import { SPOT_EXCEPTION_M } from "../../../scripts/dataset/land/fit-relief.ts";
import { regionGrid } from "../../../scripts/dataset/land/regions.ts";
import { facts, shippedLand } from "./shipped-land.ts";

const { header, heightsM } = shippedLand.terrain();
const table = facts();
const communes = shippedLand.communes2023();
const regions = regionGrid(
  header,
  communes.map(({ geometry }) => geometry),
);

/** Metres between centres, within 1 % at this latitude. */
const CELL_M = { width: header.cellSizeDeg * 103_400, height: header.cellSizeDeg * 110_740 };

const spots = table.spotHeights
  .map((spot) => {
    const [column, row] = gridPosition(header, spot.lon, spot.lat).map(Math.round);
    return { ...spot, column: column!, row: row! };
  })
  .filter(
    ({ column, row }) => column >= 0 && row >= 0 && column < header.columns && row < header.rows,
  );

function cellsOf(region: number): number[] {
  const cells: number[] = [];
  for (const [cell, holder] of regions.entries()) if (holder === region) cells.push(cell);
  return cells;
}

test("the grid says that it is synthetic, and covers the district with at least 5 km around it", () => {
  expect(header.synthetic).toBe(true);
  expect(header.cellSizeDeg).toBeLessThanOrEqual(3 / 3600 + 1e-9);
  const margin = 0.05;
  for (const { lon, lat } of table.lattice) {
    const [column, row] = gridPosition(header, lon, lat);
    expect(
      Math.min(column, row, header.columns - 1 - column, header.rows - 1 - row),
    ).toBeGreaterThan(margin / header.cellSizeDeg);
  }
});

test("every spot height inside the grid is met within 1 m at its cell", () => {
  const first = new Map<number, number>();
  for (const { column, row, elevationM } of spots) {
    const cell = row * header.columns + column;
    if (!first.has(cell)) first.set(cell, elevationM);
  }
  expect(first.size).toBeGreaterThan(200);
  for (const [cell, elevationM] of first) {
    expect(Math.abs(heightsM[cell]! - elevationM)).toBeLessThanOrEqual(1);
  }
});

test("no cell leaves its commune's range, but within 1 km of a spot height that does", () => {
  for (const [region, commune] of table.communes2023.entries()) {
    const exceptions = spots.filter(
      ({ elevationM }) => elevationM < commune.elevationMinM || elevationM > commune.elevationMaxM,
    );
    const outside = cellsOf(region).filter((cell) => {
      const height = heightsM[cell]!;
      if (height >= commune.elevationMinM && height <= commune.elevationMaxM) return false;
      const [column, row] = [cell % header.columns, Math.floor(cell / header.columns)];
      return !exceptions.some(
        (spot) =>
          Math.hypot((spot.column - column) * CELL_M.width, (spot.row - row) * CELL_M.height) <
          SPOT_EXCEPTION_M * 1.02,
      );
    });
    expect(outside, commune.name).toEqual([]);
  }
});

test("every commune's mean height is the fact's within 2 m", () => {
  for (const [region, commune] of table.communes2023.entries()) {
    const cells = cellsOf(region);
    const mean = cells.reduce((sum, cell) => sum + heightsM[cell]!, 0) / cells.length;
    expect(Math.abs(mean - commune.elevationMeanM), `${commune.name}: ${mean}`).toBeLessThan(2);
  }
});

test("a commune's highest and lowest land come near its range: mountains are not flattened", () => {
  for (const [region, commune] of table.communes2023.entries()) {
    const heights = cellsOf(region).map((cell) => heightsM[cell]!);
    const span = commune.elevationMaxM - commune.elevationMinM;
    if (span < 50) continue;
    const highest = Math.max(...heights);
    const lowest = Math.min(...heights);
    expect(highest, commune.name).toBeGreaterThan(commune.elevationMaxM - 0.15 * span);
    expect(lowest, commune.name).toBeLessThan(commune.elevationMinM + 0.15 * span);
  }
});

test("Mẫu Sơn towers over the district", () => {
  const highest = heightsM.reduce(
    (best, height, cell) => (height > heightsM[best]! ? cell : best),
    0,
  );
  const lat = header.originLat - Math.floor(highest / header.columns) * header.cellSizeDeg;
  const lon = header.originLon + (highest % header.columns) * header.cellSizeDeg;
  expect(heightsM[highest]!).toBeGreaterThan(1300);
  expect(lon).toBeGreaterThan(106.9);
  expect(lat).toBeLessThan(21.9);
});

test("there is no void, and no slope steeper than 50 degrees but beside a few spot heights", () => {
  expect(heightsM.includes(header.voidValue)).toBe(false);
  let cliffs = 0;
  for (let cell = 0; cell < heightsM.length - 1; cell++) {
    if ((cell + 1) % header.columns === 0) continue;
    const rise = Math.abs(heightsM[cell + 1]! - heightsM[cell]!);
    if (rise / CELL_M.width > Math.tan((50 * Math.PI) / 180)) cliffs++;
  }
  expect(cliffs).toBeLessThan(20);
});
