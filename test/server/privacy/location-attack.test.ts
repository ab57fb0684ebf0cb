import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { positionsOf } from "../../../geodata/geometry/bbox.ts";
import { distanceM } from "../../../geodata/geometry/distance.ts";
import { covers, intersectsBbox } from "../../../geodata/geometry/intersects.ts";
import { isValidOn } from "../../../geodata/model/day.ts";
import type { Mast } from "../../../geodata/model/mast.ts";
import type { Summary } from "../../../geodata/model/summary.ts";
import type { VillageDetail } from "../../../geodata/model/village-detail.ts";
import type { VillageList } from "../../../geodata/model/village-list.ts";
import { ask, openWorld } from "./public-answers.ts";
import { communesOf2023, type Rows, wholeSetMarkedReal } from "./real-set.ts";

// The attack that worked once: every thôn told a mast's id and a distance to it, so that circles
// around a few thôn met in the mast. Told to 100 m it still stood where they met, to 28 m.

interface Clue {
  lon: number;
  lat: number;
  distanceM: number;
}
interface SiteFeature {
  id: string;
  geometry: { coordinates: [number, number] };
  properties: { siteId: string; mastId: string; stage: string; vi_tri: string };
}

const DAY = "2025-12-31";
let rows: Rows;
let app: FastifyInstance;
let open: FastifyInstance;
let details: VillageDetail[];
let sites: SiteFeature[];

const json = async <T>(of: FastifyInstance, url: string): Promise<T> => (await ask(of, url)).json();
const listOf = (of: FastifyInstance) =>
  json<VillageList>(of, `/api/villages?limit=1000&asOf=${DAY}`);

beforeAll(async () => {
  rows = wholeSetMarkedReal();
  ({ app } = await openWorld(rows));
  ({ app: open } = await openWorld(rows, "full"));
  details = [];
  for (const { id } of (await listOf(app)).items)
    details.push(await json<VillageDetail>(app, `/api/villages/${id}?asOf=${DAY}`));
  const address = `/ogc/collections/sites/items?limit=10000&datetime=${DAY}`;
  sites = (await json<{ features: SiteFeature[] }>(app, address)).features;
});
afterAll(async () => {
  await app.close();
  await open.close();
});

/** Where circles around thôn meet: coarse to fine, ever nearer to what all distances say. */
function intersection(clues: readonly Clue[]): { lon: number; lat: number } {
  const misfit = (lon: number, lat: number) =>
    clues.reduce(
      (sum, clue) => sum + (distanceM(lon, lat, clue.lon, clue.lat) - clue.distanceM) ** 2,
      0,
    );
  let best = { lon: clues[0]!.lon, lat: clues[0]!.lat, worth: Infinity };
  for (let halfDeg = 0.2; halfDeg > 1e-6; halfDeg /= 2) {
    const { lon, lat } = best;
    for (let east = -8; east <= 8; east += 1)
      for (let north = -8; north <= 8; north += 1) {
        const at = { lon: lon + (east * halfDeg) / 8, lat: lat + (north * halfDeg) / 8 };
        const worth = misfit(at.lon, at.lat);
        if (worth < best.worth) best = { ...at, worth };
      }
  }
  return best;
}

/** The centre of the 0.01 degree cell, counted apart from the code under test. */
function cellCentre({ lon, lat }: { lon: number; lat: number }): [number, number] {
  const centre = (degrees: number) => Number((Math.floor(degrees * 100) / 100 + 0.005).toFixed(3));
  return [centre(lon), centre(lat)];
}

/** Masts that nothing may be told of, told apart from the code under test. */
function mastsAtTheBorder(): Mast[] {
  const border = communesOf2023(rows).filter((unit) => unit.borderCommune);
  return (rows.masts ?? []).filter((mast) => border.some(({ code }) => code === mast.communeCode));
}

test("by intersection a mast is placed at the centre of its cell and no better", () => {
  const clues = Map.groupBy(
    details.flatMap(({ village, nearestMasts }) =>
      nearestMasts.map((mast) => ({ ...mast, village })),
    ),
    ({ mastId }) => mastId,
  );
  const cells = new Set((rows.masts ?? []).map((mast) => cellCentre(mast).join(" ")));
  let located = 0;
  for (const told of clues.values()) {
    // Three thôn that stand nearly in a line leave two places.
    if (told.length < 4) continue;
    const place = intersection(
      told.map(({ village, distanceM: m }) => ({
        lon: village.lon,
        lat: village.lat,
        distanceM: m,
      })),
    );
    const centre = cellCentre(place);
    expect(cells).toContain(centre.join(" "));
    expect(distanceM(place.lon, place.lat, ...centre)).toBeLessThan(60);
    located += 1;
  }
  expect(located).toBeGreaterThan(30);
});

test("every distance that is told follows from positions that are shown", async () => {
  const onAir = sites.filter(({ properties }) => properties.stage === "on_air");
  const positions = onAir.map(({ geometry }) => geometry.coordinates);
  for (const { lon, lat, ...item } of (await listOf(app)).items) {
    if (item.mastDistanceBasis === "khong_cong_bo") {
      expect(item.distanceToMastM).toBeUndefined();
      continue;
    }
    const nearest = Math.min(...positions.map((place) => distanceM(lon, lat, ...place)));
    expect(Math.abs(item.distanceToMastM! - nearest)).toBeLessThan(1);
    expect(item.mastDistanceBasis).toBe("khai_quat");
  }
});

test("of masts at the border no answer says anything but how many there are", async () => {
  const hidden = mastsAtTheBorder();
  expect(hidden.length).toBeGreaterThan(30);
  const border = communesOf2023(rows).filter((unit) => unit.borderCommune);
  const isAtTheBorder = ([lon, lat]: [number, number]) =>
    border.some((unit) => covers(unit.geometry, lon, lat));
  expect(sites.filter(({ geometry }) => isAtTheBorder(geometry.coordinates))).toEqual([]);

  const shown = new Set(sites.map(({ properties }) => properties.mastId));
  const standing = (rows.masts ?? []).filter((mast) =>
    (rows.sites ?? []).some(({ mastId }) => mastId === mast.id),
  );
  expect(shown.size).toBeLessThanOrEqual(standing.length - hidden.length);
  for (const { nearestMasts } of details)
    for (const mast of nearestMasts) expect(shown).toContain(mast.mastId);

  // No distance in a commune with one of them, to a mast or to a cable.
  for (const detail of details) {
    const code = detail.village.communes.find(({ epoch }) => epoch === "2023")?.code;
    if (!border.some((unit) => unit.code === code)) continue;
    expect(detail.village.mastDistanceBasis).toBe("khong_cong_bo");
    expect(detail.nearestMasts).toEqual([]);
    expect(detail.remoteReasons).not.toContain("far_from_mast");
    expect(detail.remoteReasonsLeftOut).toEqual(["far_from_mast"]);
  }
});

test("where a cable or a cabinet is withheld no distance to any is told", () => {
  const points = [
    ...(rows.accessPoints ?? []).filter((one) => isValidOn(one, DAY)),
    ...(rows.spans ?? [])
      .filter((span) => span.status === "hoat_dong" && isValidOn(span, DAY))
      .flatMap(({ geometry }) => [...positionsOf(geometry)])
      .map(([lon, lat]) => ({ lon: lon!, lat: lat! })),
  ].map((place) => cellCentre(place));
  // It may stand in any corner of its cell.
  const withheld = communesOf2023(rows)
    .filter(({ borderCommune }) => borderCommune)
    .filter(({ geometry }) =>
      points.some(([lon, lat]) =>
        intersectsBbox(geometry, [lon - 0.005, lat - 0.005, lon + 0.005, lat + 0.005]),
      ),
    )
    .map(({ code }) => code);
  expect(withheld.length).toBeGreaterThan(3);
  for (const { village, ...told } of details) {
    const code = village.communes.find(({ epoch }) => epoch === "2023")?.code ?? "";
    const isTold = [told.nearestFibre, village.distanceToCabinetM].some((one) => one !== undefined);
    expect([code, village.fibreDistanceBasis, isTold]).toEqual(
      withheld.includes(code) ? [code, "khong_cong_bo", false] : [code, "khai_quat", true],
    );
  }
});

test("stored ids of real sites answer as ids that never were; cells, codes and names are nowhere", async () => {
  const unknown = await ask(app, "/api/sites/NOBODY");
  for (const { id, code, name } of (rows.sites ?? []).filter((_, at) => at % 20 === 0)) {
    const answer = await ask(app, `/api/sites/${id}`);
    expect([answer.statusCode, answer.body.replaceAll(id, "NOBODY")]).toEqual([404, unknown.body]);
    for (const word of [id, code, name ?? code]) {
      const found = await json<{ items: { kind: string }[] }>(
        app,
        `/api/search?${new URLSearchParams({ q: word })}`,
      );
      expect(found.items.filter(({ kind }) => kind === "site")).toEqual([]);
    }
  }
  const all = JSON.stringify([details, sites]);
  for (const { code, id } of rows.sites ?? [])
    expect([code, id].filter((word) => all.includes(`"${word}`))).toEqual([]);
  for (const { nearestMasts } of details)
    for (const { technologies } of nearestMasts) expect(technologies).toEqual([]);
});

test("every position that is exported says that it is coarse, and is the centre of a cell", async () => {
  expect(new Set(sites.map(({ properties }) => properties.vi_tri))).toEqual(new Set(["khai_quat"]));
  for (const { geometry } of sites) {
    const [lon, lat] = geometry.coordinates;
    expect([lon, lat]).toEqual(cellCentre({ lon, lat }));
  }
  const spans = await json<{
    features: { geometry: { coordinates: unknown[] }; properties: { vi_tri: string } }[];
  }>(app, "/ogc/collections/fibre-spans/items?limit=10000");
  expect(spans.features.length).toBeGreaterThan(50);
  for (const { geometry, properties } of spans.features) {
    expect(properties.vi_tri).toBe("khai_quat");
    const flat = geometry.coordinates.flat(3) as number[];
    for (let at = 0; at < flat.length; at += 2)
      expect(flat.slice(at, at + 2)).toEqual(cellCentre({ lon: flat[at]!, lat: flat[at + 1]! }));
  }
});

describe("beside the exact positions that PUBLIC_DETAIL=full opens", () => {
  test("both targets of the plan are the same, by either rule", async () => {
    const { evidenceDays } = await json<Summary>(app, "/api/summary");
    expect(evidenceDays.length).toBeGreaterThan(3);
    for (const asOf of evidenceDays.filter((_, at) => at % 4 === 0))
      for (const rule of ["ke-hoach-2023", "cv1603-2024"]) {
        const targets = async (of: FastifyInstance) =>
          (await json<Summary>(of, `/api/summary?asOf=${asOf}&rule=${rule}`)).targets;
        expect(await targets(app)).toEqual(await targets(open));
      }
  });

  test("lists say that distances are exact", async () => {
    const { items } = await listOf(open);
    expect(new Set(items.map((item) => item.mastDistanceBasis))).toEqual(new Set(["chinh_xac"]));
    expect(items.filter((item) => item.distanceToMastM === undefined)).toEqual([]);
  });

  test("as many stations are counted, none of them twice, none of them nowhere", async () => {
    const counted = async (of: FastifyInstance) => {
      let [masts, sitesOnAir] = [0, 0];
      for (const { code } of communesOf2023(rows)) {
        const commune = await json<{ mastsOnAir: number; sitesOnAir: { sites: number }[] }>(
          of,
          `/api/communes/${code}?epoch=2023&asOf=${DAY}`,
        );
        masts += commune.mastsOnAir;
        for (const { sites: n } of commune.sitesOnAir) sitesOnAir += n;
      }
      return { masts, sitesOnAir };
    };
    expect(await counted(app)).toEqual(await counted(open));
    const computed = async (of: FastifyInstance) => {
      const { items } = await json<{ items: { code: string; computed?: unknown }[] }>(
        of,
        `/api/indicators?asOf=${DAY}`,
      );
      return items.flatMap(({ code, computed: figure }) => (figure ? [[code, figure]] : []));
    };
    expect(await computed(app)).toEqual(await computed(open));
  });
});
