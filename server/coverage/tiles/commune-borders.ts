import Flatbush from "flatbush";
import type { Position } from "geojson";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";

/** One commune as the borders see it. */
export interface BorderUnit {
  geometry: AdministrativeUnit["geometry"];
  /** Whether its outer edge may be drawn: never for a commune that touches the national border. */
  outerAllowed: boolean;
}

export interface BorderLine {
  edge: "inner" | "outer";
  coordinates: Position[];
}

/** Two outlines of one border that were digitised apart may differ by this much, metres. */
const TOLERANCE_M = 30;
/** Longer edges are judged piece by piece, metres. */
const LONGEST_PIECE_M = 100;
/** Cosine beyond which two edges run against each other, as the two sides of one border do. */
const AGAINST = -0.7;
const METRES_PER_DEGREE = 111_195;

interface Edge {
  unit: number;
  ring: number;
  from: Position;
  to: Position;
}
type Class = { edge: "inner" | "outer"; partner: number } | undefined;

/**
 * The lines between communes (`inner`, each once) and around them (`outer`). Edges are the same
 * when their positions are; what is left is compared within 30 m, for real files come from hands
 * that did not share vertices. Rings are read counter-clockwise, so both sides of a common border
 * run against each other, and two outer edges that merely continue one another do not: the ends of
 * inner borders leave no stub along an edge that must stay undrawn.
 */
export function communeBorders(units: readonly BorderUnit[]): BorderLine[] {
  const edges = units.flatMap(edgesOf);
  const partners = exactPartners(edges);
  const single = edges.filter((edge) => partners.get(keyOf(edge)) === undefined);
  const nearby = nearbyPartner(single);

  const classify = (edge: Edge, isExact: boolean): Class => {
    const partner = isExact ? otherOf(partners.get(keyOf(edge))!, edge.unit) : nearby(edge);
    // Both sides know of an inner border; the earlier unit draws it.
    if (partner !== undefined) return edge.unit < partner ? { edge: "inner", partner } : undefined;
    return units[edge.unit]!.outerAllowed ? { edge: "outer", partner: -1 } : undefined;
  };

  const lines: BorderLine[] = [];
  let open: (BorderLine & { ring: number; partner: number }) | undefined;
  for (const edge of edges) {
    const isExact = partners.get(keyOf(edge)) !== undefined;
    for (const piece of isExact ? [edge] : pieces(edge)) {
      const found = classify(piece, isExact);
      const continues =
        found &&
        open &&
        open.ring === edge.ring &&
        open.edge === found.edge &&
        open.partner === found.partner;
      if (continues) open!.coordinates.push(piece.to);
      else if (found) {
        open = { ...found, ring: edge.ring, coordinates: [piece.from, piece.to] };
        lines.push(open);
      } else open = undefined;
    }
  }
  return lines.map(({ edge, coordinates }) => ({ edge, coordinates }));
}

/** Directed edges, exterior rings counter-clockwise and holes clockwise. */
function edgesOf({ geometry }: BorderUnit, unit: number): Edge[] {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  let ringCount = 0;
  return polygons.flatMap((polygon) =>
    polygon.flatMap((given, hole) => {
      const isForward = doubleArea(given) > 0 === (hole === 0);
      const ring = isForward ? given : given.toReversed();
      const id = unit * 100_000 + ringCount++;
      return ring.slice(1).flatMap((to, index) => {
        const from = ring[index]!;
        return from[0] === to[0] && from[1] === to[1] ? [] : [{ unit, ring: id, from, to }];
      });
    }),
  );
}

function doubleArea(ring: readonly Position[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
    sum += ring[j]![0]! * ring[i]![1]! - ring[i]![0]! * ring[j]![1]!;
  return sum;
}

/** The same for both directions. */
function keyOf({ from, to }: Edge): string {
  const [a, b] = [`${from[0]},${from[1]}`, `${to[0]},${to[1]}`];
  return a < b ? `${a};${b}` : `${b};${a}`;
}

/** Edges that two different units have to the digit, with both units. */
function exactPartners(edges: readonly Edge[]): Map<string, readonly [number, number] | undefined> {
  const found = new Map<string, readonly [number, number] | undefined>();
  const first = new Map<string, number>();
  for (const edge of edges) {
    const key = keyOf(edge);
    const other = first.get(key);
    if (other === undefined) first.set(key, edge.unit);
    else if (other !== edge.unit) found.set(key, [other, edge.unit]);
  }
  return found;
}

function otherOf([a, b]: readonly [number, number], unit: number): number {
  return a === unit ? b : a;
}

function pieces(edge: Edge): Edge[] {
  const { from, to } = edge;
  const count = Math.max(1, Math.ceil(lengthM(from, to) / LONGEST_PIECE_M));
  const at = (part: number): Position =>
    part === count
      ? to
      : [
          from[0]! + ((to[0]! - from[0]!) * part) / count,
          from[1]! + ((to[1]! - from[1]!) * part) / count,
        ];
  return Array.from({ length: count }, (_, part) => ({
    ...edge,
    from: at(part),
    to: at(part + 1),
  }));
}

function lengthM(a: Position, b: Position): number {
  const [x, y] = metresBetween(a, b);
  return Math.hypot(x, y);
}

/** East and north from `a` to `b` in metres, flat: good to a metre over some kilometres. */
function metresBetween(a: Position, b: Position): [number, number] {
  const scale = Math.cos((a[1]! * Math.PI) / 180);
  return [(b[0]! - a[0]!) * METRES_PER_DEGREE * scale, (b[1]! - a[1]!) * METRES_PER_DEGREE];
}

/** Finds the unit on the other side of an edge: beside its middle, and running against it. */
function nearbyPartner(edges: readonly Edge[]): (edge: Edge) => number | undefined {
  if (edges.length === 0) return () => undefined;
  const tree = new Flatbush(edges.length);
  for (const { from, to } of edges)
    tree.add(
      Math.min(from[0]!, to[0]!),
      Math.min(from[1]!, to[1]!),
      Math.max(from[0]!, to[0]!),
      Math.max(from[1]!, to[1]!),
    );
  tree.finish();

  return (edge) => {
    const middle: Position = [(edge.from[0]! + edge.to[0]!) / 2, (edge.from[1]! + edge.to[1]!) / 2];
    const latDeg = TOLERANCE_M / METRES_PER_DEGREE;
    const lonDeg = latDeg / Math.cos((middle[1]! * Math.PI) / 180);
    let best: number | undefined;
    let bestM = TOLERANCE_M;
    tree.search(
      middle[0]! - lonDeg,
      middle[1]! - latDeg,
      middle[0]! + lonDeg,
      middle[1]! + latDeg,
      (index) => {
        const other = edges[index]!;
        const distanceM = other.unit === edge.unit ? undefined : besideM(edge, middle, other);
        if (distanceM !== undefined && distanceM <= bestM) {
          bestM = distanceM;
          best = other.unit;
        }
        return false;
      },
    );
    return best;
  };
}

/** How far `middle` lies beside `other`; undefined when it lies past its ends or runs along it. */
function besideM(edge: Edge, middle: Position, other: Edge): number | undefined {
  const own = metresBetween(edge.from, edge.to);
  const along = metresBetween(other.from, other.to);
  const to = metresBetween(other.from, middle);
  const lengths = Math.hypot(...own) * Math.hypot(...along);
  if ((own[0] * along[0] + own[1] * along[1]) / lengths > AGAINST) return undefined;
  const part = (to[0] * along[0] + to[1] * along[1]) / (along[0] ** 2 + along[1] ** 2);
  if (part < 0 || part > 1) return undefined;
  return Math.hypot(to[0] - part * along[0], to[1] - part * along[1]);
}
