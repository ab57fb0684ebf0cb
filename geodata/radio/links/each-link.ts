import Flatbush from "flatbush";
import { elevationDegOfSlope } from "../antenna/departure-slope.ts";
import { sectorGainDb } from "../antenna/sector-gain.ts";
import { freeSpaceLossDb } from "../free-space.ts";
import { receivedDbm } from "../link-budget.ts";
import { RECEIVER_HEIGHT_AGL_M } from "../technology-defaults.ts";
import type { MetricTerrain } from "../terrain/metric-terrain.ts";
import {
  gridConvergenceDeg,
  groundDistanceM,
  scaleFactorAt,
  type UtmPoint,
} from "../terrain/utm48.ts";
import { type CellGroup, groupCells, type LinkCell } from "./link-cell.ts";
import { makeLinkPath } from "./link-path.ts";

export interface LinkOptions {
  /** Effective Earth radius, km. */
  readonly radiusKm: number;
  /** Weaker links are not told, dBm. */
  readonly floorDbm?: number;
  /** Greatest distance between two points of a profile, m. */
  readonly stepM?: number;
  /** Of all points, m above ground. */
  readonly rxHeightAglM?: number;
}

/** No receiver makes anything of less, dBm. */
const DEFAULT_FLOOR_DBM = -140;
const DEFAULT_STEP_M = 30;

/** `levelDbm` and `lossDb` are NaN where the link was not computed: a height on its way is unknown. */
export type OnLink = (
  cell: number,
  point: number,
  levelDbm: number,
  lossDb: number,
  distanceM: number,
) => void;

/**
 * Engine 1, exact: tells each link from a cell to a point in its range whose level is at least the
 * floor, and each that may be but crosses ground that is not known. Whoever would be below the floor
 * in free space at the antenna's peak has no profile drawn. By mast, not by point; the order depends
 * on the arguments alone. Throws a RangeError for a step that is not above 0.
 */
export function eachLink(
  terrain: MetricTerrain,
  cells: readonly LinkCell[],
  points: readonly UtmPoint[],
  options: LinkOptions,
  onLink: OnLink,
): void {
  const {
    radiusKm,
    floorDbm = DEFAULT_FLOOR_DBM,
    stepM = DEFAULT_STEP_M,
    rxHeightAglM = RECEIVER_HEIGHT_AGL_M,
  } = options;
  if (!(stepM > 0)) throw new RangeError(`got steps of ${stepM} m, expected more than 0`);
  if (points.length === 0) return;
  const tree = new Flatbush(points.length);
  for (const { eastingM, northingM } of points) tree.add(eastingM, northingM);
  tree.finish();
  const path = makeLinkPath(terrain, stepM, radiusKm);

  for (const group of groupCells(cells)) {
    const { position, antennaHeightAglM } = group;
    const members = group.cells.map((cell) => ({ cell, ...cells[cell]! }));
    const reachesM = members.map((member) => reachM(member, floorDbm));
    const groupReachM = Math.max(...reachesM);
    const convergenceDeg = gridConvergenceDeg(position);
    for (const point of pointsAround(tree, group, groupReachM)) {
      const to = points[point]!;
      const distanceM = groundDistanceM(position, to);
      if (!(distanceM <= groupReachM)) continue;
      const lengthKm = distanceM / 1000;
      const known = path.look(position, to, lengthKm, antennaHeightAglM, rxHeightAglM);
      const elevationDeg = known ? elevationDegOfSlope(path.departureMPerKm()) : NaN;
      const gridAzimuthRad = Math.atan2(
        to.eastingM - position.eastingM,
        to.northingM - position.northingM,
      );
      const azimuthDeg = (gridAzimuthRad * 180) / Math.PI + convergenceDeg;
      let band: LinkCell | undefined;
      let lossDb = NaN;
      for (let i = 0; i < members.length; i++) {
        if (!(distanceM <= reachesM[i]!)) continue;
        const member = members[i]!;
        if (!known) {
          onLink(member.cell, point, NaN, NaN, distanceM);
          continue;
        }
        if (
          band?.frequencyGHz !== member.frequencyGHz ||
          band.polarization !== member.polarization
        ) {
          band = member;
          lossDb = path.lossDb(member.frequencyGHz, member.polarization);
        }
        const gainDb = sectorGainDb(
          member.pattern,
          member.azimuthDeg,
          member.downtiltDeg,
          azimuthDeg,
          elevationDeg,
        );
        const levelDbm = receivedDbm(member.peakReferenceEirpDbm, gainDb, lossDb, 0);
        if (levelDbm >= floorDbm) onLink(member.cell, point, levelDbm, lossDb, distanceM);
      }
    }
  }
}

/** Beyond its range, or where free space alone brings its peak below the floor, a cell is not heard, m. */
function reachM(
  { rangeM, peakReferenceEirpDbm, frequencyGHz }: LinkCell,
  floorDbm: number,
): number {
  const spareDb = peakReferenceEirpDbm - floorDbm - freeSpaceLossDb(1, 0, frequencyGHz);
  // A little farther, so that rounding never takes what reaches the floor exactly.
  return Math.min(rangeM, 1000 * 10 ** (spareDb / 20) * (1 + 1e-9));
}

function pointsAround(tree: Flatbush, { position }: CellGroup, reachM: number): number[] {
  const { eastingM, northingM } = position;
  // The grid's scale changes by less than 1e-3 within reach of a mast.
  const gridM = reachM * scaleFactorAt(eastingM) * 1.002 + 1;
  return tree.search(eastingM - gridM, northingM - gridM, eastingM + gridM, northingM + gridM);
}
