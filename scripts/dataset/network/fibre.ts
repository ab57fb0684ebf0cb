import type { Position } from "geojson";
import { makeNearestPoints } from "../../../geodata/geometry/nearest.ts";
import type { AccessPoint } from "../../../geodata/model/access-point.ts";
import { addDays } from "../../../geodata/model/day.ts";
import type { FibreSpan } from "../../../geodata/model/fibre-span.ts";
import type { Road } from "../../../geodata/model/road.ts";
import type { Village } from "../../../geodata/model/village.ts";
import { dayBetween, later } from "../days.ts";
import { cheapestWays } from "../queue.ts";
import type { Random } from "../random.ts";
import { metresBetween, type Point, pointAt } from "../villages/village-sites.ts";
import { type Ground, nearestM } from "./ground.ts";

/** Fibre of one operator at one thôn. */
export interface FibreService {
  operatorCode: string;
  village: Village;
  /** First day with service, and the cabinet; absent where the line is not in service by the end. */
  from?: string;
  cabinet?: AccessPoint;
  /** How far a line without service has got. */
  stage?: "ke_hoach" | "dang_xay_dung";
}

/** FPT sells in and around the towns only: this far from an exchange, metres by road. */
const FPT_REACH_M = 5500;
/** The state of the lines to the last thôn, the nearest first; the others have no plan yet. */
const LAST_LINES = ["dang_xay_dung", "dang_xay_dung", "ke_hoach", "ke_hoach", "ke_hoach"] as const;
/** What is laid along a road: backbone, feeder, distribution; and with how many fibres. */
const KINDS = { quoc_lo: "truc", duong_tinh: "truc", duong_xa: "goc", duong_thon: "phoi" } as const;
const FIBRES = { truc: 96, goc: 48, phoi: 24 } as const;
/** A thôn this far from the road has a cable beyond it, metres. */
const OFF_ROAD_M = 300;
/** Lines that began before this day are only known in service. */
const HISTORY_FROM = "2022-10-01";
/** A cabinet stands at most this far from the centre of its thôn, metres: in the same commune. */
const CABINET_M = 110;
const ORIGIN = "Dữ liệu minh họa";

/** Who connects which thôn when, the easiest first, by cables along the shortest roads. */
export function makeFibre(
  ground: Ground,
  random: Random,
): { services: FibreService[]; spans: FibreSpan[] } {
  const { stretches, nodeAt, nodes } = roadGraph(ground.roads);
  const roots = ground.facts.story.exchanges.map((code) => nodeAt(ground.communes.get(code)!));
  const ways = cheapestWays(roots, (node, visit) => {
    for (const [next, { lengthM }] of stretches[node]!) visit(next, lengthM);
  });
  const roadM = (village: Village) => ways.cost.get(nodeAt(village)) ?? Number.POSITIVE_INFINITY;
  // No cable goes where no road does.
  const services = planServices(ground, random, roadM)
    .filter(({ village }) => Number.isFinite(roadM(village)))
    .toSorted((a, b) => ((a.from ?? a.stage!) < (b.from ?? b.stage!) ? -1 : 1));
  const laid = new Set<string>();
  const spans: FibreSpan[] = [];
  // Whoever comes first has the stretch laid.
  for (const service of services) {
    const { village, operatorCode } = service;
    const end = nodeAt(village);
    const lay = (key: string, coordinates: Position[], road: Road["class"]) => {
      if (laid.has(`${operatorCode} ${key}`)) return;
      const id = `cap-${operatorCode.toLowerCase()}-${String(laid.size + 1).padStart(4, "0")}`;
      laid.add(`${operatorCode} ${key}`);
      spans.push(
        ...spanRows({ id, operatorCode, kind: KINDS[road] }, coordinates, service, random.fork(id)),
      );
    };
    if (metresBetween(village, nodes[end]!) > OFF_ROAD_M)
      lay(
        village.id,
        [nodes[end]!, village].map(({ lon, lat }) => [lon, lat]),
        "duong_thon",
      );
    for (
      let to = end, from = ways.before.get(to)!;
      from !== -1;
      to = from, from = ways.before.get(to)!
    ) {
      const { line, road } = stretches[from]!.get(to)!;
      lay(`${from} ${to}`, line, road);
    }
  }
  return { services, spans: spans.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** Junctions and road ends, and from each the roads to others: lines meet only at their ends. */
function roadGraph(roads: readonly Road[]) {
  const nodes: (Point & { index: number })[] = [];
  const stretches: Map<number, { line: Position[]; lengthM: number; road: Road["class"] }>[] = [];
  const known = new Map<string, number>();
  const nodeOf = ({ lon, lat }: Point) => {
    const index = known.get(`${lon} ${lat}`) ?? nodes.push({ lon, lat, index: nodes.length }) - 1;
    known.set(`${lon} ${lat}`, index);
    stretches[index] ??= new Map();
    return index;
  };
  for (const { geometry, class: road } of roads) {
    const line = geometry.coordinates as Position[];
    const points = line.map(([lon, lat]) => ({ lon: lon!, lat: lat! }));
    const lengthM = points.reduce((sum, to, i) => sum + metresBetween(points[i - 1] ?? to, to), 0);
    const [from, to] = [nodeOf(points[0]!), nodeOf(points.at(-1)!)];
    if (lengthM >= (stretches[from]!.get(to)?.lengthM ?? Number.POSITIVE_INFINITY)) continue;
    stretches[from]!.set(to, { line, lengthM, road });
    stretches[to]!.set(from, { line: line.toReversed(), lengthM, road });
  }
  const nearest = makeNearestPoints(nodes);
  return { nodes, stretches, nodeAt: ({ lon, lat }: Point) => nearest(lon, lat)[0]!.row.index };
}

/** As many thôn have service on each quarter's end as the story says, those with the least effort first. */
function planServices(
  ground: Ground,
  random: Random,
  roadM: (village: Village) => number,
): FibreService[] {
  const { villages, difficulty, facts } = ground;
  const { quarterEnds, covered, remoteCommunes } = facts.story;
  const effort = new Map(
    villages.map((village) => [
      village,
      difficulty.get(village)! +
        roadM(village) / 25_000 +
        (remoteCommunes[village.communeCode] ? 2 : 0),
    ]),
  );
  const ordered = villages.toSorted((a, b) => effort.get(a)! - effort.get(b)!);
  return ordered.flatMap((village, rank): FibreService[] => {
    const stream = random.fork(village.id);
    const [first, second] = stream.shuffled(["VNPT", "VTL"]) as [string, string];
    const quarter = covered.ftth.findIndex((count) => rank < count);
    if (quarter === -1) {
      const stage = LAST_LINES[rank - covered.ftth.at(-1)!];
      return stage ? [{ operatorCode: first, village, stage }] : [];
    }
    const early = Math.min((rank / covered.ftth[0]!) * stream.between(0.75, 1.05), 1);
    const end = quarterEnds[quarter]!;
    const from =
      quarter === 0
        ? dayBetween("2013-04-01", addDays(end, -40), early)
        : dayBetween(addDays(quarterEnds[quarter - 1]!, 8), end, stream.between(0, 0.9));
    const services = [serviceOf(first, village, from, ground, stream)];
    const after = addDays(from, stream.integer(120, 1500));
    if (stream.chance(rank < 0.63 * villages.length ? 0.85 : 0.35) && after < quarterEnds.at(-1)!)
      services.push(serviceOf(second, village, after, ground, stream));
    if (roadM(village) < FPT_REACH_M && stream.chance(0.85)) {
      const day = dayBetween("2018-03-01", "2025-08-31", roadM(village) / FPT_REACH_M);
      services.push(serviceOf("FPT", village, later(day, addDays(from, 200)), ground, stream));
    }
    return services;
  });
}

/** With a cabinet near the centre of the thôn, always nearer to it than to any other centre. */
function serviceOf(
  operatorCode: string,
  village: Village,
  from: string,
  { villages }: Ground,
  random: Random,
): FibreService {
  const others = villages.filter((other) => other !== village);
  const radiusM = Math.min(CABINET_M, 0.4 * nearestM(village, others)) * random.between(0.2, 1);
  const cabinet: AccessPoint = {
    id: `tu-${operatorCode.toLowerCase()}-${village.id}`,
    operatorCode,
    ...pointAt(village, radiusM, random.between(0, 2 * Math.PI)),
    validFrom: from,
    dataSource: "demo",
    source: `${ORIGIN}: tủ cáp sinh tự động gần trung tâm thôn`,
  };
  return { operatorCode, village, from, cabinet };
}

/** One row for every status that a stretch has had. */
function spanRows(
  names: { id: string; operatorCode: string; kind: "truc" | "goc" | "phoi" },
  coordinates: Position[],
  { from, stage }: FibreService,
  random: Random,
): FibreSpan[] {
  const planned = addDays(from ?? "2025-12-15", -random.integer(170, 320));
  const building = addDays(from ?? "2025-12-15", -random.integer(40, 90));
  const isHistory = from !== undefined && from <= HISTORY_FROM;
  const stages = [
    ...(isHistory ? [] : [{ status: "ke_hoach" as const, validFrom: planned }]),
    ...(isHistory || stage === "ke_hoach"
      ? []
      : [{ status: "dang_xay_dung" as const, validFrom: building }]),
    ...(from ? [{ status: "hoat_dong" as const, validFrom: from }] : []),
  ];
  const mounting = names.kind === "truc" && random.chance(0.3) ? "cong_be" : "treo";
  return stages.map(({ status, validFrom }, index) => ({
    ...names,
    status,
    mounting,
    fibreCount: FIBRES[names.kind],
    geometry: { type: "LineString", coordinates },
    validFrom,
    ...(stages[index + 1] && { validTo: stages[index + 1]!.validFrom }),
    dataSource: "demo",
    source: `${ORIGIN}: tuyến cáp sinh tự động dọc đường giao thông`,
  }));
}
