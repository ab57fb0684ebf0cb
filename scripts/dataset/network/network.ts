import type { AccessPoint } from "../../../geodata/model/access-point.ts";
import type { FibreSpan } from "../../../geodata/model/fibre-span.ts";
import type { Operator } from "../../../geodata/model/operator.ts";
import type { Facts } from "../facts.ts";
import type { Geography } from "../geography.ts";
import { makeRandom } from "../random.ts";
import { accessPointsOf } from "./access-points.ts";
import { planFibre } from "./fibre-plan.ts";
import { fibreSpans } from "./fibre-spans.ts";
import { makeGround } from "./ground.ts";
import { operatorRows } from "./operators.ts";
import { makeRoadGraph } from "./road-graph.ts";
import { makeStations, type Stations } from "./stations.ts";

/** Everything that the operators have put on the land, with its history. */
export interface Network extends Stations {
  operators: Operator[];
  spans: FibreSpan[];
  accessPoints: AccessPoint[];
}

/** Builds the operators' networks on the land. Pure: the same arguments give the same rows. */
export function makeNetwork(geography: Geography, facts: Facts, seed: number): Network {
  const random = makeRandom(seed).fork("network");
  const ground = makeGround(geography);
  const graph = makeRoadGraph(geography.roads);
  const fibre = planFibre(graph, ground, facts, random.fork("fibre"));
  return {
    operators: operatorRows(facts),
    ...makeStations(geography, ground, facts, random.fork("stations")),
    spans: fibreSpans(graph, fibre, random.fork("spans")),
    accessPoints: accessPointsOf(fibre.services, ground, random.fork("cabinets")),
  };
}
