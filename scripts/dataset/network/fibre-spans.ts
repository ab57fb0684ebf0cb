import type { Static } from "typebox";
import type { FibreSpan, FibreStatus } from "../../../geodata/model/fibre-span.ts";
import type { Random } from "../random.ts";
import { addDays } from "./days.ts";
import type { FibrePlan, FibreService } from "./fibre-plan.ts";
import { type LonLat, positionOf } from "./ground.ts";
import { nearestNode, type RoadGraph, type RoadTree, shortestWays, wayBack } from "./road-graph.ts";

type SpanKind = NonNullable<Static<typeof FibreSpan>["kind"]>;

const SOURCE = "Dữ liệu minh họa: tuyến cáp sinh tự động dọc đường giao thông";
/** Thôn that hang on a stretch: from here on it is a backbone, a feeder. */
const BACKBONE_THON = 25;
const FEEDER_THON = 5;
const FIBRES: Readonly<Record<SpanKind, number>> = { truc: 96, goc: 48, phoi: 24, thue_bao: 4 };
/** A thôn this far from the road has a cable beyond it, metres. */
const OFF_ROAD_M = 300;
/** Lines that began before this day are only known in service. */
const HISTORY_FROM = "2022-10-01";

/** A stretch of road under one operator's cable. */
interface Laid {
  edge: number;
  /** First day in service; absent where the cable is not in service by the end. */
  from?: string;
  stage?: FibreService["stage"];
  kind: SpanKind;
}

/** Cables along the shortest roads from the exchanges to every connected or planned thôn. */
export function fibreSpans(graph: RoadGraph, plan: FibrePlan, random: Random): FibreSpan[] {
  const ways = shortestWays(graph, plan.roots);
  const operators = [...new Set(plan.services.map(({ operatorCode }) => operatorCode))].sort();
  return operators.flatMap((operatorCode) => {
    const own = plan.services.filter((service) => service.operatorCode === operatorCode);
    const laid = layAlong(graph, ways, own);
    return [...chains(graph, ways, laid), ...footpaths(graph, own)].flatMap((chain, index) => {
      const id = `cap-${operatorCode.toLowerCase()}-${String(index + 1).padStart(3, "0")}`;
      return spanRows(id, operatorCode, chain, random.fork(id));
    });
  });
}

function layAlong(
  graph: RoadGraph,
  ways: RoadTree,
  services: readonly FibreService[],
): Map<number, Laid> {
  const users = new Map<number, FibreService[]>();
  for (const service of services) {
    const node = nearestNode(graph, positionOf(service.village)).node;
    for (const edge of wayBack(graph, ways, node)) {
      users.set(edge, [...(users.get(edge) ?? []), service]);
    }
  }
  const laid = new Map<number, Laid>();
  for (const [edge, here] of users) {
    const days = here.flatMap(({ from }) => (from === undefined ? [] : [from])).sort();
    const stage = here.some((service) => service.stage === "dang_xay_dung")
      ? "dang_xay_dung"
      : "ke_hoach";
    laid.set(edge, {
      edge,
      ...(days[0] === undefined ? { stage } : { from: days[0] }),
      kind: here.length >= BACKBONE_THON ? "truc" : here.length >= FEEDER_THON ? "goc" : "phoi",
    });
  }
  return laid;
}

interface Chain extends Omit<Laid, "edge"> {
  line: LonLat[];
}

/** The last part of the way to a thôn without a road: straight, for no path is known. */
function footpaths(graph: RoadGraph, services: readonly FibreService[]): Chain[] {
  return services.flatMap(({ village, from, stage }): Chain[] => {
    const { node, distanceM } = nearestNode(graph, positionOf(village));
    if (distanceM < OFF_ROAD_M) return [];
    const line = [graph.nodes[node]!, positionOf(village)];
    return [{ line, kind: "phoi", ...(from === undefined ? { stage } : { from }) }];
  });
}

/** Joins stretches that follow each other without a branch and were laid together. */
function chains(graph: RoadGraph, ways: RoadTree, laid: ReadonlyMap<number, Laid>): Chain[] {
  const outward = [...laid.values()].map((piece) => {
    const edge = graph.edges[piece.edge]!;
    const forward = ways.lastEdge[edge.to] === piece.edge;
    return {
      piece,
      start: forward ? edge.from : edge.to,
      end: forward ? edge.to : edge.from,
      line: forward ? edge.line : edge.line.toReversed(),
    };
  });
  const leaving = Map.groupBy(outward, ({ start }) => start);
  const arriving = new Map(outward.map((stretch) => [stretch.end, stretch]));
  const alike = (a: Laid, b: Laid) => a.from === b.from && a.kind === b.kind && a.stage === b.stage;
  const continues = (stretch: (typeof outward)[number]) => {
    const before = arriving.get(stretch.start);
    return (
      before !== undefined &&
      leaving.get(stretch.start)!.length === 1 &&
      alike(before.piece, stretch.piece)
    );
  };
  return outward
    .filter((stretch) => !continues(stretch))
    .map((first) => {
      const { edge: _edge, ...rest } = first.piece;
      const line = [...first.line];
      let end = first.end;
      for (;;) {
        const next = leaving.get(end)?.[0];
        if (next === undefined || !continues(next)) return { ...rest, line };
        line.push(...next.line.slice(1));
        end = next.end;
      }
    });
}

function spanRows(id: string, operatorCode: string, chain: Chain, random: Random): FibreSpan[] {
  const stages: { status: FibreStatus; from: string }[] = [];
  if (chain.from === undefined) {
    stages.push({ status: "ke_hoach", from: addDays("2025-02-01", random.integer(0, 150)) });
    if (chain.stage === "dang_xay_dung") {
      stages.push({ status: "dang_xay_dung", from: addDays("2025-09-10", random.integer(0, 80)) });
    }
  } else {
    if (chain.from > HISTORY_FROM) {
      stages.push({ status: "ke_hoach", from: addDays(chain.from, -random.integer(170, 320)) });
      stages.push({ status: "dang_xay_dung", from: addDays(chain.from, -random.integer(40, 90)) });
    }
    stages.push({ status: "hoat_dong", from: chain.from });
  }
  const mounting = chain.kind === "truc" && random.chance(0.3) ? "cong_be" : "treo";
  return stages.map(({ status, from }, index) => {
    const next = stages[index + 1];
    return {
      id,
      operatorCode,
      status,
      kind: chain.kind,
      mounting,
      fibreCount: FIBRES[chain.kind],
      geometry: { type: "LineString", coordinates: chain.line },
      validFrom: from,
      ...(next === undefined ? {} : { validTo: next.from }),
      dataSource: "demo",
      source: SOURCE,
    };
  });
}
