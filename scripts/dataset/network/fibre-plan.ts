import type { Village } from "../../../geodata/model/village.ts";
import type { Facts } from "../facts.ts";
import type { Random } from "../random.ts";
import { addDays, dayBetween, QUARTER_ENDS, START_DAY } from "./days.ts";
import { difficultyOf, isRemoteCommune } from "./difficulty.ts";
import { type Ground, metresBetween, positionOf } from "./ground.ts";
import { nearestNode, type RoadGraph, shortestWays } from "./road-graph.ts";

/** Fibre of one operator at one thôn. */
export interface FibreService {
  operatorCode: string;
  village: Village;
  /** First day with service; absent where the line is only planned or under construction. */
  from?: string;
  /** How far a line without service has got by the end. */
  stage?: "ke_hoach" | "dang_xay_dung";
}

export interface FibrePlan {
  services: FibreService[];
  /** Road nodes where the operators' networks come in, the main exchange first. */
  roots: number[];
}

/**
 * Thôn with fibre of any operator on each quarter's end. The first is the plan's baseline
 * (152/175 = 87 % to the nearest thôn); the last leaves 12, so that 95 % (167) is not reached.
 */
const FIBRE_THON: readonly number[] = [152, 152, 154, 155, 156, 157, 159, 160, 161, 162, 163];

const COMMUNE_OF_EXCHANGE = ["06187", "06184"]; // TT Cao Lộc, TT Đồng Đăng
/** FPT sells in and around the towns only: this far from an exchange, metres by road. */
const FPT_REACH_M = 5500;
/** The state of the lines to the last thôn, the nearest first; the others have no plan yet. */
const LAST_LINES = ["dang_xay_dung", "dang_xay_dung", "ke_hoach", "ke_hoach", "ke_hoach"] as const;

/** Who connects which thôn when, the easiest first. */
export function planFibre(
  graph: RoadGraph,
  ground: Ground,
  facts: Facts,
  random: Random,
): FibrePlan {
  const roots = COMMUNE_OF_EXCHANGE.map((code) => {
    const town = facts.communes2023.find((commune) => commune.code === code)!;
    return nearestNode(graph, [town.lon, town.lat]).node;
  });
  const ways = shortestWays(graph, roots);
  const ordered = ground.villages
    .map((village) => {
      const roadM = ways.distanceM[nearestNode(graph, positionOf(village)).node]!;
      const effort =
        difficultyOf(village, ground, facts) +
        roadM / 25_000 +
        (isRemoteCommune(village.communeCode) ? 2 : 0);
      return { village, roadM, effort };
    })
    .sort((a, b) => a.effort - b.effort || (a.village.id < b.village.id ? -1 : 1));
  const services: FibreService[] = [];
  for (const [rank, { village, roadM }] of ordered.entries()) {
    const stream = random.fork(village.id);
    const first = stream.chance(0.5) ? "VNPT" : "VTL";
    const second = first === "VNPT" ? "VTL" : "VNPT";
    const from = serviceFrom(rank, stream);
    if (from === undefined) {
      const stage = LAST_LINES[rank - FIBRE_THON.at(-1)!];
      if (stage !== undefined) services.push({ operatorCode: first, village, stage });
      continue;
    }
    services.push({ operatorCode: first, village, from });
    if (stream.chance(rank < 110 ? 0.85 : 0.35)) {
      const after = addDays(from, stream.integer(120, 1500));
      if (after < QUARTER_ENDS.at(-1)!)
        services.push({ operatorCode: second, village, from: after });
    }
    if (roadM < FPT_REACH_M && stream.chance(0.85)) {
      const day = dayBetween("2018-03-01", "2025-08-31", roadM / FPT_REACH_M);
      services.push({ operatorCode: "FPT", village, from: day > from ? day : addDays(from, 200) });
    }
  }
  return { services, roots };
}

/** First day with fibre of the thôn with this rank, so that the counts above hold. */
function serviceFrom(rank: number, random: Random): string | undefined {
  const quarter = FIBRE_THON.findIndex((count) => rank < count);
  if (quarter === -1) return undefined;
  if (quarter > 0) {
    return dayBetween(
      addDays(QUARTER_ENDS[quarter - 1]!, 8),
      QUARTER_ENDS[quarter]!,
      random.between(0, 0.9),
    );
  }
  const share = rank / FIBRE_THON[0]!;
  return dayBetween(
    "2013-04-01",
    addDays(START_DAY, -40),
    Math.min(share * random.between(0.75, 1.05), 1),
  );
}

/** Distance to the nearest other centre, metres: cabinets stand nearer to their own. */
export function nearestNeighbourM(village: Village, villages: readonly Village[]): number {
  const position = positionOf(village);
  return Math.min(
    ...villages
      .filter((other) => other !== village)
      .map((other) => metresBetween(position, positionOf(other))),
  );
}
