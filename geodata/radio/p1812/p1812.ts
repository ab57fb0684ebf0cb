import { bullingtonNuAt1GHz, nuOfSlopesAt1GHz } from "../diffraction/bullington.ts";
import {
  type DeltaBullingtonTerms,
  deltaBullingtonOfNuDb,
} from "../diffraction/delta-bullington.ts";
import { BETA_EARTH_RADIUS_KM, medianEarthRadiusKm } from "../effective-earth.ts";
import { freeSpaceLossDb } from "../free-space.ts";
import type { PathProfile } from "../path-profile.ts";
import {
  angularBlend,
  diffractionOrDuctingDb,
  distanceBlend,
  ductingWithSightDb,
  withTroposcatterDb,
} from "./combination.ts";
import { ductingLossDb } from "./ducting.ts";
import { ductingIncidencePercent, inlandShape } from "./ducting-incidence.ts";
import { focusingDb } from "./line-of-sight.ts";
import { checkLink, LINK_DEFAULTS, type P1812Link } from "./link.ts";
import { locationLossDb } from "./location-variability.ts";
import { measurePath } from "./path-geometry.ts";
import { makeP1812Terms, type P1812Terms } from "./terms.ts";
import { timeBlend } from "./time-blend.ts";
import { troposcatterLossDb } from "./troposcatter.ts";
import { findZoneLengths } from "./zone-lengths.ts";

/**
 * Basic transmission loss Lb of ITU-R P.1812-8 (09/2025), outdoors, with every value on the way to it.
 * The Recommendation means paths of 0.25 km to 3000 km. Throws a RangeError on a link outside its
 * limits. `terms` may be handed in again to save the allocation.
 */
export function p1812(
  profile: PathProfile,
  link: P1812Link,
  terms: P1812Terms = makeP1812Terms(),
): P1812Terms {
  evaluate(profile, link, terms, true);
  return terms;
}

const scratch = makeP1812Terms();

/**
 * Lb alone, dB, without allocating and without what does not bear on it: at 50 % of the time the
 * Earth of beta0, whose weight Fi eq. 96 gives as 6e-10 (at the equator 1e-8) instead of 0: a
 * difference of 2e-8 dB over the validation cases.
 */
export function p1812LossDb(profile: PathProfile, link: P1812Link): number {
  evaluate(profile, link, scratch, false);
  return scratch.lossDb;
}

function evaluate(
  profile: PathProfile,
  link: P1812Link,
  terms: P1812Terms,
  complete: boolean,
): void {
  checkLink(link);
  findPath(profile, link, terms);
  findLineOfSight(link, terms);
  findDiffraction(profile, link, terms, complete);
  terms.ductingDb = ductingLossDb(profile, link, terms);
  terms.troposcatterDb = troposcatterLossDb(
    terms.lengthKm,
    terms.geometry.angleMrad,
    link.frequencyGHz,
    link.timePercent,
    link.refractivityN ?? LINK_DEFAULTS.refractivityN,
  );
  combine(profile, link, terms);
}

/** Sections 3.6, 3.7 and Attachment 1. */
function findPath(profile: PathProfile, link: P1812Link, terms: P1812Terms): void {
  const { terrainHeightM, distanceKm } = profile;
  const { zones, geometry } = terms;
  const last = distanceKm.length - 1;
  terms.lengthKm = distanceKm[last]!;
  terms.txHeightAmslM = terrainHeightM[0]! + link.txHeightAglM;
  terms.rxHeightAmslM = terrainHeightM[last]! + link.rxHeightAglM;
  terms.medianRadiusKm = medianEarthRadiusKm(link.lapseRateNPerKm ?? LINK_DEFAULTS.lapseRateNPerKm);
  findZoneLengths(profile, zones);
  terms.inlandShape = inlandShape(zones.longestInlandKm);
  terms.incidencePercent = ductingIncidencePercent(
    link.centreLatDeg,
    zones.longestLandKm,
    terms.inlandShape,
  );
  measurePath(profile, terms.txHeightAmslM, terms.rxHeightAmslM, terms.medianRadiusKm, geometry);
  terms.effectiveTxHeightM = terms.txHeightAmslM - geometry.smooth.txM;
  terms.effectiveRxHeightM = terms.rxHeightAmslM - geometry.smooth.rxM;
}

/** Section 4.2. */
function findLineOfSight(link: P1812Link, terms: P1812Terms): void {
  const { txHorizonKm, rxHorizonKm } = terms.geometry;
  const horizonsKm = txHorizonKm + rxHorizonKm;
  terms.freeSpaceDb = freeSpaceLossDb(
    terms.lengthKm,
    terms.txHeightAmslM - terms.rxHeightAmslM,
    link.frequencyGHz,
  );
  terms.sightDb = terms.freeSpaceDb + focusingDb(horizonsKm, link.timePercent);
  terms.sightAtBetaDb = terms.freeSpaceDb + focusingDb(horizonsKm, terms.incidencePercent);
}

/** Section 4.3.5: between the median Earth and that of beta0, unless only one of them counts. */
function findDiffraction(
  profile: PathProfile,
  link: P1812Link,
  terms: P1812Terms,
  complete: boolean,
): void {
  const { timePercent } = link;
  const onlyMedian = !complete && timePercent === 50;
  const onlyBeta = !complete && timePercent < terms.incidencePercent;
  const blend = onlyMedian ? 0 : timeBlend(timePercent, terms.incidencePercent);
  const median = onlyBeta
    ? 0
    : overEarthDb(profile, link, terms, terms.medianRadiusKm, complete && terms.medianDiffraction);
  const beta = onlyMedian
    ? median
    : overEarthDb(profile, link, terms, BETA_EARTH_RADIUS_KM, complete && terms.betaDiffraction);
  terms.timeBlend = blend;
  terms.medianDiffractionDb = median;
  terms.betaDiffractionDb = beta;
  terms.diffractionDb = blend === 1 ? beta : median + (beta - median) * blend;
  terms.medianDiffractedDb = terms.freeSpaceDb + median;
  terms.diffractedDb = terms.sightDb + terms.diffractionDb;
}

function overEarthDb(
  profile: PathProfile,
  link: P1812Link,
  terms: P1812Terms,
  radiusKm: number,
  parts: DeltaBullingtonTerms | false,
): number {
  const { distanceKm, terrainHeightM, obstacleHeightM } = profile;
  const { txHeightAmslM, rxHeightAmslM, geometry } = terms;
  // The survey of the bare ground has found the horizons of the median Earth already.
  const nuAt1GHz =
    obstacleHeightM === terrainHeightM && radiusKm === terms.medianRadiusKm
      ? nuOfSlopesAt1GHz(
          geometry.survey,
          distanceKm,
          terrainHeightM,
          txHeightAmslM,
          rxHeightAmslM,
          radiusKm,
        )
      : bullingtonNuAt1GHz(distanceKm, obstacleHeightM, txHeightAmslM, rxHeightAmslM, radiusKm);
  return deltaBullingtonOfNuDb(
    nuAt1GHz,
    distanceKm,
    terms.effectiveTxHeightM,
    terms.effectiveRxHeightM,
    radiusKm,
    link.frequencyGHz,
    terms.zones.overWaterFraction,
    link.polarization,
    parts || undefined,
  );
}

/** Sections 4.6, 4.7, 4.9 and 4.10. */
function combine(profile: PathProfile, link: P1812Link, terms: P1812Terms): void {
  const { sightDb, medianDiffractedDb } = terms;
  const overLandDb = (1 - terms.zones.overWaterFraction) * terms.diffractionDb;
  terms.notionalLeastDb =
    link.timePercent < terms.incidencePercent
      ? sightDb + overLandDb
      : medianDiffractedDb +
        (terms.sightAtBetaDb + overLandDb - medianDiffractedDb) * terms.timeBlend;
  terms.ductingWithSightDb = ductingWithSightDb(terms.ductingDb, sightDb);
  terms.distanceBlend = distanceBlend(terms.lengthKm);
  terms.diffractedOrDuctedDb = diffractionOrDuctingDb(
    terms.diffractedDb,
    terms.ductingWithSightDb,
    terms.distanceBlend,
  );
  terms.angularBlend = angularBlend(terms.geometry.angleMrad);
  terms.modifiedDb =
    terms.diffractedOrDuctedDb +
    (terms.notionalLeastDb - terms.diffractedOrDuctedDb) * terms.angularBlend;
  terms.medianLocationDb = withTroposcatterDb(terms.troposcatterDb, terms.modifiedDb);
  terms.lossDb = Math.max(sightDb, terms.medianLocationDb + locationLossDb(profile, link));
  terms.fieldStrengthDbuVm = 199.36 + 20 * Math.log10(link.frequencyGHz) - terms.lossDb;
}
