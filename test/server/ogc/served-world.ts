import { resolve } from "node:path";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { buildApp } from "../../../server/app.ts";
import { makeCoverageReader } from "../../../server/coverage/coverage-reader.ts";
import type { Change, CoverageStore } from "../../../server/stores/coverage-store.ts";
import { openMemoryStore } from "../../../server/stores/memory-store.ts";
import { makeTerrainReader, type TerrainReader } from "../../../server/terrain/terrain-reader.ts";
import {
  makeCell,
  makeCrosswalkRow,
  makeEvidence,
  makeMast,
  makeOperator,
  makeRoad,
  makeRule,
  makeSite,
  makeSpan,
  makeUnit,
  makeVillage,
  makeVillageArea,
  squareAround,
} from "../../makers.ts";
import { withoutDangling } from "../../whole-put.ts";

/** Two communes that become one in 2025, and thirty thôn in them. */
export const VILLAGE_COUNT = 30;
/** Every fourth of them, and the one with two versions beside them, have no outline. */
export const WITHOUT_AREA = 7;

/** One for all worlds of a test file: it is read when the first asks. */
const DEMONSTRATION = makeTerrainReader({
  terrainDir: "/nonexistent",
  datasetDir: resolve(import.meta.dirname, "../../../geodata/datasets/caoloc"),
});

const MAX_ATTEMPTS = 10;
const BUSY_MS = 1000;

const villageId = (n: number) => `v${String(n).padStart(2, "0")}`;

const villages = Array.from({ length: VILLAGE_COUNT }, (_, n) =>
  makeVillage({
    id: villageId(n),
    name: n === 3 ? `Nà "Lộc" <b>&amp;'` : `Thôn ${n}`,
    communeCode: n % 2 === 0 ? "06196" : "06199",
    lon: 106.855 + (n % 10) * 0.01,
    lat: 21.9 + Math.floor(n / 10) * 0.02,
    households: 40 + n,
    clusters: n === 5 ? [{ id: "k1", lon: 106.91, lat: 21.91 }] : [],
    ...(n === 29 && { validTo: "2024-01-01" }),
  }),
);

/** A world small enough to be recounted by hand; every test starts from it. */
export const WORLD: NonNullable<Change["put"]> = {
  units: [
    makeUnit({
      code: "06196",
      name: "Xã Cao Lâu",
      lon: 106.875,
      geometry: squareAround(106.875, 21.93, 0.025),
      borderCommune: true,
      successorCode: "06196",
    }),
    makeUnit({
      code: "06199",
      name: "Xã Xuất Lễ",
      lon: 106.925,
      geometry: squareAround(106.925, 21.93, 0.025),
      successorCode: "06196",
    }),
    makeUnit({
      code: "06196",
      name: "Xã Ba Sơn",
      validFrom: "2025-07-01",
      validTo: undefined as never,
      lon: 106.9,
      geometry: squareAround(106.9, 21.93, 0.05),
      borderCommune: true,
    }),
  ].map(({ validTo, ...unit }) => (validTo === undefined ? unit : { ...unit, validTo })),
  crosswalk: [
    makeCrosswalkRow({ oldCode: "06196", newCode: "06196" }),
    makeCrosswalkRow({ oldCode: "06199", oldName: "Xã Xuất Lễ", newCode: "06196" }),
  ],
  villages: [
    ...villages,
    // A second version: one feature all the same.
    makeVillage({
      id: "v30",
      name: "Tên cũ",
      communeCode: "06199",
      lon: 106.93,
      validTo: "2024-01-01",
    }),
    makeVillage({
      id: "v30",
      name: "Tên mới",
      communeCode: "06199",
      lon: 106.93,
      validFrom: "2024-01-01",
    }),
  ],
  villageAreas: villages
    .filter((_, n) => n % 4 !== 3)
    .map(({ id, lon, lat }) =>
      makeVillageArea({ villageId: id, geometry: squareAround(lon, lat, 0.005) }),
    ),
  operators: [makeOperator(), makeOperator({ code: "VNPT", name: "VNPT VinaPhone" })],
  masts: [
    makeMast({ id: "m1", communeCode: "06199", lon: 106.93 }),
    makeMast({
      id: "m2",
      communeCode: "06199",
      lon: 106.9412345,
      lat: 21.9312345,
      dataSource: "real",
    }),
    makeMast({ id: "m3", communeCode: "06196", lon: 106.87, dataSource: "real" }),
  ],
  sites: [
    makeSite({ id: "s1", mastId: "m1", validTo: "2024-01-01", status: "dang_xay_dung" }),
    makeSite({ id: "s1", mastId: "m1", validFrom: "2024-01-01" }),
    makeSite({ id: "s2", mastId: "m1", operatorCode: "VNPT", code: "VNP/01 a" }),
    makeSite({ id: "s3", mastId: "m2", name: "Đồi Pò Mạ", dataSource: "real" }),
    makeSite({ id: "s4", mastId: "m3", dataSource: "real" }),
  ],
  cells: [
    makeCell({ id: "c1", siteId: "s1", technology: "umts", azimuthDeg: 0 }),
    makeCell({ id: "c2", siteId: "s1", technology: "lte", azimuthDeg: 0 }),
    makeCell({ id: "c3", siteId: "s1", technology: "lte", azimuthDeg: 120 }),
    makeCell({ id: "c4", siteId: "s3", technology: "lte", dataSource: "real" }),
  ],
  spans: [
    makeSpan({ id: "f1" }),
    makeSpan({ id: "f/2", operatorCode: "VNPT", status: "ke_hoach", fibreCount: 24 }),
  ],
  roads: [
    makeRoad({ id: "r1" }),
    makeRoad({ id: "r2", validTo: "2024-06-01", name: "Đường cũ" }),
    // Slanting: its box is mostly empty.
    makeRoad({
      id: "r3",
      geometry: {
        type: "LineString",
        coordinates: [
          [106.85, 21.89],
          [106.95, 21.97],
        ],
      },
    }),
  ],
  rules: [
    makeRule(),
    makeRule({ id: "cv1603-2024", technologies: ["lte", "nr"], points: "centre_and_clusters" }),
  ],
  evidence: villages.flatMap(({ id }, n) => [
    makeEvidence({ id: `a${id}`, villageId: id, technology: "umts", covered: n % 3 !== 0 }),
    makeEvidence({ id: `b${id}`, villageId: id, technology: "lte", covered: n % 3 === 2 }),
    makeEvidence({
      id: `c${id}`,
      villageId: id,
      technology: "lte",
      covered: n % 3 !== 0,
      observedOn: "2025-12-31",
      clusters: n === 5 ? [{ clusterId: "k1", covered: false }] : [],
    }),
  ]),
};

export interface ServedWorld {
  app: FastifyInstance;
  store: CoverageStore;
  get(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  /** The parsed body of a 200. */
  json<T>(url: string, headers?: Record<string, string>): Promise<T>;
  /** As if so many milliseconds had passed, for the look at the store's version and for the clock. */
  later(milliseconds: number): void;
}

/** Serves rows from memory; nothing listens until `app.listen` is called. */
export async function serveWorld(
  put: NonNullable<Change["put"]> = WORLD,
  settings: {
    publicDetail?: "full" | "generalised";
    publicUrl?: string;
    terrain?: TerrainReader;
  } = {},
): Promise<ServedWorld> {
  const store = openMemoryStore();
  await store.commit({
    recordedAt: "2026-01-01T00:00:00Z",
    by: "test",
    note: "world",
    put: withoutDangling(put),
  });
  const publicDetail = settings.publicDetail ?? "generalised";
  let skippedMs = 0;
  const now = () => performance.now() + skippedMs;
  const app = await buildApp({
    store,
    reader: makeCoverageReader(store, { publicDetail, now }),
    config: {
      requestsPerMinute: 0,
      maxLagMs: 0,
      ...(settings.publicUrl !== undefined && { publicUrl: settings.publicUrl }),
    },
    clock: () => new Date(Date.now() + skippedMs),
    indicators: [],
    catalogue: [],
    terrain: settings.terrain ?? DEMONSTRATION,
    clientDir: "/nonexistent",
  });
  const get = async (url: string, headers: Record<string, string> = {}) => {
    // 503 is what the server says while the machine is too busy: a client waits and asks again.
    for (let attempt = 1; ; attempt++) {
      const response = await app.inject({ method: "GET", url, headers });
      if (response.statusCode !== 503 || attempt === MAX_ATTEMPTS) return response;
      await new Promise((done) => setTimeout(done, BUSY_MS));
    }
  };
  return {
    app,
    store,
    get,
    later(milliseconds) {
      skippedMs += milliseconds;
    },
    async json<T>(url: string, headers?: Record<string, string>) {
      const response = await get(url, headers);
      if (response.statusCode !== 200)
        throw new Error(`${url}: ${response.statusCode} ${response.body.slice(0, 300)}`);
      return response.json() as T;
    },
  };
}
