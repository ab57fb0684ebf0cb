import fc from "fast-check";
import { expect, test } from "vitest";
import { medianLossDb } from "../../../../geodata/radio/point-to-point.ts";
import { makePolarSweep } from "../../../../geodata/radio/sweep/polar-sweep.ts";
import { makeRayWalker } from "../../../../geodata/radio/sweep/ray-walker.ts";
import { fillSweepLossDb } from "../../../../geodata/radio/sweep/sweep-loss.ts";

/** Between hills of a random spectrum and white noise, metres. */
const ground = (points: number) =>
  fc
    .record({
      base: fc.double({ min: 0, max: 1500, noNaN: true }),
      waves: fc.array(
        fc.record({
          amplitudeM: fc.double({ min: 0, max: 400, noNaN: true }),
          lengthSteps: fc.double({ min: 3, max: 400, noNaN: true }),
          phase: fc.double({ min: 0, max: 6.3, noNaN: true }),
        }),
        { maxLength: 6 },
      ),
      noiseM: fc.constantFrom(0, 0, 1, 20, 200),
      seed: fc.integer(),
    })
    .map(({ base, waves, noiseM, seed }) => {
      let state = seed | 0;
      const random = () => {
        state = (Math.imul(state, 1664525) + 1013904223) | 0;
        return (state >>> 0) / 2 ** 32;
      };
      return Float64Array.from({ length: points }, (_, i) =>
        waves.reduce(
          (sum, { amplitudeM, lengthSteps, phase }) =>
            sum + amplitudeM * Math.sin((2 * Math.PI * i) / lengthSteps + phase),
          base + noiseM * random(),
        ),
      );
    });

test("at every place a sweep says what a path drawn to that place alone says", () => {
  let worstDb = 0;
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 400 }).chain((steps) => ground(steps + 1)),
      fc.constantFrom(15, 30, 60, 90),
      fc.constantFrom(5, 12, 30, 45, 80, 300),
      fc.constantFrom(1.5, 1.5, 4, 30),
      fc.constantFrom(0.45, 0.7, 0.9, 1.8, 2.6, 3.5, 6),
      fc.constantFrom(8500, 8931, 19113),
      fc.constantFrom("horizontal", "vertical"),
      (heightM, stepM, txAglM, rxHeightAglM, frequencyGHz, radiusKm, polarization) => {
        const steps = heightM.length - 1;
        const txHeightAmslM = heightM[0]! + txAglM;
        const sweep = makePolarSweep({
          grid: { stepM, steps, rays: 1 },
          txHeightAmslM,
          rxHeightAglM,
          radiusKm,
          lowestFrequencyGHz: 0.45,
        });
        makeRayWalker(sweep)(heightM, 0);
        const lossDb = new Float32Array(steps);
        fillSweepLossDb(sweep, frequencyGHz, polarization, lossDb);
        const distanceKm = Float64Array.from({ length: steps + 1 }, (_, i) => (i * stepM) / 1000);
        for (let j = 1; j <= steps; j += steps > 40 ? 7 : 1) {
          const terrainHeightM = heightM.subarray(0, j + 1);
          const exactDb = medianLossDb(
            {
              distanceKm: distanceKm.subarray(0, j + 1),
              terrainHeightM,
              obstacleHeightM: terrainHeightM,
            },
            txHeightAmslM,
            heightM[j]! + rxHeightAglM,
            radiusKm,
            frequencyGHz,
            polarization,
          );
          const difference = Math.abs(lossDb[j - 1]! - exactDb);
          worstDb = Math.max(worstDb, difference);
          expect(difference, `step ${j}`).toBeLessThan(1e-4);
        }
      },
    ),
    { numRuns: 200 },
  );
  console.log(`largest difference ${worstDb.toExponential(1)} dB`);
});
