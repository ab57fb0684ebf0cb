import fc from "fast-check";
import { expect, test } from "vitest";
import { distanceM } from "../../../../geodata/geometry/distance.ts";
import { gridCovering } from "../../../../geodata/radio/terrain/metric-grid.ts";
import { smoothMapping } from "../../../../geodata/radio/terrain/smooth-mapping.ts";
import {
  fromUtm48,
  groundDistanceM,
  scaleFactorAt,
  toUtm48,
} from "../../../../geodata/radio/terrain/utm48.ts";

const lon = fc.double({ min: 106.3, max: 107.4, noNaN: true });
const lat = fc.double({ min: 21.5, max: 22.3, noNaN: true });

test("positions come back, and one of PROJ's is met to a millimetre", () => {
  fc.assert(
    fc.property(lon, lat, (x, y) => {
      const back = fromUtm48(toUtm48(x, y));
      expect(back.lon).toBeCloseTo(x, 9);
      expect(back.lat).toBeCloseTo(y, 9);
    }),
  );
  // echo 106.9 21.9 | cs2cs EPSG:4326 EPSG:32648 (PROJ 9.1)
  const { eastingM, northingM } = toUtm48(106.9, 21.9);
  expect(eastingM).toBeCloseTo(696_282.95, 2);
  expect(northingM).toBeCloseTo(2_422_972.62, 2);
});

test("ground distances are those of the ellipsoid to 0.002 %", () => {
  fc.assert(
    fc.property(lon, lat, lon, lat, (x1, y1, x2, y2) => {
      const real = distanceM(x1, y1, x2, y2);
      fc.pre(real > 100);
      const ground = groundDistanceM(toUtm48(x1, y1), toUtm48(x2, y2));
      expect(Math.abs(ground / real - 1)).toBeLessThan(2e-5);
    }),
  );
});

test("in the district the grid alone is true to 0.03 %", () => {
  for (const degrees of [106.55, 106.8, 107.15])
    expect(Math.abs(scaleFactorAt(toUtm48(degrees, 21.9).eastingM) - 1)).toBeLessThan(3e-4);
});

test("a grid covers its box, with corners of cells on whole multiples of their size", () => {
  fc.assert(
    fc.property(
      lon,
      lat,
      fc.double({ min: 0.001, max: 0.3, noNaN: true }),
      fc.constantFrom(10, 30, 90, 25.5),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (west, south, size, cellSizeM, part) => {
        const grid = gridCovering([west, south, west + size, south + size], cellSizeM);
        const corner = (grid.originEastingM - cellSizeM / 2) / cellSizeM;
        expect(Math.abs(corner - Math.round(corner))).toBeLessThan(1e-6);
        for (const [x, y] of [
          [west + part * size, south],
          [west, south + part * size],
          [west + size, south + part * size],
          [west + part * size, south + size],
        ] as const) {
          const { eastingM, northingM } = toUtm48(x, y);
          const column = (eastingM - grid.originEastingM) / cellSizeM;
          const row = (grid.originNorthingM - northingM) / cellSizeM;
          expect(column).toBeGreaterThan(-0.6);
          expect(column).toBeLessThan(grid.columns - 0.4);
          expect(row).toBeGreaterThan(-0.6);
          expect(row).toBeLessThan(grid.rows - 0.4);
        }
      },
    ),
  );
});

test("between nodes a kilometre apart a projection is met to a centimetre", () => {
  const [x0, y0, step] = [650_000, 2_400_000, 960];
  const exact = (x: number, y: number) => {
    const { lon: atLon, lat: atLat } = fromUtm48({ eastingM: x, northingM: y });
    return [atLon, atLat] as const;
  };
  const mapped = smoothMapping(exact, { x0, y0, step, columns: 60, rows: 50 });
  const out = new Float64Array(2);
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 59 * step, noNaN: true }),
      fc.double({ min: 0, max: 49 * step, noNaN: true }),
      (x, y) => {
        mapped(x0 + x, y0 + y, out);
        const [atLon, atLat] = exact(x0 + x, y0 + y);
        expect(Math.abs(out[0]! - atLon) * 103_000).toBeLessThan(0.01);
        expect(Math.abs(out[1]! - atLat) * 111_000).toBeLessThan(0.01);
      },
    ),
  );
});
