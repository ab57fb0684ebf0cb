import type { Road } from "../../../geodata/model/road.ts";
import { cheapestWays } from "../queue.ts";
import type { RoadGround } from "./road-ground.ts";

export type RoadClass = Road["class"];

/** Least first: a stretch that two roads share has the higher class. */
const CLASSES: readonly RoadClass[] = ["duong_thon", "duong_xa", "duong_tinh", "quoc_lo"];
/** Driving an existing road costs this part of building one: roads join instead of running side by side. */
const REUSE_FACTOR = 0.35;

export type RoadNetwork = ReturnType<typeof makeRoadNetwork>;

/** Roads while they are being built: for every cell with a road, the neighbours it leads to. */
export function makeRoadNetwork(ground: RoadGround) {
  const steps = new Map<number, Map<number, RoadClass>>();

  /** A diagonal must not cross another one: lines may meet only at cells. */
  function crossesRoad(from: number, to: number): boolean {
    const dy = Math.round((to - from) / ground.columns);
    const dx = to - from - dy * ground.columns;
    return dx !== 0 && dy !== 0 && steps.get(from + dx)?.has(to - dx) === true;
  }

  function connect(a: number, b: number, roadClass: RoadClass): void {
    const known = steps.get(a)?.get(b);
    const better = known && CLASSES.indexOf(known) > CLASSES.indexOf(roadClass) ? known : roadClass;
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const)
      steps.set(from, (steps.get(from) ?? new Map<number, RoadClass>()).set(to, better));
  }

  return {
    steps,
    /** Builds the cheapest road to `to`, or to the nearest existing road. Throws when none can lead there. */
    build(from: number, to: number | "network", roadClass: RoadClass): void {
      const { before, goal } = cheapestWays(
        [from],
        (cell, visit) =>
          ground.forSteps(cell, (next, costM) => {
            if (crossesRoad(cell, next)) return;
            visit(next, costM * (steps.get(cell)?.has(next) ? REUSE_FACTOR : 1));
          }),
        (cell) => (to === "network" ? steps.has(cell) : cell === to),
      );
      if (goal === undefined)
        throw new Error(`no road can lead from ${ground.centreOf(from).join(", ")}`);
      for (let cell = goal; cell !== from; cell = before.get(cell)!)
        connect(cell, before.get(cell)!, roadClass);
    },
  };
}
