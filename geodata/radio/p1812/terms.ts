import {
  type DeltaBullingtonTerms,
  makeDeltaBullingtonTerms,
} from "../diffraction/delta-bullington.ts";
import { makePathGeometry, type PathGeometry } from "./path-geometry.ts";
import { makeZoneLengths, type ZoneLengths } from "./zone-lengths.ts";

/** Every intermediate value of P.1812-8, losses in dB; equation numbers as in its text. */
export interface P1812Terms {
  readonly zones: ZoneLengths;
  readonly geometry: PathGeometry;
  lengthKm: number;
  /** hts, hrs: antennas above mean sea level, m. */
  txHeightAmslM: number;
  rxHeightAmslM: number;
  /** tau (3). */
  inlandShape: number;
  /** beta0, percent (5). */
  incidencePercent: number;
  /** ae, km (7a). */
  medianRadiusKm: number;
  /** h'te, h're: antennas above the smooth surface, m (37). */
  effectiveTxHeightM: number;
  effectiveRxHeightM: number;
  /** Fi (40), Fj (57), Fk (58). */
  timeBlend: number;
  angularBlend: number;
  distanceBlend: number;
  /** Lbfs (8). */
  freeSpaceDb: number;
  /** Lb0p (10), Lb0beta (11): line of sight with focusing, for p and for beta0 percent. */
  sightDb: number;
  sightAtBetaDb: number;
  /** The terms of (39) over the median Earth and over that of beta0 percent. */
  readonly medianDiffraction: DeltaBullingtonTerms;
  readonly betaDiffraction: DeltaBullingtonTerms;
  /** Ld50, Ldbeta (39), Ldp (41). */
  medianDiffractionDb: number;
  betaDiffractionDb: number;
  diffractionDb: number;
  /** Lbd50 (42), Lbd (43): line of sight with diffraction. */
  medianDiffractedDb: number;
  diffractedDb: number;
  /** Lminb0p (59). */
  notionalLeastDb: number;
  /** Lba (46), Lminbap (60). */
  ductingDb: number;
  ductingWithSightDb: number;
  /** Lbda (61), Lbam (62). */
  diffractedOrDuctedDb: number;
  modifiedDb: number;
  /** Lbs (44). */
  troposcatterDb: number;
  /** Lbc (63): for 50 % of locations. */
  medianLocationDb: number;
  /** Lb (69). */
  lossDb: number;
  /** Ep (70), dB(uV/m) for 1 kW of radiated power. */
  fieldStrengthDbuVm: number;
}

export function makeP1812Terms(): P1812Terms {
  return {
    zones: makeZoneLengths(),
    geometry: makePathGeometry(),
    lengthKm: NaN,
    txHeightAmslM: NaN,
    rxHeightAmslM: NaN,
    inlandShape: NaN,
    incidencePercent: NaN,
    medianRadiusKm: NaN,
    effectiveTxHeightM: NaN,
    effectiveRxHeightM: NaN,
    timeBlend: NaN,
    angularBlend: NaN,
    distanceBlend: NaN,
    freeSpaceDb: NaN,
    sightDb: NaN,
    sightAtBetaDb: NaN,
    medianDiffraction: makeDeltaBullingtonTerms(),
    betaDiffraction: makeDeltaBullingtonTerms(),
    medianDiffractionDb: NaN,
    betaDiffractionDb: NaN,
    diffractionDb: NaN,
    medianDiffractedDb: NaN,
    diffractedDb: NaN,
    notionalLeastDb: NaN,
    ductingDb: NaN,
    ductingWithSightDb: NaN,
    diffractedOrDuctedDb: NaN,
    modifiedDb: NaN,
    troposcatterDb: NaN,
    medianLocationDb: NaN,
    lossDb: NaN,
    fieldStrengthDbuVm: NaN,
  };
}
