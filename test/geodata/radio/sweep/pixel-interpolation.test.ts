import { expect, test } from "vitest";
import { medianEarthRadiusKm } from "../../../../geodata/radio/effective-earth.ts";
import { makeLinkPath } from "../../../../geodata/radio/links/link-path.ts";
import { makePolarGrid } from "../../../../geodata/radio/sweep/polar-grid.ts";
import { fillRaster, pixelsAround } from "../../../../geodata/radio/sweep/polar-raster.ts";
import { makePolarSweep } from "../../../../geodata/radio/sweep/polar-sweep.ts";
import { fillSweepLossDb } from "../../../../geodata/radio/sweep/sweep-loss.ts";
import { sweepRays } from "../../../../geodata/radio/sweep/sweep-rays.ts";
import { elevationM } from "../../../../geodata/radio/terrain/metric-terrain.ts";
import { groundDistanceM, toUtm48 } from "../../../../geodata/radio/terrain/utm48.ts";
import { loadTerrain } from "../../../../server/terrain/terrain-reader.ts";

const RADIUS_KM = medianEarthRadiusKm(45);
const RANGE_M = 5000;
const ANTENNA_M = 30;
const RECEIVER_M = 1.5;

// A valley town, a ridge, a slope towards the border.
const MASTS = [
  [106.76, 21.85],
  [106.83, 21.92],
  [106.7, 21.97],
] as const;

const terrain = await loadTerrain("/nowhere: the demonstration terrain");

/** Pixels against a profile drawn to their own centres: absolute differences, dB, in order. */
function differencesDb(lon: number, lat: number, frequencyGHz: number): Float64Array {
  const mast = toUtm48(lon, lat);
  const groundM = elevationM(terrain, mast.eastingM, mast.northingM);
  if (groundM === undefined) throw new Error(`No ground at ${lon}, ${lat}`);
  const grid = makePolarGrid(RANGE_M, 30);
  const sweep = makePolarSweep({
    grid,
    txHeightAmslM: groundM + ANTENNA_M,
    rxHeightAglM: RECEIVER_M,
    radiusKm: RADIUS_KM,
    lowestFrequencyGHz: 0.45,
  });
  sweepRays(terrain, mast, sweep);
  const polarDb = new Float32Array(grid.rays * grid.steps);
  fillSweepLossDb(sweep, frequencyGHz, "vertical", polarDb);
  const pixels = pixelsAround(mast, RANGE_M, 30, terrain.header);
  const lossDb = new Float32Array(pixels.columns * pixels.rows);
  fillRaster(grid, polarDb, mast, pixels, lossDb);
  const path = makeLinkPath(terrain, 30, RADIUS_KM);
  const found: number[] = [];
  // Every 7th pixel: a number that no row is a multiple of.
  for (let at = 0; at < lossDb.length; at += 7) {
    const to = {
      eastingM: pixels.originEastingM + (at % pixels.columns) * 30,
      northingM: pixels.originNorthingM - Math.floor(at / pixels.columns) * 30,
    };
    const lengthM = groundDistanceM(mast, to);
    // Within a step of the mast the first ring stands.
    if (lengthM < 60 || Number.isNaN(lossDb[at]!)) continue;
    if (!path.look(mast, to, lengthM / 1000, ANTENNA_M, RECEIVER_M)) continue;
    found.push(Math.abs(path.lossDb(frequencyGHz, "vertical") - lossDb[at]!));
  }
  return Float64Array.from(found).sort();
}

/**
 * What the README states: the rings of a sweep are exact, a pixel lies between four places of them. At
 * the edge of a shadow, on a top that stands out by itself, some are lit and some are not.
 */
test.each([0.9, 2.6])(
  "a pixel differs little from a profile drawn to its centre, %d GHz",
  (frequencyGHz) => {
    for (const [lon, lat] of MASTS) {
      const differences = differencesDb(lon, lat, frequencyGHz);
      const share = (part: number) => differences[Math.floor(part * (differences.length - 1))]!;
      const found = {
        pixels: differences.length,
        medianDb: share(0.5),
        p99Db: share(0.99),
        mostDb: share(1),
      };
      console.log(`${lon}, ${lat}, ${frequencyGHz} GHz: ${JSON.stringify(found)}`);
      expect(found.pixels).toBeGreaterThan(10_000);
      expect(found.medianDb).toBeLessThan(0.1);
      expect(found.p99Db).toBeLessThan(7);
      expect(found.mostDb).toBeLessThan(30);
    }
  },
);
