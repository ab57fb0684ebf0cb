import { bullingtonKnifeEdgeDb, bullingtonLossDb, LEAST_NU } from "./knife-edge.ts";

/**
 * `bullingtonLossDb` of `bullingtonKnifeEdgeDb` for a whole area, linear between nodes: within 6e-6 dB,
 * in a quarter of the time (a logarithm and an exponential). Nodes lie 1024 to an octave of nu + 1.78,
 * so that a number's own bits are its place in the table.
 */
const OCTAVES = 9;
const NODE_BITS = 10;
const NODES = OCTAVES << NODE_BITS;
const FRACTION_BITS = 23 - NODE_BITS;
const FRACTION_MASK = (1 << FRACTION_BITS) - 1;
const FRACTION = 1 / (1 << FRACTION_BITS);
/** What is added to nu, so that the table begins at 1. */
const SHIFT = 1 - LEAST_NU;
/** From here on the formulas themselves. */
const GREATEST_NU = 2 ** OCTAVES - SHIFT - 1;

const number = new Float32Array(1);
const bits = new Int32Array(number.buffer);
const FIRST_NODE = 127 << NODE_BITS;

/** For each node the loss of a path without length, dB, and what a kilometre adds to it. */
const table = new Float32Array(2 * (NODES + 1));
for (let node = 0; node <= NODES; node++) {
  bits[0] = (FIRST_NODE + node) << FRACTION_BITS;
  // At the first node what holds just above it: there J jumps from 0 to 0.004 dB.
  const knifeEdgeDb = bullingtonKnifeEdgeDb(Math.max(number[0]! - SHIFT, LEAST_NU + 1e-9));
  table[2 * node] = bullingtonLossDb(knifeEdgeDb, 0);
  table[2 * node + 1] = bullingtonLossDb(knifeEdgeDb, 1) - bullingtonLossDb(knifeEdgeDb, 0);
}

/** Bullington loss of a path from the nu of its one edge at the path's frequency, dB; 0 for NaN. */
export function tabledBullingtonLossDb(nu: number, lengthKm: number): number {
  if (!(nu > LEAST_NU)) return 0;
  if (nu > GREATEST_NU) return bullingtonLossDb(bullingtonKnifeEdgeDb(nu), lengthKm);
  number[0] = nu + SHIFT;
  const position = bits[0]!;
  const fraction = (position & FRACTION_MASK) * FRACTION;
  const at = 2 * ((position >> FRACTION_BITS) - FIRST_NODE);
  const near = table[at]! + table[at + 1]! * lengthKm;
  const far = table[at + 2]! + table[at + 3]! * lengthKm;
  return near + fraction * (far - near);
}
