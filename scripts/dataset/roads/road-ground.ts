import { distanceM } from "../../../geodata/geometry/distance.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import { gridPosition, type Terrain } from "../land/field.ts";
import type { LieOfLand } from "../land/lie-of-land.ts";
import { distanceToCells, regionGrid } from "../land/regions.ts";

export type RoadGround = ReturnType<typeof makeRoadGround>;

/** A climb of this much doubles the cost of a step, rise over run. */
const DOUBLING_GRADE = 0.075;
/** Standing this far above the valley floor doubles the cost, metres: roads stay off crests. */
const DOUBLING_RISE_M = 90;
/** Outside the district a road costs more, so that it only leaves to reach another part of it. */
const OUTSIDE_FACTOR = 1.2;
/** Roads keep this distance to the outer edge of border communes, metres, or pay for it. */
const BORDER_STRIP_M = 450;
const BORDER_FACTOR = 4;
/** Roads may leave the district by this much, metres. */
const LEAVE_AT_MOST_M = 5000;

/** The height grid as road builders see it. Cells are numbered row by row from the north-west. */
export function makeRoadGround(
  { header, heightsM }: Terrain,
  land: LieOfLand,
  communes: readonly AdministrativeUnit[],
) {
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
  const factor = placeFactors(header, communes, cellM).map((place, cell) =>
    Number.isFinite(place)
      ? place * (1 + land.aboveValleyM(...centreOf(cell)) / DOUBLING_RISE_M)
      : place,
  );

  return {
    columns,
    /** Visits the neighbours: metres of easy road that a step is worth, infinite where none may run. */
    forSteps(from: number, visit: (to: number, costM: number) => void): void {
      for (const dy of [-1, 0, 1]) {
        for (const dx of [-1, 0, 1]) {
          const to = from + dy * columns + dx;
          const column = (from % columns) + dx;
          if (to === from || column < 0 || column >= columns || heightsM[to] === undefined)
            continue;
          const lengthM = Math.hypot(dx * cellM.width, dy * cellM.height);
          const grade = (heightsM[to] - heightsM[from]!) / lengthM;
          const place = (factor[from]! + factor[to]!) / 2;
          visit(to, lengthM * (1 + (grade / DOUBLING_GRADE) ** 2) * place);
        }
      }
    },
    cellAt(point: { lon: number; lat: number }): number {
      const [column, row] = gridPosition(header, point.lon, point.lat).map(Math.round);
      return row! * columns + column!;
    },
    centreOf,
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
