import type { TilePoint } from "./clean-geometry.ts";

/** A shape as a tile shows it, in tile units. `position` is that of the shape in the layer. */
export interface TileShape {
  position: number;
  shape: { type: 1; geometry: TilePoint[] } | { type: 2 | 3; geometry: TilePoint[][] };
}

/**
 * The shapes of one tile as numbers: position, type, count of parts, and of each part its count of
 * points and their x and y. As arrays of pairs, points take sixteen times as much.
 */
export function packShapes(shapes: readonly TileShape[]): Int32Array {
  return Int32Array.from(
    shapes.flatMap(({ position, shape }) => {
      const parts = shape.type === 1 ? [shape.geometry] : shape.geometry;
      return [
        position,
        shape.type,
        parts.length,
        ...parts.flatMap((points) => [points.length, ...points.flat()]),
      ];
    }),
  );
}

export function unpackShapes(packed: Int32Array): TileShape[] {
  const shapes: TileShape[] = [];
  let at = 0;
  const next = () => packed[at++]!;
  const part = () => Array.from({ length: next() }, (): TilePoint => [next(), next()]);
  while (at < packed.length) {
    const [position, type] = [next(), next() as 1 | 2 | 3];
    const parts = Array.from({ length: next() }, part);
    shapes.push({
      position,
      shape: type === 1 ? { type, geometry: parts[0] ?? [] } : { type, geometry: parts },
    });
  }
  return shapes;
}
