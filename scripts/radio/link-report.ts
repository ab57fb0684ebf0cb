import { bulgePerKm2 } from "../../geodata/radio/diffraction/bullington.ts";
import type { P1812Link } from "../../geodata/radio/p1812/link.ts";
import type { P1812Terms } from "../../geodata/radio/p1812/terms.ts";
import { type PathProfile, pathLengthKm } from "../../geodata/radio/path-profile.ts";

/** A point of the ground that comes near the direct ray. */
export interface Obstacle {
  atKm: number;
  groundM: number;
  /** Direct ray above the ground, over the bulge of the median Earth, m; negative: it is cut. */
  clearanceM: number;
  /** Radius of the first Fresnel zone there, m. */
  fresnelM: number;
}

/** Enough of the first zone for no loss to speak of: an engineer's rule. */
const CLEAR_SHARE = 0.6;
/** Lines of a profile on a terminal. */
const PROFILE_ROWS = 12;
const PROFILE_COLUMNS = 78;

/** Clearance of every point between the antennas. */
export function clearances(
  { distanceKm, terrainHeightM }: PathProfile,
  terms: P1812Terms,
  frequencyGHz: number,
): Obstacle[] {
  const lengthKm = terms.lengthKm;
  const bulge = bulgePerKm2(terms.medianRadiusKm);
  const rise = (terms.rxHeightAmslM - terms.txHeightAmslM) / lengthKm;
  return Array.from({ length: distanceKm.length - 2 }, (_, i) => {
    const atKm = distanceKm[i + 1]!;
    const groundM = terrainHeightM[i + 1]!;
    const restKm = lengthKm - atKm;
    return {
      atKm,
      groundM,
      clearanceM: terms.txHeightAmslM + rise * atKm - bulge * atKm * restKm - groundM,
      // lambda = 0.2998 / f m; metres from km.
      fresnelM: Math.sqrt(((0.2998 / frequencyGHz) * 1000 * atKm * restKm) / lengthKm),
    };
  });
}

/** Of each run of points that enter 0.6 of the first Fresnel zone the one that enters it most. */
export function obstaclesOf(points: readonly Obstacle[]): Obstacle[] {
  const share = (point: Obstacle) => point.clearanceM / point.fresnelM;
  const obstacles: Obstacle[] = [];
  let worst: Obstacle | undefined;
  for (const point of points) {
    if (share(point) < CLEAR_SHARE) {
      if (!worst || share(point) < share(worst)) worst = point;
    } else if (worst) {
      obstacles.push(worst);
      worst = undefined;
    }
  }
  if (worst) obstacles.push(worst);
  return obstacles;
}

/** The ground in letters: # ground, . the direct ray over it, distances in equal columns. */
export function profileDrawing(profile: PathProfile, terms: P1812Terms): string[] {
  const { terrainHeightM } = profile;
  const lengthKm = pathLengthKm(profile);
  const bulge = bulgePerKm2(terms.medianRadiusKm);
  const last = terrainHeightM.length - 1;
  const columns = Array.from({ length: PROFILE_COLUMNS }, (_, column) => {
    const part = column / (PROFILE_COLUMNS - 1);
    const atKm = part * lengthKm;
    const ray = terms.txHeightAmslM * (1 - part) + terms.rxHeightAmslM * part;
    return {
      groundM: terrainHeightM[Math.round(part * last)]!,
      rayM: ray - bulge * atKm * (lengthKm - atKm),
    };
  });
  const all = columns.flatMap(({ groundM, rayM }) => [groundM, rayM]);
  const lowest = Math.min(...all);
  const stepM = Math.max((Math.max(...all) - lowest) / (PROFILE_ROWS - 1), 1e-9);
  const rowOf = (heightM: number) => Math.round((heightM - lowest) / stepM);
  return Array.from({ length: PROFILE_ROWS }, (_, line) => {
    const row = PROFILE_ROWS - 1 - line;
    const drawn = columns.map(({ groundM, rayM }) =>
      rowOf(rayM) === row ? "." : rowOf(groundM) >= row ? "#" : " ",
    );
    return `${(lowest + row * stepM).toFixed(0).padStart(6)} m |${drawn.join("").trimEnd()}`;
  });
}

/** Every term of the loss with its symbol in P.1812-8. */
export function termLines(terms: P1812Terms, link: P1812Link): [name: string, value: string][] {
  const db = (value: number) => `${value.toFixed(2)} dB`;
  return [
    ["free space, Lbfs", db(terms.freeSpaceDb)],
    [`line of sight for ${link.timePercent} % of the time, Lb0p`, db(terms.sightDb)],
    ["Bullington over the ground, Lbulla", db(terms.medianDiffraction.bullingtonActualDb)],
    ["Bullington over the smooth Earth, Lbulls", db(terms.medianDiffraction.bullingtonSmoothDb)],
    ["spherical Earth, Ldsph", db(terms.medianDiffraction.sphericalEarthDb)],
    ["diffraction for half of the time, Ld50", db(terms.medianDiffractionDb)],
    [`diffraction for ${link.timePercent} % of the time, Ldp`, db(terms.diffractionDb)],
    ["ducting and layer reflection, Lba", db(terms.ductingDb)],
    ["troposcatter, Lbs", db(terms.troposcatterDb)],
    ["all paths together, Lbc", db(terms.medianLocationDb)],
    [`basic transmission loss for ${link.locationPercent ?? 50} % of places, Lb`, db(terms.lossDb)],
    ["field strength for 1 kW, Ep", `${terms.fieldStrengthDbuVm.toFixed(2)} dB(uV/m)`],
  ];
}
