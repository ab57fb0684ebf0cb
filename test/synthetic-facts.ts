import type { DistrictFacts } from "../geodata/datasets/fact-tables.ts";
import { makeRandom } from "../scripts/dataset/random.ts";

export interface SyntheticOptions {
  villages: number;
  province: { code: string; name: string };
  /** Longitude and latitude of the middle, degrees. */
  centre: readonly [lon: number, lat: number];
  utmZone: number;
  tm3CentralMeridianDeg: number;
  seed: number;
}

const VILLAGES_PER_COMMUNE = 20;
/** Side of the square that a commune has on average, degrees (about 6 km): 2 km² a thôn. */
const COMMUNE_DEG = 0.06;
const LATTICE_DEG = 0.0025;
/** The terrain goes on around the communes by this much, degrees. */
const MARGIN_DEG = 0.06;
/** Cells are twice as large as those of the demonstration: a large district in the same time. */
const CELL_ARC_SECONDS = 6;

/**
 * Facts of a district that does not exist, to be made with `makeDistrict`: names say so, nothing is
 * about a real place. Operators, their carriers and the shape of the story are those of `like`, counts
 * grow with the number of thôn.
 */
export function syntheticFacts(like: DistrictFacts, options: SyntheticOptions): DistrictFacts {
  const { villages, province, centre, utmZone, tm3CentralMeridianDeg, seed } = options;
  const random = makeRandom(seed);
  const likeVillages = like.communes2023.reduce((sum, c) => sum + c.villageCountEstimate, 0);
  const scaled = (count: number) => Math.round((count * villages) / likeVillages);
  const count = Math.max(4, Math.round(villages / VILLAGES_PER_COMMUNE));
  const columns = Math.ceil(Math.sqrt(count));
  const west = centre[0] - (columns * COMMUNE_DEG) / 2;
  const south = centre[1] - (Math.ceil(count / columns) * COMMUNE_DEG) / 2;
  const seats = Array.from({ length: count }, (_, index) => ({
    code: String(90_001 + index),
    lon: west + ((index % columns) + random.between(0.3, 0.7)) * COMMUNE_DEG,
    lat: south + (Math.floor(index / columns) + random.between(0.3, 0.7)) * COMMUNE_DEG,
  }));
  const steps = (from: number, cells: number) =>
    Array.from({ length: Math.round((cells * COMMUNE_DEG) / LATTICE_DEG) }, (_, step) =>
      Number(((Math.round(from / LATTICE_DEG) + step) * LATTICE_DEG).toFixed(4)),
    );
  const lattice = steps(south, Math.ceil(count / columns)).flatMap((lat) =>
    steps(west, columns).map((lon) => {
      const apart = (seat: (typeof seats)[number]) => Math.hypot(seat.lon - lon, seat.lat - lat);
      return { lon, lat, communeCode: seats.reduce((a, b) => (apart(b) < apart(a) ? b : a)).code };
    }),
  );
  const pointsOf = Map.groupBy(lattice, ({ communeCode }) => communeCode);
  const perCommune = (index: number) =>
    Math.floor(((index + 1) * villages) / count) - Math.floor((index * villages) / count);
  const communes2023 = seats.map(({ code, lon, lat }, index) => {
    const elevationMinM = random.integer(100, 250);
    const elevationMeanM = elevationMinM + random.integer(40, 300);
    return {
      code,
      name: `Xã minh họa ${index + 1}`,
      kind: "xa" as const,
      lon,
      lat,
      areaKm2Measured: pointsOf.get(code)!.length * (LATTICE_DEG * 105) ** 2,
      populationEstimate: perCommune(index) * random.integer(250, 400),
      villageCountEstimate: perCommune(index),
      borderCommune: "no" as const,
      elevationMinM,
      elevationMeanM,
      elevationMaxM: elevationMeanM + random.integer(100, 500),
      code2025: String(80_001 + Math.floor(index / 3)),
    };
  });
  const parts = Map.groupBy(communes2023, ({ code2025 }) => code2025);
  const covered = (counts: readonly number[]) =>
    counts.map((n) => villages - scaled(likeVillages - n));
  const story = {
    ...like.story,
    terrainCellArcSeconds: CELL_ARC_SECONDS,
    partOfDistrictOnly: [],
    offices: [{ id: "ubnd-huyen-minh-hoa", name: "UBND huyện minh họa", role: "uy_ban" as const }],
    responsible: "ubnd-huyen-minh-hoa",
    townsAround: [],
    labels: [],
    mainRoads: [
      { class: "quoc_lo" as const, via: [seats[0]!.code, seats.at(-1)!.code] },
      {
        class: "duong_tinh" as const,
        via: [seats[columns - 1]!.code, seats[count - columns]!.code],
      },
    ],
    exchanges: [seats[Math.floor(count / 2)]!.code] as [string],
    covered: {
      mobile: covered(like.story.covered.mobile),
      lte: covered(like.story.covered.lte),
      partly: like.story.covered.partly.map(scaled),
      ftth: covered(like.story.covered.ftth),
    },
    masts: {
      ...like.story.masts,
      onAir: like.story.masts.onAir.map(scaled) as [number, number],
      known: like.story.masts.known.map(scaled) as [number, number],
      shared: scaled(like.story.masts.shared),
    },
    villagePrefix: "MH",
  };
  // The highest communes hold the thôn without coverage, three each.
  const highest = communes2023.toSorted((a, b) => b.elevationMeanM - a.elevationMeanM);
  let left = villages - story.covered.mobile[0]!;
  const remoteCommunes: typeof story.remoteCommunes = {};
  for (const { code } of highest) {
    const uncovered = Math.min(3, left);
    if (uncovered > 0) remoteCommunes[code] = { hardship: 3, noGridPower: 1, uncovered };
    left -= uncovered;
  }
  const round = (degrees: number) => Math.round(degrees * 1e4) / 1e4;
  return {
    ...like,
    district: {
      ...like.district,
      id: "minh-hoa",
      name: "huyện minh họa",
      province,
      utmZone,
      tm3CentralMeridianDeg,
      bbox: [
        round(west - MARGIN_DEG),
        round(south - MARGIN_DEG),
        round(west + columns * COMMUNE_DEG + MARGIN_DEG),
        round(south + Math.ceil(count / columns) * COMMUNE_DEG + MARGIN_DEG),
      ],
      plan: { ...like.district.plan, title: "Kế hoạch minh họa" },
    },
    story: { ...story, remoteCommunes },
    communes2023,
    communes2025: [...parts].map(([code, own], index) => ({
      code,
      fullName: `Xã mới minh họa ${index + 1}`,
      labelLon: own[0]!.lon,
      labelLat: own[0]!.lat,
      adminCentre: "Không có thật",
    })),
    crosswalk: communes2023.map(({ code, name, code2025 }) => ({
      oldCode: code,
      oldName: name,
      newCode: code2025,
      newName: `Xã mới minh họa ${[...parts.keys()].indexOf(code2025) + 1}`,
    })),
    lattice,
    names: [],
    spotHeights: [],
    operators: like.operators.map((operator) => ({
      ...operator,
      demoSites2023: scaled(operator.demoSites2023),
      demoSites2025: scaled(operator.demoSites2025),
      demo5gSites2025: scaled(operator.demo5gSites2025),
    })),
  };
}
