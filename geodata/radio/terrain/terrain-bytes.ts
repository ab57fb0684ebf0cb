import type { MetricGrid } from "./metric-grid.ts";
import { TERRAIN_MODEL_VERSION } from "./reproject.ts";

/** Cells along an edge of a stored tile. */
const TILE_CELLS = 256;

/** Where in the grid a stored tile lies, and how its file is called. */
export interface TilePlace {
  name: string;
  firstColumn: number;
  firstRow: number;
  columns: number;
  rows: number;
}

/** The tiles of a grid, row by row; those at the east and south edges are cut to the grid. */
export function tilePlaces({ columns, rows }: Pick<MetricGrid, "columns" | "rows">): TilePlace[] {
  const places: TilePlace[] = [];
  for (let firstRow = 0; firstRow < rows; firstRow += TILE_CELLS)
    for (let firstColumn = 0; firstColumn < columns; firstColumn += TILE_CELLS)
      places.push({
        name: `${firstRow / TILE_CELLS}-${firstColumn / TILE_CELLS}.i16`,
        firstColumn,
        firstRow,
        columns: Math.min(TILE_CELLS, columns - firstColumn),
        rows: Math.min(TILE_CELLS, rows - firstRow),
      });
  return places;
}

/** A tile's bytes: 16-bit whole metres, little-endian, row-major. */
export function cutTile(
  heightsM: Int16Array,
  gridColumns: number,
  place: TilePlace,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(place.columns * place.rows * 2);
  for (let row = 0; row < place.rows; row++) {
    const from = (place.firstRow + row) * gridColumns + place.firstColumn;
    const line = littleEndianBytes(heightsM.subarray(from, from + place.columns));
    bytes.set(line, row * place.columns * 2);
  }
  return bytes;
}

/** Writes a tile's bytes into the grid. Throws when they are not as many as the place has cells. */
export function pasteTile(
  heightsM: Int16Array,
  gridColumns: number,
  place: TilePlace,
  bytes: Uint8Array,
): void {
  const expected = place.columns * place.rows * 2;
  if (bytes.length !== expected)
    throw new Error(`${place.name}: got ${bytes.length} bytes, expected ${expected}`);
  const tile = readLittleEndian(bytes);
  for (let row = 0; row < place.rows; row++)
    heightsM.set(
      tile.subarray(row * place.columns, (row + 1) * place.columns),
      (place.firstRow + row) * gridColumns + place.firstColumn,
    );
}

/** 16-bit numbers from little-endian bytes, on any machine. */
export function readLittleEndian(bytes: Uint8Array): Int16Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = new Int16Array(bytes.length >> 1);
  for (let i = 0; i < numbers.length; i++) numbers[i] = view.getInt16(i * 2, true);
  return numbers;
}

function littleEndianBytes(numbers: Int16Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(numbers.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < numbers.length; i++) view.setInt16(i * 2, numbers[i]!, true);
  return bytes;
}

/**
 * What a terrain's hash is taken over: the version of the method, the grid and every height. Not
 * the names of files nor the day: the same ground has the same hash wherever it came from.
 */
export function hashedBytes(grid: MetricGrid, heightsM: Int16Array): Uint8Array<ArrayBuffer> {
  const { crs, originEastingM, originNorthingM, cellSizeM, columns, rows } = grid;
  const parts = [crs, originEastingM, originNorthingM, cellSizeM, columns, rows];
  const text = `terrain ${TERRAIN_MODEL_VERSION} ${parts.join(" ")}\n`;
  const heights = littleEndianBytes(heightsM);
  const bytes = new Uint8Array(text.length + heights.length);
  // The text is ASCII.
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  bytes.set(heights, text.length);
  return bytes;
}
