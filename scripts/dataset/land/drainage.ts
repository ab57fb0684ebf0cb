import type { Field } from "./height-field.ts";

/** Where the water of every cell goes. */
export interface Drainage {
  /** Cells from the outlets upwards: a cell comes after the one it drains into. */
  order: Int32Array;
  /** The neighbour that a cell drains into; an outlet drains into itself. */
  receiver: Int32Array;
}

/**
 * Priority flood (Barnes, Lehman and Mulla 2014): floods the land from its edge, lowest cells
 * first, so that every cell drains to the edge, through the lowest pass when it lies in a hollow.
 */
export function drainageOf(heights: Field): Drainage {
  const { columns, rows, values } = heights;
  const count = columns * rows;
  const receiver = new Int32Array(count).fill(-1);
  const order = new Int32Array(count);
  const level = new Float64Array(count);
  const queue = makeQueue(count);
  const enter = (cell: number, from: number, height: number) => {
    receiver[cell] = from;
    level[cell] = height;
    queue.push(cell, height);
  };
  for (let cell = 0; cell < count; cell++) {
    const column = cell % columns;
    if (column === 0 || column === columns - 1 || cell < columns || cell >= count - columns) {
      enter(cell, cell, values[cell]!);
    }
  }
  for (let next = 0; next < count; next++) {
    const cell = queue.pop();
    order[next] = cell;
    const column = cell % columns;
    for (let dy = -columns; dy <= columns; dy += columns) {
      for (let dx = -1; dx <= 1; dx++) {
        const neighbour = cell + dy + dx;
        if (neighbour < 0 || neighbour >= count || column + dx < 0 || column + dx >= columns) {
          continue;
        }
        if (receiver[neighbour] !== -1) continue;
        enter(neighbour, cell, Math.max(values[neighbour]!, level[cell]!));
      }
    }
  }
  steepenReceivers(heights, receiver, order);
  return { order, receiver };
}

/** Where a lower neighbour was flooded earlier, the steepest of them takes the water. */
function steepenReceivers(heights: Field, receiver: Int32Array, order: Int32Array): void {
  const { columns, rows, values } = heights;
  const rank = new Int32Array(order.length);
  for (let position = 0; position < order.length; position++) rank[order[position]!] = position;
  for (let row = 1; row < rows - 1; row++) {
    for (let column = 1; column < columns - 1; column++) {
      const cell = row * columns + column;
      let steepest = 0;
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const neighbour = cell + dy * columns + dx;
          const drop =
            (values[cell]! - values[neighbour]!) * (dx !== 0 && dy !== 0 ? Math.SQRT1_2 : 1);
          if (drop > steepest && rank[neighbour]! < rank[cell]!) {
            steepest = drop;
            receiver[cell] = neighbour;
          }
        }
      }
    }
  }
}

/** How many cells drain through each cell, itself included. */
export function drainedCells({ order, receiver }: Drainage): Float64Array {
  const drained = new Float64Array(order.length).fill(1);
  for (let position = order.length - 1; position >= 0; position--) {
    const cell = order[position]!;
    const into = receiver[cell]!;
    if (into !== cell) drained[into] = drained[into]! + drained[cell]!;
  }
  return drained;
}

/** A binary heap of cells by height; ties leave by cell number, so that the order is one order. */
export function makeQueue(capacity: number) {
  const cells = new Int32Array(capacity + 1);
  const keys = new Float64Array(capacity + 1);
  let size = 0;
  const before = (keyA: number, cellA: number, b: number) =>
    keyA < keys[b]! || (keyA === keys[b]! && cellA < cells[b]!);
  return {
    size: () => size,
    clear(): void {
      size = 0;
    },
    push(cell: number, key: number): void {
      let hole = size++;
      while (hole > 0) {
        const parent = (hole - 1) >> 1;
        if (!before(key, cell, parent)) break;
        cells[hole] = cells[parent]!;
        keys[hole] = keys[parent]!;
        hole = parent;
      }
      cells[hole] = cell;
      keys[hole] = key;
    },
    /** The cell with the smallest key. */
    pop(): number {
      const top = cells[0]!;
      size--;
      const cell = cells[size]!;
      const key = keys[size]!;
      let hole = 0;
      for (;;) {
        let child = 2 * hole + 1;
        if (child >= size) break;
        if (child + 1 < size && before(keys[child + 1]!, cells[child + 1]!, child)) child++;
        if (before(key, cell, child)) break;
        cells[hole] = cells[child]!;
        keys[hole] = keys[child]!;
        hole = child;
      }
      cells[hole] = cell;
      keys[hole] = key;
      return top;
    },
  };
}
