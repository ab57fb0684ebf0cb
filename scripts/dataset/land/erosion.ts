import { makeQueue } from "../queue.ts";
import type { Size } from "./field.ts";

/** How far a step lifts the land towards its ridge level, 0..1. */
const UPLIFT = 0.05;
/** Strength of running water: cut = erodibility x sqrt(cells drained). */
const ERODIBILITY = 0.055;
/** Streams move slowly: finding them takes nine tenths of a step, so they are found every fourth one. */
const STEPS_PER_DRAINAGE = 4;

/**
 * Carves valleys into `heights` until they branch as real ones do: land rises towards `ridge`, water
 * cuts down by the stream power law, solved implicitly from the outlets up (Braun and Willett
 * 2013). Cells at the edge keep their height: they are where the water leaves. Rates
 * were chosen by eye on the hillshade.
 */
export function erode(size: Size, heights: Float64Array, ridge: Float64Array, steps: number): void {
  const { columns } = size;
  let streams = streamsOf(size, heights);
  for (let step = 0; step < steps; step++) {
    if (step > 0 && step % STEPS_PER_DRAINAGE === 0) streams = streamsOf(size, heights);
    for (const cell of streams.order) {
      const into = streams.receiver[cell]!;
      if (into === cell) continue;
      const diagonal = Math.abs(into - cell) !== 1 && Math.abs(into - cell) !== columns;
      const cut = ERODIBILITY * Math.sqrt(streams.drained[cell]!) * (diagonal ? Math.SQRT1_2 : 1);
      const lifted = heights[cell]! + UPLIFT * (ridge[cell]! - heights[cell]!);
      heights[cell] = (lifted + cut * heights[into]!) / (1 + cut);
    }
  }
}

function isEdge({ columns, rows }: Size, cell: number): boolean {
  const column = cell % columns;
  return column === 0 || column === columns - 1 || cell < columns || cell >= (rows - 1) * columns;
}

/**
 * Where the water of every cell goes: `receiver` is the neighbour that it drains into (an outlet:
 * itself), `order` lists the cells from the outlets upwards, `drained` counts the cells that drain
 * through each. Priority flood (Barnes, Lehman and Mulla 2014): the land is flooded from its edge,
 * lowest cells first, so that every cell drains to the edge, through the lowest pass of a hollow.
 */
function streamsOf(size: Size, heights: Float64Array) {
  const { columns } = size;
  const receiver = new Int32Array(heights.length).fill(-1);
  const order = new Int32Array(heights.length);
  const queue = makeQueue();
  for (let cell = 0; cell < heights.length; cell++) {
    if (!isEdge(size, cell)) continue;
    receiver[cell] = cell;
    queue.push(cell, heights[cell]!);
  }
  for (let next = 0; next < heights.length; next++) {
    const { item: cell, key: level } = queue.pop();
    order[next] = cell;
    for (let dy = -columns; dy <= columns; dy += columns) {
      for (let dx = -1; dx <= 1; dx++) {
        const neighbour = cell + dy + dx;
        if (receiver[neighbour] !== -1) continue;
        receiver[neighbour] = cell;
        queue.push(neighbour, Math.max(heights[neighbour]!, level));
      }
    }
  }
  const drained = new Float64Array(heights.length).fill(1);
  for (const cell of order.toReversed()) {
    const into = receiver[cell]!;
    if (into !== cell) drained[into] = drained[into]! + drained[cell]!;
  }
  return { order, receiver, drained };
}
