import type { Road } from "../../../geodata/model/road.ts";
import { makeQueue } from "../land/drainage.ts";
import type { RoadGround } from "./road-ground.ts";

export type RoadClass = Road["class"];

/** Least first: a stretch that two roads share has the higher class. */
export const CLASSES: readonly RoadClass[] = ["duong_thon", "duong_xa", "duong_tinh", "quoc_lo"];
/** Driving an existing road costs this part of building one: roads join instead of running side by side. */
const REUSE_FACTOR = 0.35;

/** Roads while they are being built: steps between neighbouring cells, with their class. */
export interface RoadNetwork {
  /** Whether a road passes this cell. */
  has(cell: number): boolean;
  /** Neighbours of a cell that a road leads to, with its class. */
  stepsFrom(cell: number): ReadonlyMap<number, RoadClass>;
  cells(): Iterable<number>;
  /** Builds the cheapest road to `to`, or to the nearest existing road; returns its cost, metres of easy road. */
  build(from: number, to: number | "network", roadClass: RoadClass): number;
}

/** Throws in `build` when no road can lead there. */
export function makeRoadNetwork(ground: RoadGround): RoadNetwork {
  const { columns, rows } = ground;
  const steps = new Map<number, Map<number, RoadClass>>();
  const none: ReadonlyMap<number, RoadClass> = new Map();
  const cost = new Float64Array(columns * rows);
  const cameFrom = new Int32Array(columns * rows);
  const done = new Uint8Array(columns * rows);
  // A cell can wait once for each of its eight neighbours.
  const queue = makeQueue(8 * columns * rows);

  const stepsFrom = (cell: number) => steps.get(cell) ?? none;
  const has = (cell: number) => steps.has(cell);

  /** A diagonal must not cross another one: lines may meet only at cells. */
  function crossesRoad(from: number, dx: number, dy: number): boolean {
    if (dx === 0 || dy === 0) return false;
    return stepsFrom(from + dx).has(from + dy * columns);
  }

  function cheapest(from: number, isGoal: (cell: number) => boolean): number {
    cost.fill(Number.POSITIVE_INFINITY);
    cameFrom.fill(-1);
    done.fill(0);
    queue.clear();
    cost[from] = 0;
    queue.push(from, 0);
    while (queue.size() > 0) {
      const cell = queue.pop();
      if (done[cell]) continue;
      done[cell] = 1;
      if (isGoal(cell)) return cell;
      const column = cell % columns;
      const row = Math.floor(cell / columns);
      for (let dy = row === 0 ? 0 : -1; dy <= (row === rows - 1 ? 0 : 1); dy++) {
        for (let dx = column === 0 ? 0 : -1; dx <= (column === columns - 1 ? 0 : 1); dx++) {
          const next = cell + dy * columns + dx;
          if (next === cell || done[next] || crossesRoad(cell, dx, dy)) continue;
          const exists = stepsFrom(cell).has(next);
          const total = cost[cell]! + ground.stepCost(cell, next) * (exists ? REUSE_FACTOR : 1);
          if (total >= cost[next]!) continue;
          cost[next] = total;
          cameFrom[next] = cell;
          queue.push(next, total);
        }
      }
    }
    throw new Error(`no road can lead from ${ground.centreOf(from).join(", ")}`);
  }

  function connect(a: number, b: number, roadClass: RoadClass): void {
    const known = stepsFrom(a).get(b);
    const better = known && CLASSES.indexOf(known) > CLASSES.indexOf(roadClass) ? known : roadClass;
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const leading = steps.get(from);
      if (leading) leading.set(to, better);
      else steps.set(from, new Map([[to, better]]));
    }
  }

  return {
    has,
    stepsFrom,
    cells: () => steps.keys(),
    build(from, to, roadClass) {
      if (to === "network" && has(from)) return 0;
      const end = cheapest(from, to === "network" ? has : (cell) => cell === to);
      for (let cell = end; cameFrom[cell] !== -1; cell = cameFrom[cell]!) {
        connect(cell, cameFrom[cell]!, roadClass);
      }
      return cost[end]!;
    },
  };
}
