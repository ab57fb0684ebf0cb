import type { LatticePoint } from "./lattice-topology.ts";

const NEIGHBOURS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

/**
 * A point that shares no side with its own region is an artefact of sampling a border at every
 * 275 m: it goes to the region it shares most sides with, or away when it touches none.
 */
export function withoutLoneCells(points: readonly LatticePoint[], stepDeg: number): LatticePoint[] {
  const cellOf = ({ lon, lat }: LatticePoint): [number, number] => [
    Math.round(lon / stepDeg),
    Math.round(lat / stepDeg),
  ];
  const regionAt = new Map(points.map((point) => [cellOf(point).join(), point.region]));
  return points.flatMap((point) => {
    const [i, j] = cellOf(point);
    const around = NEIGHBOURS.map(([di, dj]) => regionAt.get(`${i + di},${j + dj}`)).filter(
      (region) => region !== undefined,
    );
    if (around.includes(point.region)) return [point];
    const counted = [...Map.groupBy(around, (region) => region)].toSorted(
      ([a, inA], [b, inB]) => inB.length - inA.length || a.localeCompare(b),
    );
    const most = counted[0]?.[0];
    return most === undefined ? [] : [{ ...point, region: most }];
  });
}
