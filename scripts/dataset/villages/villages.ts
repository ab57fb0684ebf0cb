import type { CommuneFact, DistrictFacts, Story } from "../../../geodata/datasets/fact-tables.ts";
import { covers } from "../../../geodata/geometry/intersects.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import type { Cluster, Village } from "../../../geodata/model/village.ts";
import type { LieOfLand } from "../land/lie-of-land.ts";
import type { Random } from "../random.ts";
import { namesOf, positionOf, sourceInVietnamese, wholeShares } from "./names.ts";
import {
  metresBetween,
  type Point,
  pointAt,
  type VillageSite,
  villageSites,
} from "./village-sites.ts";

/** Persons in a household where the facts give none: four communes' own counts give 4.2 to 5.3. */
const PERSONS_PER_HOUSEHOLD = 4.4;
const LEAST_HOUSEHOLDS = 14;
/** Of a cluster from the centre of its thôn, metres; in the plain at most the last. */
const CLUSTER_DISTANCE_M = { least: 402, most: 1798, mostInPlain: 1100 } as const;
/** A cluster stays this far from every centre, metres. */
const CLUSTER_SPACING_M = 330;
/** Above this mean height a commune counts as mountain: more clusters, farther apart. */
const MOUNTAIN_MEAN_M = 340;
/** Metres of climb that keep a thôn apart as much as one metre of way. */
const CLIMB_WEIGHT = 8;

/** Every thôn of the district: as many in each commune as the facts say. */
export function makeVillages(
  facts: DistrictFacts,
  communes: readonly AdministrativeUnit[],
  land: LieOfLand,
  random: Random,
): Village[] {
  // Exact positions come first, so that no moved or generated one settles on top of them.
  const taken: Point[] = facts.names
    .filter(({ precision }) => precision === "point")
    .map((name) => positionOf(name)!);
  const placed = facts.communes2023.map((fact, index) => {
    const commune = communes[index]!;
    const own = random.fork(fact.code);
    const sites = villageSites(commune, namesOf(fact, facts.names), land, taken, own);
    return { fact, commune, sites, own };
  });
  return placed.flatMap(({ fact, commune, sites, own }) => {
    const villages = villagesOf(facts.story, fact, commune, sites, land, taken, own);
    return withRemoteness(villages, commune, land, facts.story);
  });
}

function villagesOf(
  { villagePrefix }: Story,
  fact: CommuneFact,
  commune: AdministrativeUnit,
  sites: readonly VillageSite[],
  land: LieOfLand,
  taken: readonly Point[],
  random: Random,
): Village[] {
  const weights = sites.map(
    ({ lon, lat }) => Math.exp(0.3 * random.normal()) / (1 + 0.35 * land.discomfort(lon, lat)),
  );
  const total = fact.households ?? Math.round(fact.populationEstimate / PERSONS_PER_HOUSEHOLD);
  const households = wholeShares(total, weights, LEAST_HOUSEHOLDS);
  const population = wholeShares(
    fact.populationEstimate,
    households.map((count) => count * (1 + 0.05 * random.normal())),
    0,
  );
  return sites.map((site, index) => ({
    id: `${villagePrefix}-${fact.code}-${String(index + 1).padStart(2, "0")}`,
    name: site.settlement.name,
    otherNames: site.settlement.fact?.nameInSource ? [site.settlement.fact.nameInSource] : [],
    kind:
      fact.kind === "thi_tran" ? "khu" : site.settlement.name.startsWith("Bản ") ? "ban" : "thon",
    communeCode: fact.code,
    lon: site.lon,
    lat: site.lat,
    ...(site.movedM !== undefined && {
      positionAccuracyM: positionOf(site.settlement.fact)!.accuracyM,
    }),
    clusters: clustersOf(fact, commune, site, households[index]!, land, taken, random),
    households: households[index]!,
    population: population[index]!,
    gridPower: true,
    hardship: false,
    validFrom: commune.validFrom,
    dataSource: "demo",
    source: sourceOf(site),
  }));
}

/** None in towns, up to three in the mountains, on the best ground that is left. */
function clustersOf(
  fact: CommuneFact,
  commune: AdministrativeUnit,
  centre: Point,
  households: number,
  land: LieOfLand,
  taken: readonly Point[],
  random: Random,
): Cluster[] {
  const mountain = fact.elevationMeanM >= MOUNTAIN_MEAN_M;
  const most = fact.kind === "thi_tran" ? 0 : mountain ? 3 : 2;
  const wanted = Array.from({ length: most }, () => random.chance(mountain ? 0.5 : 0.3));
  const { least, mostInPlain, most: farthest } = CLUSTER_DISTANCE_M;
  const clusters: Cluster[] = [];
  for (let tries = 0; tries < 80 && clusters.length < wanted.filter(Boolean).length; tries++) {
    const radiusM = random.between(least, mountain ? farthest : mostInPlain);
    const point = pointAt(centre, radiusM, 2 * Math.PI * random.next());
    if (
      [...taken, ...clusters].some((other) => metresBetween(point, other) < CLUSTER_SPACING_M) ||
      !covers(commune.geometry, point.lon, point.lat) ||
      land.discomfort(point.lon, point.lat) > 1.2 + tries / 40
    )
      continue;
    const share = random.between(0.08, 0.2);
    const id = `c${clusters.length + 1}`;
    clusters.push({ id, ...point, households: Math.max(3, Math.round(households * share)) });
  }
  return clusters;
}

/** Marks the most cut-off thôn of a remote commune: far from its centre, climbing counted several times. */
function withRemoteness(
  villages: readonly Village[],
  commune: AdministrativeUnit,
  land: LieOfLand,
  { remoteCommunes }: Story,
): Village[] {
  const marks = remoteCommunes[commune.code];
  const remotenessM = (village: Village) =>
    metresBetween(village, commune) +
    CLIMB_WEIGHT *
      Math.max(0, land.elevationM(village.lon, village.lat) - (commune.elevationMinM ?? 0));
  const farthest = villages.toSorted((a, b) => remotenessM(b) - remotenessM(a));
  return villages.map((village) => {
    const rank = farthest.indexOf(village);
    if (marks === undefined || rank >= marks.hardship) return village;
    return { ...village, hardship: true, gridPower: rank >= marks.noGridPower };
  });
}

const GENERATED = "số hộ, nhân khẩu, cụm dân cư, điện lưới và mức khó khăn sinh tự động";

/** What is real in this row and what is not, in words. */
function sourceOf({ settlement: { fact }, movedM }: VillageSite): string {
  if (!fact) return `Tên, vị trí, ${GENERATED}`;
  const origin = fact.geonamesId
    ? `GeoNames ${fact.geonamesId} (CC BY 4.0)`
    : sourceInVietnamese(fact.source);
  if (movedM === undefined) return `Tên: ${origin}; vị trí, ${GENERATED}`;
  if (movedM === 0) return `Tên và vị trí: ${origin}; ${GENERATED}`;
  return `Tên: ${origin}; vị trí gốc làm tròn 1 phút (±1 km), đã dời ${movedM} m trong xã; ${GENERATED}`;
}
