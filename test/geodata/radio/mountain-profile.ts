import type { PathProfile } from "../../../geodata/radio/path-profile.ts";
import { makePathProfile } from "../../../geodata/radio/path-profile.ts";

/** Uniform in [0, 1). */
export type Chance = () => number;

/** A seeded source of chance: mulberry32. */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Ground like that of Lạng Sơn: waves of random phase whose height falls with their length, 250 m to
 * 900 m above sea level for long paths and gentler for short ones.
 */
export function mountainProfile(chance: Chance, lengthKm: number, points: number): PathProfile {
  const waves = Array.from({ length: 12 }, (_, octave) => {
    const wavelengthKm = 25 / 1.6 ** octave;
    return {
      cycles: (2 * Math.PI) / wavelengthKm,
      phase: 2 * Math.PI * chance(),
      heightM: 130 * (wavelengthKm / 25) ** 0.8 * (0.4 + 1.2 * chance()),
    };
  });
  const distanceKm = Float64Array.from({ length: points }, (_, i) => (lengthKm * i) / (points - 1));
  const terrainHeightM = distanceKm.map((at) =>
    Math.round(
      waves.reduce(
        (height, { cycles, phase, heightM }) => height + heightM * Math.sin(cycles * at + phase),
        500,
      ),
    ),
  );
  return makePathProfile({ distanceKm, terrainHeightM });
}
