import { distanceM } from "../../../geodata/geometry/distance.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import type { Terrain } from "../geography.ts";
import { blurred, gridPosition } from "../land/height-field.ts";
import { distanceToCells, regionGrid } from "../units/region-grid.ts";

/** The height grid as road builders see it. Cells are numbered row by row from the north-west. */
export interface RoadGround {
  columns: number;
  rows: number;
  /** Metres of easy road that a step to a neighbouring cell is worth; infinite where none may run. */
  stepCost(from: number, to: number): number;
  cellAt(lon: number, lat: number): number;
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
/** Roads keep this distance to the outer edge of border communes, metres. */
const BORDER_STRIP_M = 450;
/** Roads may leave the district by this much, metres. */
const LEAVE_AT_MOST_M = 5000;

export function makeRoadGround(
  terrain: Terrain,
  communes: readonly AdministrativeUnit[],
): RoadGround {
  const { header, heightsM } = terrain;
  const { columns, rows, cellSizeDeg, originLon, originLat } = header;
  const centreOf = (cell: number): [number, number] => [
    originLon + (cell % columns) * cellSizeDeg,
    originLat - Math.floor(cell / columns) * cellSizeDeg,
  ];
  const [middleLon, middleLat] = centreOf(Math.floor(rows / 2) * columns + Math.floor(columns / 2));
  const widthM = distanceM(middleLon, middleLat, middleLon + cellSizeDeg, middleLat);
  const heightM = distanceM(middleLon, middleLat, middleLon, middleLat + cellSizeDeg);

  const values = Float64Array.from(heightsM);
  const surroundings = blurred({ columns, rows, values }, 5).values;
  const factor = placeFactors(terrain, communes, widthM, heightM);
  for (let cell = 0; cell < factor.length; cell++) {
    const prominenceM = Math.max(0, values[cell]! - surroundings[cell]!);
    factor[cell] = factor[cell]! * (1 + prominenceM / DOUBLING_PROMINENCE_M);
  }

  function stepCost(from: number, to: number): number {
    const east = ((to % columns) - (from % columns)) * widthM;
    const south = (Math.floor(to / columns) - Math.floor(from / columns)) * heightM;
    const lengthM = Math.hypot(east, south);
    const grade = (values[to]! - values[from]!) / lengthM;
    return lengthM * (1 + (grade / DOUBLING_GRADE) ** 2) * ((factor[from]! + factor[to]!) / 2);
  }

  function cellAt(lon: number, lat: number): number {
    const [column, row] = gridPosition(header, lon, lat).map(Math.round) as [number, number];
    return row * columns + column;
  }

  function lowestAround(cell: number, reach: number): number {
    let lowest = cell;
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        const other = cell + dy * columns + dx;
        if (Number.isFinite(factor[other]) && values[other]! < values[lowest]!) lowest = other;
      }
    }
    return lowest;
  }

  return { columns, rows, stepCost, cellAt, centreOf, lowestAround };
}

/**
 * 1 in the district, more outside it, infinite where no road may run: beyond the border communes,
 * in a strip along their outer edge, and far away. Where the border runs is not said.
 */
function placeFactors(
  { header }: Terrain,
  communes: readonly AdministrativeUnit[],
  widthM: number,
  heightM: number,
): Float64Array {
  const { columns, rows } = header;
  const regions = regionGrid(
    header,
    communes.map((commune) => commune.geometry),
  );
  const distanceTo = (isSource: (cell: number) => boolean) =>
    distanceToCells(columns, rows, widthM, heightM, isSource);
  const isBorder = communes.map((commune) => commune.borderCommune);
  const toBorderCommunes = distanceTo((cell) => isBorder[regions[cell]!] === true);
  const toOthers = distanceTo((cell) => isBorder[regions[cell]!] === false);
  const isBeyond = (cell: number) =>
    regions[cell]! < 0 && toBorderCommunes[cell]! <= toOthers[cell]!;
  const toBeyond = distanceTo(isBeyond);
  return Float64Array.from(regions, (region, cell) => {
    if (isBeyond(cell)) return Number.POSITIVE_INFINITY;
    if (toBeyond[cell]! < BORDER_STRIP_M) return 4;
    if (region >= 0) return 1;
    const outsideM = Math.min(toBorderCommunes[cell]!, toOthers[cell]!);
    return outsideM > LEAVE_AT_MOST_M ? Number.POSITIVE_INFINITY : OUTSIDE_FACTOR;
  });
}
