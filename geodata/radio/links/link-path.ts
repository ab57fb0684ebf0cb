import { departureSlopeMPerKm } from "../antenna/departure-slope.ts";
import { nuOfSlopesAt1GHz } from "../diffraction/bullington.ts";
import { deltaBullingtonOfNuDb } from "../diffraction/delta-bullington.ts";
import type { Polarization } from "../diffraction/first-term.ts";
import {
  findSmoothEarthHeights,
  makeSmoothEarthHeights,
} from "../diffraction/smooth-earth-heights.ts";
import { makeTerrainSurvey } from "../diffraction/terrain-survey.ts";
import { freeSpaceLossDb } from "../free-space.ts";
import type { MetricTerrain } from "../terrain/metric-terrain.ts";
import type { UtmPoint } from "../terrain/utm48.ts";
import { surveyLine } from "./survey-line.ts";

/** All of a path that does not depend on a band: one profile serves every cell of a mast. */
export interface LinkPath {
  /**
   * Looks over the ground between a mast and a point, in equal steps of at most `stepM`. False when a
   * height on the way is not known: the path is not computed, and `lossDb` must not be asked.
   */
  look(
    from: UtmPoint,
    to: UtmPoint,
    lengthKm: number,
    txHeightAglM: number,
    rxHeightAglM: number,
  ): boolean;
  /** Slope at which the wave leaves the antenna, m/km above the horizontal (`departureSlopeMPerKm`). */
  departureMPerKm(): number;
  /** Median loss, dB: what `medianLossDb` gives for the same profile. */
  lossDb(frequencyGHz: number, polarization: Polarization): number;
}

/** A receiver below the antenna is as far as this, km: free space has no distance of 0. */
const SHORTEST_KM = 0.001;
/** 3000 m in steps of 30 m are 100 steps, whatever the last bit of the length says. */
const STEP_TOLERANCE = 1e-6;

/** Working arrays are made once and grow with the longest path; `look` allocates nothing else. */
export function makeLinkPath(terrain: MetricTerrain, stepM: number, radiusKm: number): LinkPath {
  const survey = makeTerrainSurvey();
  const smooth = makeSmoothEarthHeights();
  let allKm = new Float64Array(0);
  let allM = new Float64Array(0);
  /** By their number of steps: views of the two arrays. */
  let kmViews: Float64Array[] = [];
  let heightViews: Float64Array[] = [];

  let pathKm: Float64Array = allKm;
  let lengthKm = NaN;
  let txAmslM = NaN;
  let rxAmslM = NaN;
  let nuAt1GHz = NaN;
  let horizonMPerKm = NaN;

  function makeRoom(steps: number): void {
    if (allKm.length <= steps) {
      allKm = new Float64Array(2 * steps + 1);
      allM = new Float64Array(2 * steps + 1);
      kmViews = [];
      heightViews = [];
    }
    kmViews[steps] ??= allKm.subarray(0, steps + 1);
    heightViews[steps] ??= allM.subarray(0, steps + 1);
  }

  return {
    look(from, to, pathLengthKm, txHeightAglM, rxHeightAglM) {
      lengthKm = Math.max(pathLengthKm, SHORTEST_KM);
      const steps = Math.max(1, Math.ceil((lengthKm * 1000) / stepM - STEP_TOLERANCE));
      makeRoom(steps);
      const heightM = heightViews[steps]!;
      pathKm = kmViews[steps]!;
      const known = surveyLine(
        terrain,
        from,
        to,
        lengthKm,
        txHeightAglM,
        rxHeightAglM,
        radiusKm,
        pathKm,
        heightM,
        survey,
      );
      if (!known) return false;
      const txGroundM = heightM[0]!;
      const rxGroundM = heightM[steps]!;
      txAmslM = txGroundM + txHeightAglM;
      rxAmslM = rxGroundM + rxHeightAglM;
      horizonMPerKm = survey.txMPerKm;
      // One step: nothing lies between.
      if (steps === 1) return true;
      findSmoothEarthHeights(survey, lengthKm, txGroundM, rxGroundM, txAmslM, rxAmslM, smooth);
      nuAt1GHz = nuOfSlopesAt1GHz(survey, pathKm, heightM, txAmslM, rxAmslM, radiusKm);
      return true;
    },
    departureMPerKm: () =>
      departureSlopeMPerKm(horizonMPerKm, txAmslM, rxAmslM, lengthKm, radiusKm),
    lossDb(frequencyGHz, polarization) {
      const freeDb = freeSpaceLossDb(lengthKm, txAmslM - rxAmslM, frequencyGHz);
      if (pathKm.length < 3) return freeDb;
      return (
        freeDb +
        deltaBullingtonOfNuDb(
          nuAt1GHz,
          pathKm,
          txAmslM - smooth.txM,
          rxAmslM - smooth.rxM,
          radiusKm,
          frequencyGHz,
          0,
          polarization,
        )
      );
    },
  };
}
