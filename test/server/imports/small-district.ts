import {
  type ImportKind,
  type ImportOutcome,
  type ImportRequest,
  importFile,
} from "../../../server/imports/import-file.ts";
import type { Change, CoverageStore } from "../../../server/stores/coverage-store.ts";
import { openMemoryStore } from "../../../server/stores/memory-store.ts";
import {
  makeAccessPoint,
  makeCell,
  makeCrosswalkRow,
  makeEvidence,
  makeMast,
  makeOperator,
  makeRule,
  makeSite,
  makeSpan,
  makeUnit,
  makeVillage,
  makeVillageArea,
  squareAround,
} from "../../makers.ts";

/** Noon in Viet Nam of 15/01/2026. */
export const CLOCK = () => new Date("2026-01-15T05:00:00.000Z");
export const TODAY = "2026-01-15";

const CENTRES = {
  "06196": { lon: 106.9, lat: 21.93 },
  "06202": { lon: 107.0, lat: 21.93 },
  "06232": { lon: 106.9, lat: 21.83 },
  "06220": { lon: 107.0, lat: 21.83 },
};

/**
 * Four communes side by side. Cao Lâu and Xuất Lễ became Ba Sơn; Công Sơn and Hải Yến became the
 * new Công Sơn. All rows are demonstration rows.
 */
export const SMALL_DISTRICT: NonNullable<Change["put"]> = {
  units: [
    makeUnit({
      ...CENTRES["06196"],
      successorCode: "06196",
      borderCommune: true,
      elevationMaxM: 692,
    }),
    makeUnit({
      code: "06202",
      name: "Xã Xuất Lễ",
      ...CENTRES["06202"],
      population: 6628,
      populationSource: "Ước tính trong bảng",
    }),
    makeUnit({
      code: "06232",
      name: "Xã Công Sơn",
      ...CENTRES["06232"],
      population: 1163,
      populationSource: "Tổng điều tra 1999",
    }),
    makeUnit({ code: "06220", name: "Xã Hải Yến", ...CENTRES["06220"] }),
    unit2025("06196", "Xã Ba Sơn", 106.95, 21.93),
    unit2025("06220", "Xã Công Sơn", 106.95, 21.83),
  ],
  crosswalk: [
    makeCrosswalkRow({ oldCode: "06196", oldName: "Xã Cao Lâu" }),
    makeCrosswalkRow({ oldCode: "06202", oldName: "Xã Xuất Lễ" }),
    makeCrosswalkRow({
      oldCode: "06232",
      oldName: "Xã Công Sơn",
      newCode: "06220",
      newName: "Xã Công Sơn",
    }),
    makeCrosswalkRow({
      oldCode: "06220",
      oldName: "Xã Hải Yến",
      newCode: "06220",
      newName: "Xã Công Sơn",
    }),
  ],
  operators: [
    makeOperator(),
    makeOperator({ code: "VNPT", name: "VNPT VinaPhone", aliases: ["VNPT", "VinaPhone"] }),
    makeOperator({ code: "MBF", name: "MobiFone", aliases: ["MBF"] }),
  ],
  villages: [
    makeVillage({ id: "cl-1", name: "Thôn Nà Lộc", ...CENTRES["06196"] }),
    makeVillage({
      id: "cl-2",
      name: "Bản Lề - Bản Ngõa",
      lon: 106.88,
      lat: 21.95,
      clusters: [
        { id: "k1", name: "Cụm Khuổi Lậu", lon: 106.885, lat: 21.955 },
        { id: "k2", lon: 106.875, lat: 21.945 },
      ],
    }),
    makeVillage({ id: "xl-1", name: "Thôn Pò Mã", communeCode: "06202", ...CENTRES["06202"] }),
    makeVillage({ id: "cs-1", name: "Thôn Nhọt Nặm", communeCode: "06232", ...CENTRES["06232"] }),
    makeVillage({ id: "hy-1", name: "Nhọt Nặm", communeCode: "06220", ...CENTRES["06220"] }),
  ],
  villageAreas: [
    makeVillageArea({ villageId: "cl-1" }),
    makeVillageArea({ villageId: "cl-2", geometry: squareAround(106.88, 21.95, 0.005) }),
    makeVillageArea({ villageId: "xl-1", geometry: squareAround(107.0, 21.93) }),
    makeVillageArea({ villageId: "cs-1", geometry: squareAround(106.9, 21.83) }),
    makeVillageArea({ villageId: "hy-1", geometry: squareAround(107.0, 21.83) }),
  ],
  masts: [makeMast(), makeMast({ id: "m2", lon: 107.01, lat: 21.92 })],
  sites: [makeSite({ code: "DEMO-1" }), makeSite({ id: "s2", code: "DEMO-2", mastId: "m2" })],
  cells: [makeCell(), makeCell({ id: "c2", siteId: "s2" })],
  spans: [makeSpan()],
  accessPoints: [makeAccessPoint()],
  rules: [makeRule()],
  evidence: [
    makeEvidence({
      id: "claim-cl-1-VTL-lte-2025-12-31",
      villageId: "cl-1",
      observedOn: "2025-12-31",
    }),
    makeEvidence({
      id: "claim-cl-2-VTL-lte-2025-12-31",
      villageId: "cl-2",
      observedOn: "2025-12-31",
      covered: false,
    }),
    makeEvidence({
      id: "claim-xl-1-VTL-ftth-2025-12-31",
      villageId: "xl-1",
      technology: "ftth",
      observedOn: "2025-12-31",
    }),
  ],
};

function unit2025(code: string, name: string, lon: number, lat: number) {
  const { validTo: _, ...rest } = makeUnit({ code, name, lon, lat, validFrom: "2025-07-01" });
  return { ...rest, geometry: squareAround(lon, lat, 0.1) };
}

/** A memory store with the small district in it, at version 1. */
export async function openSmallDistrict(): Promise<CoverageStore> {
  const store = openMemoryStore();
  await store.commit({
    recordedAt: "2026-01-01T00:00:00.000Z",
    by: "test",
    note: "test",
    put: SMALL_DISTRICT,
  });
  return store;
}

/** Imports text as a file; a request may be refined. */
export function importText(
  store: CoverageStore,
  kind: ImportKind,
  text: string,
  request: Partial<ImportRequest> = {},
): Promise<ImportOutcome> {
  return importFile(
    store,
    {
      kind,
      fileName: "test.csv",
      bytes: new TextEncoder().encode(text),
      mapping: new Map(),
      replace: false,
      dryRun: false,
      ...request,
    },
    CLOCK,
  );
}

/** Code, row and column of every error, for plain comparison. */
export function errorsOf(
  outcome: ImportOutcome,
): [string, number | undefined, string | undefined][] {
  return outcome.problems
    .filter((problem) => problem.severity === "error")
    .map(({ code, row, column }) => [code, row, column]);
}
