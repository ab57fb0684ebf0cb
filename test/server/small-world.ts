import type { FastifyInstance } from "fastify";
import indicators from "../../geodata/datasets/indicators.json" with { type: "json" };
import type { AdministrativeUnit } from "../../geodata/model/administrative-unit.ts";
import type { Indicator } from "../../geodata/model/indicator.ts";
import { PUBLIC_VIEWER } from "../../geodata/model/viewer.ts";
import { buildApp } from "../../server/app.ts";
import { makeCoverageReader } from "../../server/coverage/coverage-reader.ts";
import type { CoverageSnapshot, Question } from "../../server/coverage/coverage-snapshot.ts";
import type { AppDeps } from "../../server/deps.ts";
import type { Change, CoverageStore } from "../../server/stores/coverage-store.ts";
import { openMemoryStore } from "../../server/stores/memory-store.ts";
import {
  makeAccessPoint,
  makeCell,
  makeCrosswalkRow,
  makeEvidence,
  makeMast,
  makeOperator,
  makePlace,
  makeRoad,
  makeRule,
  makeSite,
  makeSpan,
  makeUnit,
  makeVillage,
  makeVillageArea,
} from "../makers.ts";
import { withoutDangling } from "../whole-put.ts";

function makeUnit2025(partial: Partial<AdministrativeUnit>): AdministrativeUnit {
  const { validTo: _validTo, ...unit } = makeUnit({ ...partial, validFrom: "2025-07-01" });
  return unit;
}

/**
 * Two communes, five thôn, two operators, two quarters:
 * - v1 Nà Lộc (Cao Lâu): 4G by Viettel and VNPT; fibre from 2025.
 * - v2 Bản Lề, also Bản Ngõa (Cao Lâu): 4G at the centre, a cluster without; fibre.
 * - v3 Khuổi Tẳng (Thanh Lòa): Viettel says no; no grid power; no fibre.
 * - v4 Đông Chắn (Thanh Lòa): nobody spoke of it.
 * - v5 Pò Mã (Thanh Lòa): 3G only in 2023, 5G by VNPT in 2025; fibre.
 * By the plan's rule: 3 of 5 at both quarters; fibre 2, then 3 of 5.
 */
export function smallWorld(): NonNullable<Change["put"]> {
  const caoLau = { lon: 106.9, lat: 21.93, borderCommune: true };
  const thanhLoa = { lon: 106.7, lat: 21.95, borderCommune: true };
  const inThanhLoa = { communeCode: "06193" };
  const claim = (id: string, partial: Parameters<typeof makeEvidence>[0]) =>
    makeEvidence({ id, ...partial });
  const in2025 = { observedOn: "2025-12-31" };
  return {
    units: [
      makeUnit({ code: "06196", name: "Xã Cao Lâu", ...caoLau }),
      makeUnit({ code: "06193", name: "Xã Thanh Lòa", ...thanhLoa }),
      makeUnit2025({ code: "06196", name: "Xã Ba Sơn", ...caoLau }),
      makeUnit2025({ code: "06211", name: "Xã Cao Lộc", ...thanhLoa }),
    ],
    crosswalk: [
      makeCrosswalkRow(),
      makeCrosswalkRow({
        oldCode: "06193",
        oldName: "Xã Thanh Lòa",
        newCode: "06211",
        newName: "Xã Cao Lộc",
      }),
    ],
    operators: [
      makeOperator(),
      makeOperator({ code: "VNPT", name: "VNPT VinaPhone", aliases: ["VNPT"] }),
    ],
    villages: [
      makeVillage({ id: "v1", name: "Thôn Nà Lộc", households: 60 }),
      makeVillage({
        id: "v2",
        name: "Thôn Bản Lề",
        otherNames: ["Bản Ngõa"],
        lon: 106.92,
        households: 45,
        clusters: [{ id: "xom-tren", name: "Xóm trên", lon: 106.93, lat: 21.94 }],
      }),
      makeVillage({
        id: "v3",
        name: "Thôn Khuổi Tẳng",
        ...inThanhLoa,
        lon: 106.71,
        lat: 21.96,
        households: 31,
        gridPower: false,
      }),
      makeVillage({
        id: "v4",
        name: "Thôn Đông Chắn",
        ...inThanhLoa,
        lon: 106.72,
        lat: 21.95,
        households: 80,
      }),
      makeVillage({
        id: "v5",
        name: "Thôn Pò Mã",
        ...inThanhLoa,
        lon: 106.7,
        lat: 21.94,
        households: 52,
      }),
    ],
    villageAreas: [makeVillageArea()],
    masts: [makeMast(), makeMast({ id: "m2", lon: 106.705, lat: 21.945, ...inThanhLoa })],
    sites: [
      makeSite(),
      makeSite({ id: "s2", code: "VNP0002", operatorCode: "VNPT" }),
      makeSite({ id: "s3", code: "VNP0003", operatorCode: "VNPT", mastId: "m2" }),
      makeSite({ id: "s4", code: "LSN0004", mastId: "m2", status: "ke_hoach" }),
    ],
    cells: [
      makeCell(),
      makeCell({ id: "c2", siteId: "s1", technology: "gsm" }),
      makeCell({ id: "c3", siteId: "s3", technology: "nr" }),
      makeCell({ id: "c4", siteId: "s4", technology: "lte" }),
    ],
    spans: [makeSpan()],
    accessPoints: [makeAccessPoint()],
    roads: [
      makeRoad(),
      makeRoad({
        id: "r2",
        geometry: {
          type: "LineString",
          coordinates: [
            [106.69, 21.94],
            [106.73, 21.95],
          ],
        },
      }),
    ],
    places: [makePlace({ name: "Núi Phia Pò", communeCode: "06196", elevationM: 1541 })],
    rules: [
      makeRule(),
      makeRule({
        id: "cv1603-2024",
        name: { vi: "Công văn 1603", en: "Letter 1603" },
        technologies: ["lte", "nr"],
        points: "centre_and_clusters",
      }),
    ],
    evidence: [
      claim("e01", { villageId: "v1" }),
      claim("e02", { villageId: "v1", operatorCode: "VNPT" }),
      claim("e03", { villageId: "v1", technology: "ftth", covered: false }),
      claim("e04", { villageId: "v1", technology: "ftth", covered: true, ...in2025 }),
      claim("e05", { villageId: "v2", clusters: [{ clusterId: "xom-tren", covered: false }] }),
      claim("e06", { villageId: "v2", technology: "ftth" }),
      claim("e07", { villageId: "v3", covered: false }),
      claim("e08", { villageId: "v3", technology: "ftth", covered: false }),
      claim("e09", { villageId: "v5", technology: "umts" }),
      claim("e10", { villageId: "v5", technology: "lte", covered: false }),
      claim("e11", { villageId: "v5", technology: "ftth" }),
      claim("e12", { villageId: "v5", operatorCode: "VNPT", technology: "nr", ...in2025 }),
      claim("e13", { villageId: "v1", technology: "gsm", ...in2025 }),
    ],
  };
}

/** Commits a change with a plain head. */
export function commit(store: CoverageStore, parts: Pick<Change, "put" | "retire">) {
  return store.commit({
    recordedAt: "2026-01-05T00:00:00.000Z",
    by: "test",
    note: "test",
    ...parts,
  });
}

/** What the public is told by a reader of this store. */
export function publicReader(
  store: CoverageStore,
  options: Partial<Parameters<typeof makeCoverageReader>[1]> = {},
) {
  const reader = makeCoverageReader(store, { publicDetail: "generalised", ...options });
  const ask = <T>(work: (snapshot: CoverageSnapshot) => Promise<T>) =>
    reader.consistently(PUBLIC_VIEWER, work);
  return {
    judged: (question: Question) => ask((snapshot) => snapshot.judged(question)),
    version: () => ask(async (snapshot) => snapshot.version),
    defaults: () => ask((snapshot) => snapshot.defaults()),
  };
}

/** The whole application on a memory store that holds the small world, or `rows`. */
export async function openTestApp(
  overrides: Partial<Omit<AppDeps, "config">> & {
    config?: AppDeps["config"] & { publicDetail: "full" | "generalised" };
    rows?: Change["put"];
    now?: () => number;
  } = {},
  beforeReady: (app: FastifyInstance) => void = () => {},
) {
  const { rows = smallWorld(), now, config: given, ...deps } = overrides;
  const store = openMemoryStore();
  await commit(store, { put: withoutDangling(rows) });
  const config = given ?? {
    publicDetail: "generalised" as const,
    requestsPerMinute: 0,
    maxLagMs: 0,
  };
  const app = await buildApp({
    store,
    reader: makeCoverageReader(store, { ...config, ...(now && { now }) }),
    config,
    clock: () => new Date("2026-01-05T00:00:00.000Z"),
    indicators: indicators as Indicator[],
    catalogue: [],
    terrain: () => Promise.reject(new Error("the small world has no terrain")),
    clientDir: "/nonexistent",
    ...deps,
  });
  beforeReady(app);
  await app.ready();
  return { app, store };
}
