import type { Position } from "geojson";
import { covers } from "../../../geodata/geometry/intersects.ts";
import { makeNearestPoints } from "../../../geodata/geometry/nearest.ts";
import type { AccessPoint } from "../../../geodata/model/access-point.ts";
import type { FibreSpan } from "../../../geodata/model/fibre-span.ts";
import type { Village } from "../../../geodata/model/village.ts";
import { addDays, dayBetween, later } from "../days.ts";
import { cheapestWays } from "../queue.ts";
import type { Random } from "../random.ts";
import { metresBetween, type Point, pointAt } from "../villages/village-sites.ts";
import { type Ground, nearestM } from "./ground.ts";

/** Fibre of one operator at one thôn. */
export interface FibreService {
  operatorCode: string;
  village: Village;
  /** First day with service; absent where the line is only planned or under construction. */
  from?: string;
  /** How far a line without service has got by the end. */
  stage?: "ke_hoach" | "dang_xay_dung";
  /** The road junctions from the exchange to the thôn. */
  way: number[];
}

export interface Fibre {
  services: FibreService[];
  spans: FibreSpan[];
  /** Of every service that has begun. */
  cabinets: Map<FibreService, AccessPoint>;
}

/** FPT sells in and around the towns only: this far from an exchange, metres by road. */
const FPT_REACH_M = 5500;
/** The state of the lines to the last thôn, the nearest first; the others have no plan yet. */
const LAST_LINES = ["dang_xay_dung", "dang_xay_dung", "ke_hoach", "ke_hoach", "ke_hoach"] as const;
/** Thôn that hang on a stretch: from here on it is a backbone, a feeder. */
const BACKBONE_THON = 25;
const FEEDER_THON = 5;
const FIBRES = { truc: 96, goc: 48, phoi: 24 } as const;
/** A thôn this far from the road has a cable beyond it, metres. */
const OFF_ROAD_M = 300;
/** Lines that began before this day are only known in service. */
const HISTORY_FROM = "2022-10-01";
/** A cabinet stands at most this far from the centre of its thôn, metres. */
const CABINET_M = 320;

/** Who connects which thôn when, the easiest first; cables along the shortest roads; a cabinet a thôn. */
export function makeFibre(ground: Ground, random: Random): Fibre {
  const { lines, nodeAt, nodes } = roadGraph(ground);
  const roots = ground.facts.story.exchanges.map((code) => nodeAt(ground.communes.get(code)!));
  const { cost, before } = cheapestWays(roots, (node, visit) => {
    for (const [next, { lengthM }] of lines[node]!) visit(next, lengthM);
  });
  const wayTo = (village: Village) => {
    const way = [nodeAt(village)];
    while (before.get(way[0]!) !== -1) way.unshift(before.get(way[0]!)!);
    return way;
  };
  const services = planServices(ground, random.fork("fibre"), (village) => {
    const way = wayTo(village);
    return { way, roadM: cost.get(way.at(-1)!)! };
  });
  const spans = Map.groupBy(services, ({ operatorCode }) => operatorCode);
  return {
    services,
    spans: [...spans].flatMap(([operatorCode, own]) => {
      const stretches = new Map<string, { line: Position[]; users: FibreService[] }>();
      for (const service of own) {
        const { way, village } = service;
        const ends = way.slice(1).map((to, index) => ({
          key: `${way[index]} ${to}`,
          line: lines[way[index]!]!.get(to)!.line,
        }));
        const end = nodes[way.at(-1)!]!;
        if (metresBetween(village, end) > OFF_ROAD_M)
          ends.push({
            key: village.id,
            line: [
              [end.lon, end.lat],
              [village.lon, village.lat],
            ],
          });
        for (const { key, line } of ends) {
          const users = stretches.get(key)?.users ?? [];
          stretches.set(key, { line, users: [...users, service] });
        }
      }
      return [...stretches.values()].flatMap(({ line, users }, index) => {
        const id = `cap-${operatorCode.toLowerCase()}-${String(index + 1).padStart(3, "0")}`;
        return spanRows({ id, operatorCode }, line, users, random.fork(id));
      });
    }),
    cabinets: new Map(
      services.flatMap((service) =>
        service.from ? [[service, cabinetOf(service, service.from, ground, random)]] : [],
      ),
    ),
  };
}

/** Junctions and road ends, and from each the roads to others: lines meet only at their ends. */
function roadGraph({ roads }: Ground) {
  const nodes: Point[] = [];
  const lines: Map<number, { line: Position[]; lengthM: number }>[] = [];
  const known = new Map<string, number>();
  const nodeOf = ([lon, lat]: Position) => {
    const key = `${lon} ${lat}`;
    if (!known.has(key)) {
      known.set(key, nodes.push({ lon: lon!, lat: lat! }) - 1);
      lines.push(new Map());
    }
    return known.get(key)!;
  };
  for (const { geometry } of roads) {
    const line = geometry.coordinates as Position[];
    const points = line.map(([lon, lat]) => ({ lon: lon!, lat: lat! }));
    const lengthM = points.reduce((sum, to, i) => sum + metresBetween(points[i - 1] ?? to, to), 0);
    const [from, to] = [nodeOf(line[0]!), nodeOf(line.at(-1)!)];
    if (lengthM >= (lines[from]!.get(to)?.lengthM ?? Number.POSITIVE_INFINITY)) continue;
    lines[from]!.set(to, { line, lengthM });
    lines[to]!.set(from, { line: line.toReversed(), lengthM });
  }
  const nearest = makeNearestPoints(nodes.map((node, index) => ({ ...node, index })));
  return { nodes, lines, nodeAt: ({ lon, lat }: Point) => nearest(lon, lat)[0]!.row.index };
}

function planServices(
  { facts: { story }, villages, difficulty }: Ground,
  random: Random,
  wayTo: (village: Village) => { way: number[]; roadM: number },
): FibreService[] {
  const effort = (village: Village, roadM: number) =>
    difficulty.get(village)! + roadM / 25_000 + (story.remoteCommunes[village.communeCode] ? 2 : 0);
  const ordered = villages
    .map((village) => ({ village, ...wayTo(village) }))
    .toSorted((a, b) => effort(a.village, a.roadM) - effort(b.village, b.roadM));
  const {
    quarterEnds,
    covered: { ftth },
  } = story;
  return ordered.flatMap(({ village, way, roadM }, rank): FibreService[] => {
    const stream = random.fork(village.id);
    const [first, second] = stream.chance(0.5)
      ? (["VNPT", "VTL"] as const)
      : (["VTL", "VNPT"] as const);
    const quarter = ftth.findIndex((count) => rank < count);
    if (quarter === -1) {
      const stage = LAST_LINES[rank - ftth.at(-1)!];
      return stage ? [{ operatorCode: first, village, way, stage }] : [];
    }
    const share = (rank / ftth[0]!) * stream.between(0.75, 1.05);
    const from =
      quarter === 0
        ? dayBetween("2013-04-01", addDays(quarterEnds[0]!, -40), Math.min(share, 1))
        : dayBetween(
            addDays(quarterEnds[quarter - 1]!, 8),
            quarterEnds[quarter]!,
            stream.between(0, 0.9),
          );
    const services = [{ operatorCode: first as string, village, way, from }];
    const after = addDays(from, stream.integer(120, 1500));
    if (stream.chance(rank < 0.63 * villages.length ? 0.85 : 0.35) && after < quarterEnds.at(-1)!)
      services.push({ operatorCode: second, village, way, from: after });
    if (roadM < FPT_REACH_M && stream.chance(0.85)) {
      const day = dayBetween("2018-03-01", "2025-08-31", roadM / FPT_REACH_M);
      services.push({ operatorCode: "FPT", village, way, from: later(day, addDays(from, 200)) });
    }
    return services;
  });
}

/** One row for every status that a stretch has had: its first user has it built. */
function spanRows(
  names: { id: string; operatorCode: string },
  coordinates: Position[],
  users: readonly FibreService[],
  random: Random,
): FibreSpan[] {
  const from = users.flatMap((user) => user.from ?? []).sort()[0];
  const kind =
    users.length >= BACKBONE_THON ? "truc" : users.length >= FEEDER_THON ? "goc" : "phoi";
  const stages: { status: FibreSpan["status"]; validFrom: string }[] = [];
  const begin = (status: FibreSpan["status"], validFrom: string) =>
    stages.push({ status, validFrom });
  if (from === undefined) {
    begin("ke_hoach", addDays("2025-02-01", random.integer(0, 150)));
    if (users.some(({ stage }) => stage === "dang_xay_dung"))
      begin("dang_xay_dung", addDays("2025-09-10", random.integer(0, 80)));
  } else {
    if (from > HISTORY_FROM) {
      begin("ke_hoach", addDays(from, -random.integer(170, 320)));
      begin("dang_xay_dung", addDays(from, -random.integer(40, 90)));
    }
    begin("hoat_dong", from);
  }
  const mounting = kind === "truc" && random.chance(0.3) ? "cong_be" : "treo";
  return stages.map(({ status, validFrom }, index) => ({
    ...names,
    status,
    kind,
    mounting,
    fibreCount: FIBRES[kind],
    geometry: { type: "LineString", coordinates },
    validFrom,
    ...(stages[index + 1] && { validTo: stages[index + 1]!.validFrom }),
    dataSource: "demo",
    source: "Dữ liệu minh họa: tuyến cáp sinh tự động dọc đường giao thông",
  }));
}

/** Near the centre of its thôn, from the day of service, always nearer to it than to any other centre. */
function cabinetOf(
  { operatorCode, village }: FibreService,
  validFrom: string,
  { villages, communes }: Ground,
  random: Random,
): AccessPoint {
  const stream = random.fork(`cabinet ${operatorCode} ${village.id}`);
  const others = villages.filter((other) => other !== village);
  const limitM = Math.min(CABINET_M, 0.4 * nearestM(village, others));
  const { geometry } = communes.get(village.communeCode)!;
  let point: Point = village;
  for (
    let tries = 0;
    tries === 0 || (tries < 12 && !covers(geometry, point.lon, point.lat));
    tries++
  )
    point = pointAt(village, limitM * stream.between(0.2, 1), stream.between(0, 2 * Math.PI));
  return {
    id: `tu-${operatorCode.toLowerCase()}-${village.id}`,
    operatorCode,
    lon: point.lon,
    lat: point.lat,
    validFrom,
    dataSource: "demo",
    source: "Dữ liệu minh họa: tủ cáp sinh tự động gần trung tâm thôn",
  };
}
