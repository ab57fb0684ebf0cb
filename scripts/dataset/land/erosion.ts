import { drainageOf, drainedCells } from "./drainage.ts";
import type { Field } from "./height-field.ts";

/** How a landscape is worn down. Rates are per step, without unit. */
export interface ErosionOptions {
  steps: number;
  /** How far a step lifts the land towards its ridge level, 0..1. */
  uplift: number;
  /** Strength of running water: cut = erodibility x sqrt(cells drained). */
  erodibility: number;
  /** How far a step moves a cell to the mean of its neighbours, 0..1: rounds crests and slopes. */
  creep: number;
}

/** Streams move slowly: finding them takes nine tenths of a step, so they are found every third one. */
const STEPS_PER_DRAINAGE = 3;

/**
 * Carves valleys into `start` until they branch as real ones do: land rises towards `ridge`, water
 * cuts down by the stream power law, solved implicitly from the outlets up (Braun and Willett
 * 2013), soil creeps. Cells at the edge keep their height: they are where the water leaves.
 */
export function eroded(start: Field, ridge: Field, options: ErosionOptions): Field {
  const { columns, rows } = start;
  const heights: Field = { columns, rows, values: Float64Array.from(start.values) };
  const { values } = heights;
  let drainage = drainageOf(heights);
  let drained = drainedCells(drainage);
  for (let step = 0; step < options.steps; step++) {
    if (step > 0 && step % STEPS_PER_DRAINAGE === 0) {
      drainage = drainageOf(heights);
      drained = drainedCells(drainage);
    }
    for (const cell of drainage.order) {
      const into = drainage.receiver[cell]!;
      if (into === cell) continue;
      const diagonal = Math.abs(into - cell) !== 1 && Math.abs(into - cell) !== columns;
      const cut = options.erodibility * Math.sqrt(drained[cell]!) * (diagonal ? Math.SQRT1_2 : 1);
      const lifted = values[cell]! + options.uplift * (ridge.values[cell]! - values[cell]!);
      values[cell] = (lifted + cut * values[into]!) / (1 + cut);
    }
    creep(heights, options.creep);
  }
  return heights;
}

function creep({ columns, rows, values }: Field, rate: number): void {
  const before = Float64Array.from(values);
  for (let row = 1; row < rows - 1; row++) {
    for (let column = 1; column < columns - 1; column++) {
      const cell = row * columns + column;
      const mean =
        (before[cell - 1]! +
          before[cell + 1]! +
          before[cell - columns]! +
          before[cell + columns]!) /
        4;
      values[cell] = before[cell]! + rate * (mean - before[cell]!);
    }
  }
}
