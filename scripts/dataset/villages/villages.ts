import { distanceM, localPlane } from "../../../geodata/geometry/distance.ts";
import { covers } from "../../../geodata/geometry/intersects.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import type { Cluster, Village } from "../../../geodata/model/village.ts";
import type { CommuneFact, Facts, NameFact } from "../facts.ts";
import { groundDiscomfort, type LieOfLand } from "../land/lie-of-land.ts";
import type { Random } from "../random.ts";
import { withRemoteness } from "./remoteness.ts";
import { namesOf, type SettlementName, sourceInVietnamese } from "./settlement-names.ts";
import { wholeShares } from "./shares.ts";
import { type Point, rounded, type VillageSite, villageSites } from "./village-sites.ts";

/** Persons in a household where the facts give none: four communes' own counts give 4.2 to 5.3. */
const PERSONS_PER_HOUSEHOLD = 4.4;
const LEAST_HOUSEHOLDS = 14;
const CLUSTER_DISTANCE_M = { least: 400, most: 1800 } as const;
/** A cluster stays this far from every centre, metres. */
const CLUSTER_SPACING_M = 330;
/** Above this mean height a commune counts as mountain: more clusters, farther apart. */
const MOUNTAIN_MEAN_M = 340;

export interface Settlements {
  villages: Village[];
  /** Names that no thôn carries, with their commune. */
  surplus: NameFact[];
}

/** Every thôn of the district: as many in each commune as the facts say, 175 in all. */
export function makeVillages(
  facts: Facts,
  communes: readonly AdministrativeUnit[],
  land: LieOfLand,
  random: Random,
): Settlements {
  const taken: Point[] = [];
  const surplus: NameFact[] = [];
  // Exact positions come first, so that no moved or generated one settles on top of them.
  for (const { position } of facts.names) {
    if (position && position.accuracyM < 1000) taken.push(position);
  }
  const placed = facts.communes2023.map((fact, index) => {
    const commune = communes[index]!;
    const names = namesOf(fact, facts.names);
    surplus.push(...names.surplus);
    const own = random.fork(fact.code);
    const sites = villageSites(commune, names.chosen, land, taken, own);
    return { fact, commune, sites, random: own };
  });
  const villages = placed.flatMap(({ fact, commune, sites, random: own }) =>
    villagesOf(fact, commune, sites, land, taken, own),
  );
  return { villages: withRemoteness(villages, communes, land), surplus };
}

function villagesOf(
  fact: CommuneFact,
  commune: AdministrativeUnit,
  sites: readonly VillageSite[],
  land: LieOfLand,
  taken: readonly Point[],
  random: Random,
): Village[] {
  const weights = sites.map(
    ({ lon, lat }) =>
      Math.exp(0.3 * random.normal()) / (1 + 0.35 * groundDiscomfort(land, lon, lat)),
  );
  const total = fact.households ?? Math.round(fact.populationEstimate / PERSONS_PER_HOUSEHOLD);
  const households = wholeShares(total, weights, LEAST_HOUSEHOLDS);
  const population = wholeShares(
    fact.populationEstimate,
    households.map((count) => count * (1 + 0.05 * random.normal())),
    0,
  );
  return sites.map((site, index) => ({
    id: `CL-${fact.code}-${String(index + 1).padStart(2, "0")}`,
    name: site.settlement.name,
    otherNames: site.settlement.fact?.nameInSource ? [site.settlement.fact.nameInSource] : [],
    kind: kindOf(fact, site.settlement),
    communeCode: fact.code,
    lon: site.lon,
    lat: site.lat,
    ...(site.settlement.fact?.position
      ? { positionAccuracyM: site.settlement.fact.position.accuracyM }
      : {}),
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

function kindOf(fact: CommuneFact, { name }: SettlementName): Village["kind"] {
  if (fact.kind === "thi_tran") return "khu";
  return name.startsWith("Bản ") ? "ban" : "thon";
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
  let wanted = 0;
  for (let chance = 0; chance < most; chance++) if (random.chance(mountain ? 0.5 : 0.3)) wanted++;
  const clusters: Cluster[] = [];
  for (let tries = 0; tries < 80 && clusters.length < wanted; tries++) {
    const point = pointAround(centre, mountain, random);
    const others = [...taken, ...clusters];
    const isFree = others.every(
      ({ lon, lat }) => distanceM(point.lon, point.lat, lon, lat) >= CLUSTER_SPACING_M,
    );
    const fromCentreM = distanceM(centre.lon, centre.lat, point.lon, point.lat);
    if (
      !isFree ||
      fromCentreM < CLUSTER_DISTANCE_M.least ||
      fromCentreM > CLUSTER_DISTANCE_M.most ||
      !covers(commune.geometry, point.lon, point.lat) ||
      groundDiscomfort(land, point.lon, point.lat) > 1.2 + tries / 40
    ) {
      continue;
    }
    const share = random.between(0.08, 0.2);
    clusters.push({
      id: `c${clusters.length + 1}`,
      ...point,
      households: Math.max(3, Math.round(households * share)),
    });
  }
  return clusters;
}

function pointAround(centre: Point, mountain: boolean, random: Random): Point {
  const { eastMPerDeg, northMPerDeg } = localPlane(centre.lon, centre.lat);
  const distance = random.between(
    CLUSTER_DISTANCE_M.least,
    mountain ? CLUSTER_DISTANCE_M.most : 1100,
  );
  const angle = 2 * Math.PI * random.next();
  return rounded({
    lon: centre.lon + (distance * Math.sin(angle)) / eastMPerDeg,
    lat: centre.lat + (distance * Math.cos(angle)) / northMPerDeg,
  });
}

const GENERATED = "số hộ, nhân khẩu, cụm dân cư, điện lưới và mức khó khăn sinh tự động";

/** What is real in this row and what is not, in words. */
function sourceOf({ settlement: { fact }, movedM }: VillageSite): string {
  if (!fact) return `Tên, vị trí, ${GENERATED}`;
  const origin = fact.geonamesId
    ? `GeoNames ${fact.geonamesId} (CC BY 4.0)`
    : sourceInVietnamese(fact.source);
  if (!fact.position) return `Tên: ${origin}; vị trí, ${GENERATED}`;
  if (movedM === 0) return `Tên và vị trí: ${origin}; ${GENERATED}`;
  return `Tên: ${origin}; vị trí gốc làm tròn 1 phút (±1 km), đã dời ${movedM} m trong xã; ${GENERATED}`;
}
