import type { HeightSheet, PixelAffine } from "../../geodata/radio/terrain/height-sheet.ts";

/** How far the pixels of two files of one grid may lie apart, pixels: less is rounding. */
const SAME_GRID = 0.01;

/**
 * Joins the files that share a grid (reference system, pixel size, pixels on the same places) into
 * one sheet each, so that there is no gap between the outermost centres of neighbours. Where two
 * files have a height the first wins; where the first is void the next fills it.
 *
 * @returns sheets in the order of their first files
 */
export function mosaic(pieces: readonly HeightSheet[]): HeightSheet[] {
  const groups: HeightSheet[][] = [];
  for (const piece of pieces) {
    const group = groups.find(([first]) => first && shiftBetween(first, piece) !== undefined);
    if (group) group.push(piece);
    else groups.push([piece]);
  }
  return groups.map((group) => (group.length === 1 ? group[0]! : joined(group)));
}

function joined(group: readonly HeightSheet[]): HeightSheet {
  const first = group[0]!;
  const placed = group.map((piece) => ({ piece, ...shiftBetween(first, piece)! }));
  const firstColumn = Math.min(...placed.map(({ column }) => column));
  const firstRow = Math.min(...placed.map(({ row }) => row));
  const columns = Math.max(...placed.map((at) => at.column + at.piece.columns)) - firstColumn;
  const rows = Math.max(...placed.map((at) => at.row + at.piece.rows)) - firstRow;
  const heightsM = new Float32Array(columns * rows).fill(Number.NaN);
  for (const { piece, column, row } of placed)
    for (let y = 0; y < piece.rows; y++)
      for (let x = 0; x < piece.columns; x++) {
        const cell = (row - firstRow + y) * columns + column - firstColumn + x;
        if (Number.isNaN(heightsM[cell])) heightsM[cell] = piece.heightsM[y * piece.columns + x]!;
      }
  return {
    crs: first.crs,
    affine: moved(first.affine, firstColumn, firstRow),
    columns,
    rows,
    heightsM,
  };
}

/** Whole columns and rows from the first pixel of one to that of another; undefined on other grids. */
function shiftBetween(
  from: HeightSheet,
  to: HeightSheet,
): { column: number; row: number } | undefined {
  if (from.crs !== to.crs) return undefined;
  const [a, b] = [from.affine, to.affine];
  const determinant = a.xByColumn * a.yByRow - a.xByRow * a.yByColumn;
  const toColumns = (x: number, y: number) => (a.yByRow * x - a.xByRow * y) / determinant;
  const toRows = (x: number, y: number) => (a.xByColumn * y - a.yByColumn * x) / determinant;
  // What the steps differ by adds up across the raster.
  const drift = Math.max(
    to.columns * Math.abs(toColumns(b.xByColumn, b.yByColumn) - 1),
    to.columns * Math.abs(toRows(b.xByColumn, b.yByColumn)),
    to.rows * Math.abs(toRows(b.xByRow, b.yByRow) - 1),
    to.rows * Math.abs(toColumns(b.xByRow, b.yByRow)),
  );
  const x = toColumns(b.x0 - a.x0, b.y0 - a.y0);
  const y = toRows(b.x0 - a.x0, b.y0 - a.y0);
  const [column, row] = [Math.round(x), Math.round(y)];
  const off = Math.max(drift, Math.abs(x - column), Math.abs(y - row));
  return off < SAME_GRID ? { column, row } : undefined;
}

/** The same grid counted from another pixel. */
export function moved(affine: PixelAffine, column: number, row: number): PixelAffine {
  return {
    ...affine,
    x0: affine.x0 + affine.xByColumn * column + affine.xByRow * row,
    y0: affine.y0 + affine.yByColumn * column + affine.yByRow * row,
  };
}
