import { distanceM } from "../../../geodata/geometry/distance.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import { blurred, gridPosition, type Terrain } from "../land/field.ts";
import { distanceToCells, regionGrid } from "../land/regions.ts";

/** The height grid as road builders see it. Cells are numbered row by row from the north-west. */
export interface RoadGround {
  columns: number;
  /** Visits the neighbours of a cell: metres of easy road that the step is worth, infinite where none may run. */
  forSteps(from: number, visit: (to: number, costM: number) => void): void;
  cellAt(point: { lon: number; lat: number }): number;
  centreOf(cell: number): [lon: number, lat: number];
  /** The lowest cell at most `reach` columns and rows away where a road may run. */
  lowestAround(cell: number, reach: number): number;
}

/** A climb of this much doubles the cost of a step, rise over run. */
const DOUBLING_GRADE = 0.075;
/** Standing this far above the surroundings doubles the cost, metres: roads stay off crests. */
const DOUBLING_PROMINENCE_M = 45;
/** Outside the district a road costs more, so that it only leaves to reach another part of it. */
const OUTSIDE_FACTOR = 1.2;
/** Roads keep this distance to the outer edge of border communes, metres, or pay for it. */
const BORDER_STRIP_M = 450;
const BORDER_FACTOR = 4;
/** Roads may leave the district by this much, metres. */
const LEAVE_AT_MOST_M = 5000;

export function makeRoadGround(
  { header, heightsM }: Terrain,
  communes: readonly AdministrativeUnit[],
): RoadGround {
  const { columns, rows, cellSizeDeg, originLon, originLat } = header;
  const centreOf = (cell: number): [number, number] => [
    originLon + (cell % columns) * cellSizeDeg,
    originLat - Math.floor(cell / columns) * cellSizeDeg,
  ];
  const [lon, lat] = centreOf(Math.floor(rows / 2) * columns + Math.floor(columns / 2));
  const cellM = {
    width: distanceM(lon, lat, lon + cellSizeDeg, lat),
    height: distanceM(lon, lat, lon, lat + cellSizeDeg),
  };
  const heights = Float64Array.from(heightsM);
  const surroundings = blurred(header, heights, 5);
  const factor = placeFactors(header, communes, cellM).map((place, cell) => {
    const prominenceM = Math.max(0, heights[cell]! - surroundings[cell]!);
    return place * (1 + prominenceM / DOUBLING_PROMINENCE_M);
  });

  function forAround(
    cell: number,
    reach: number,
    visit: (other: number, dx: number, dy: number) => void,
  ) {
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    for (let dy = Math.max(-reach, -row); dy <= Math.min(reach, rows - 1 - row); dy++)
      for (let dx = Math.max(-reach, -column); dx <= Math.min(reach, columns - 1 - column); dx++)
        visit(cell + dy * columns + dx, dx, dy);
  }

  return {
    columns,
    forSteps: (from, visit) =>
      forAround(from, 1, (to, dx, dy) => {
        if (to === from) return;
        const lengthM = Math.hypot(dx * cellM.width, dy * cellM.height);
        const grade = (heights[to]! - heights[from]!) / lengthM;
        const place = (factor[from]! + factor[to]!) / 2;
        visit(to, lengthM * (1 + (grade / DOUBLING_GRADE) ** 2) * place);
      }),
    cellAt(point) {
      const [column, row] = gridPosition(header, point.lon, point.lat).map(Math.round);
      return row! * columns + column!;
    },
    centreOf,
    lowestAround(cell, reach) {
      let lowest = cell;
      forAround(cell, reach, (other) => {
        if (Number.isFinite(factor[other]) && heights[other]! < heights[lowest]!) lowest = other;
      });
      return lowest;
    },
  };
}

/**
 * 1 in the district, more outside it, infinite where no road may run: beyond the border communes,
 * in a strip along their outer edge, and far away. Where the border runs is not said.
 */
function placeFactors(
  header: Terrain["header"],
  communes: readonly AdministrativeUnit[],
  cellM: { width: number; height: number },
): Float64Array {
  const regions = regionGrid(
    header,
    communes.map((commune) => commune.geometry),
  );
  const distanceTo = (isSource: (cell: number) => boolean) =>
    distanceToCells(header, cellM, isSource);
  const isBorder = communes.map((commune) => commune.borderCommune);
  const toBorderCommunes = distanceTo((cell) => isBorder[regions[cell]!] === true);
  const toOthers = distanceTo((cell) => isBorder[regions[cell]!] === false);
  const isBeyond = (cell: number) =>
    regions[cell]! < 0 &&
    toBorderCommunes[cell]! < Number.POSITIVE_INFINITY &&
    toBorderCommunes[cell]! <= toOthers[cell]!;
  const toBeyond = distanceTo(isBeyond);
  return Float64Array.from(regions, (region, cell) => {
    if (isBeyond(cell)) return Number.POSITIVE_INFINITY;
    if (toBeyond[cell]! < BORDER_STRIP_M) return BORDER_FACTOR;
    if (region >= 0) return 1;
    const outsideM = Math.min(toBorderCommunes[cell]!, toOthers[cell]!);
    return outsideM > LEAVE_AT_MOST_M ? Number.POSITIVE_INFINITY : OUTSIDE_FACTOR;
  });
}
