import fc from "fast-check";
import { expect, test } from "vitest";
import type { Epoch } from "../../../geodata/model/administrative-unit.ts";
import type { Evidence } from "../../../geodata/model/evidence.ts";
import type { FibreSpan } from "../../../geodata/model/fibre-span.ts";
import type { Mast } from "../../../geodata/model/mast.ts";
import type { Site } from "../../../geodata/model/site.ts";
import type { Village } from "../../../geodata/model/village.ts";
import type { VillageArea } from "../../../geodata/model/village-area.ts";
import type { Detail } from "../../../geodata/rules/visibility.ts";
import type { ImportKind, ImportOutcome } from "../../../server/imports/import-file.ts";
import { checkText } from "../../../server/imports/text-damage.ts";
import { SITE_STATUSES } from "../../../server/imports/word-lists.ts";
import type { CoverageStore } from "../../../server/stores/coverage-store.ts";
import { squareAround } from "../../makers.ts";
import { openTestApp } from "../small-world.ts";
import { errorsOf, importText, SMALL_DISTRICT } from "./small-district.ts";

type Put = NonNullable<Parameters<CoverageStore["commit"]>[0]["put"]>;

/** Each run serves a whole app: few runs of many rows. */
const RUNS = {
  numRuns: 8,
  interruptAfterTimeLimit: 30_000,
  markInterruptAsFailure: true,
};
const DAY = "2025-12-31";
const DETAILS = ["full", "generalised"] as const;

/** Exports rows through the app, imports the answer into the same store; what became of each row. */
async function roundTrip(
  rows: Put,
  url: string,
  kind: ImportKind,
  epoch?: Epoch,
  publicDetail: Detail = "full",
): Promise<{ outcome: ImportOutcome; before: unknown; after: unknown }> {
  const { units = [], crosswalk = [], operators = [], rules = [] } = SMALL_DISTRICT;
  const { app, store } = await openTestApp({
    rows: { units, crosswalk, operators, rules, ...rows },
    config: { publicDetail, requestsPerMinute: 0, maxLagMs: 0 },
  });
  try {
    const answer = await app.inject(url);
    expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200);
    const before = await everything(store);
    const outcome = await importText(store, kind, answer.body, {
      fileName: "tai-ve.csv",
      ...(epoch ? { epoch } : {}),
    });
    return { outcome, before, after: await everything(store) };
  } finally {
    await app.close();
  }
}

async function everything(store: CoverageStore) {
  return {
    version: await store.datasetVersion(),
    units: await store.rows("units"),
    villages: await store.rows("villages"),
    villageAreas: await store.rows("villageAreas"),
    masts: await store.rows("masts"),
    sites: await store.rows("sites"),
    spans: await store.rows("spans"),
    evidence: await store.evidenceAsOf("9999-12-31"),
  };
}

async function expectUnchanged(
  rows: Put,
  url: string,
  kind: ImportKind,
  count: number,
  epoch?: Epoch,
) {
  const { outcome, before, after } = await roundTrip(rows, url, kind, epoch);
  expect(errorsOf(outcome), JSON.stringify(outcome.problems[0])).toEqual([]);
  expect(outcome).toMatchObject({ added: 0, changed: 0, unchanged: count });
  expect(after).toEqual(before);
}

// Valid rows -------------------------------------------------------------------------------------

const isSound = (value: string) => {
  const { text, faults } = checkText(value);
  return text === value && faults.length === 0;
};

/** Text as a store holds it after an import: composed, no outer or doubled space, not damaged. */
const text = fc
  .string({
    unit: fc.constantFrom(
      ..."aàảãáạăằẵđĐêộơựyÁB0159 '\"=+-@＝;,:()/._",
      "Nà Lại",
      "'=",
      "''+",
      "Bản ",
    ),
    minLength: 1,
    maxLength: 12,
  })
  .map((value) => value.normalize("NFC").replace(/\s+/g, " ").trim())
  .filter((value) => value !== "" && isSound(value));
const dataSource = fc.constantFrom("demo" as const, "real" as const);
const source = fc.constantFrom("Tệp a.csv", "Sinh tự động", "Số liệu của huyện");
const lon = fc.double({ min: 106.86, max: 107.04, noNaN: true });
const lat = fc.double({ min: 21.8, max: 21.96, noNaN: true });
const optional = <T, K extends string>(key: K, value: fc.Arbitrary<T>) =>
  fc.oneof(
    fc.constant({}),
    value.map((one) => ({ [key]: one }) as { [P in K]: T }),
  );
const merged = <T>(...parts: fc.Arbitrary<object>[]) =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as T);
const coherent = <T extends { dataSource: string; source: string }>(row: T): T =>
  // Words of a generated source belong to demonstration rows.
  row.dataSource === "real" && row.source.startsWith("Sinh")
    ? { ...row, source: "Tệp b.csv" }
    : row;

const communeCode = fc.constantFrom("06196", "06202", "06232", "06220");
const cluster = (index: number) =>
  merged<Village["clusters"][number]>(
    fc.record({ id: fc.constant(`k${index}`), lon, lat }),
    optional("name", text),
    optional("households", fc.nat(200)),
  );
const villages = fc
  .array(
    merged<Village>(
      fc.record({
        name: text,
        otherNames: fc.uniqueArray(text, { maxLength: 3 }),
        kind: fc.constantFrom("thon", "ban", "khu", "khoi_pho"),
        communeCode,
        lon,
        lat,
        clusters: fc
          .nat(2)
          .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => cluster(i)))),
        validFrom: fc.constantFrom("2019-06-01", "2020-01-01"),
        dataSource,
        source,
      }),
      optional("positionAccuracyM", fc.nat(1000)),
      optional("households", fc.nat(20_000)),
      optional("population", fc.nat(100_000)),
      optional("gridPower", fc.boolean()),
      optional("hardship", fc.boolean()),
      optional("validTo", fc.constant("2027-01-01")),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((rows) => rows.map((row, index) => coherent({ ...row, id: `v-${index}` })));

const VILLAGES = SMALL_DISTRICT.villages ?? [];
const idOfClusters = VILLAGES.find(({ id }) => id === "cl-2")?.clusters.map(({ id }) => id) ?? [];
const evidence = fc
  .array(
    merged<Evidence>(
      fc.record({
        villageId: fc.constantFrom(...VILLAGES.map(({ id }) => id)),
        operatorCode: fc.constantFrom("VTL", "VNPT", "MBF"),
        technology: fc.constantFrom("gsm", "umts", "lte", "nr", "ftth"),
        kind: fc.constantFrom("claimed", "modelled", "measured"),
        observedOn: fc.constantFrom("2023-06-30", "2025-06-30", DAY),
        author: text,
        dataSource,
        source,
      }),
      fc
        .shuffledSubarray(idOfClusters)
        .chain((ids) =>
          fc.tuple(...ids.map((id) => fc.boolean().map((covered) => ({ clusterId: id, covered })))),
        )
        .map((clusters) => ({ clusters })),
      optional("covered", fc.boolean()),
      optional(
        "rsrpDbm",
        fc.integer({ min: -1500, max: -300 }).map((tenths) => tenths / 10),
      ),
      optional("mccMnc", fc.constantFrom("452-04", "460-00")),
      optional("note", text),
    ),
    { minLength: 1, maxLength: 30 },
  )
  .map((rows) =>
    rows.map((row, index) =>
      coherent({
        ...row,
        id: `e-${index}`,
        clusters: row.villageId === "cl-2" ? row.clusters : [],
      }),
    ),
  );

/** Rows that began in 2019 had another state until 2022, as two versions of one id. */
const inVersions = <Row extends { validFrom: string; validTo?: string; status: string }>(
  rows: readonly Row[],
  earlier: Row["status"],
): Row[] =>
  rows.flatMap((row) =>
    row.validFrom === "2019-01-01"
      ? [
          { ...row, status: earlier, validTo: "2022-01-01" },
          { ...row, validFrom: "2022-01-01" },
        ]
      : [row],
  );

const validity = fc.constantFrom(
  { validFrom: "2019-01-01" },
  { validFrom: "2024-05-06" },
  { validFrom: "2020-02-29", validTo: "2026-01-01" },
);
const sites = fc
  .array(
    fc.tuple(
      merged<Mast>(
        fc.record({ dataSource, source, heightM: fc.nat(900).map((tenths) => tenths / 10) }),
        optional("kind", fc.constantFrom("tu_dung", "tren_mai")),
        optional("owner", text),
        fc.constant({ validFrom: "2018-01-01" }),
      ),
      merged<Site>(
        fc.record({
          operatorCode: fc.constantFrom("VTL", "VNPT", "MBF"),
          status: fc.constantFrom(...SITE_STATUSES.map(({ value }) => value)),
          dataSource,
          source,
        }),
        validity,
        optional("name", text),
        optional("onAirFrom", fc.constantFrom("2019-01-01", "2027-01-01")),
        optional("power", text),
        optional("backhaul", text),
      ),
      fc.constantFrom("DD", "ĐĐ", "dd", "Dd-"),
    ),
    { minLength: 1, maxLength: 10 },
  )
  .map((rows) => ({
    // A real site stands on a real mast; masts stand 200 m apart or more.
    masts: rows.map(([mast, site], index) =>
      coherent({
        ...mast,
        id: `m${index}`,
        lon: 106.87 + index * 0.003_000_012_3,
        lat: 21.93,
        communeCode: "06196",
        dataSource: site.dataSource,
      }),
    ),
    sites: rows.map(([, site, code], index) =>
      coherent({ ...site, id: `s${index}`, code: `${code}${index >> 2}`, mastId: `m${index}` }),
    ),
  }))
  // Of one operator a code is one site's.
  .map(({ masts, sites: all }) => ({
    masts,
    sites: inVersions(
      all.filter(
        (site, index) =>
          all.findIndex(
            (one) => one.code === site.code && one.operatorCode === site.operatorCode,
          ) === index,
      ),
      "ke_hoach",
    ),
  }));

const spans = fc
  .array(
    merged<FibreSpan>(
      fc.record({
        operatorCode: fc.constantFrom("VTL", "VNPT"),
        status: fc.constantFrom("ke_hoach", "dang_xay_dung", "hoat_dong", "tam_ngung", "thao_do"),
        geometry: fc
          .array(fc.tuple(lon, lat), { minLength: 2, maxLength: 5 })
          .map((coordinates) => ({ type: "LineString", coordinates })),
        dataSource,
        source,
      }),
      validity,
      optional("kind", fc.constantFrom("truc", "goc", "phoi", "thue_bao")),
      optional("mounting", fc.constantFrom("treo", "cong_be", "chon")),
      optional("fibreCount", fc.integer({ min: 1, max: 144 })),
    ),
    { minLength: 1, maxLength: 10 },
  )
  .map((rows) =>
    rows.map((row, index) => coherent({ ...row, id: `${row.operatorCode}-${index}` })),
  );

// What is exported is a valid import that changes nothing ----------------------------------------

test("thôn as CSV come back unchanged, by the names of either epoch", async () => {
  await fc.assert(
    fc.asyncProperty(villages, fc.constantFrom("2023", "2025"), async (rows, epoch) => {
      await expectUnchanged(
        { villages: rows },
        `/api/villages?format=csv&asOf=${DAY}&epoch=${epoch}`,
        "villages",
        rows.length,
      );
    }),
    RUNS,
  );
});

test("thôn as GeoJSON come back unchanged, and computed areas are not taken for surveyed ones", async () => {
  await fc.assert(
    fc.asyncProperty(villages, fc.boolean(), async (rows, isSurveyed) => {
      const villageAreas = rows.map(
        ({ id: villageId, lon: east, lat: north }): VillageArea => ({
          villageId,
          areaSource: isSurveyed ? "surveyed" : "voronoi",
          geometry: squareAround(east, north, 0.004),
        }),
      );
      await expectUnchanged(
        { villages: rows, villageAreas },
        `/ogc/collections/villages/items?f=json&limit=1000&datetime=${DAY}`,
        "villages",
        rows.length,
      );
    }),
    RUNS,
  );
});

test("evidence of every kind comes back unchanged, also from what the public gets", async () => {
  await fc.assert(
    fc.asyncProperty(evidence, fc.constantFrom(...DETAILS), async (rows, detail) => {
      const { outcome, before, after } = await roundTrip(
        { villages: VILLAGES, evidence: rows },
        `/api/evidence?format=csv&asOf=${DAY}`,
        "claims",
        undefined,
        detail,
      );
      expect(errorsOf(outcome), JSON.stringify(outcome.problems[0])).toEqual([]);
      expect(outcome).toMatchObject({ added: 0, changed: 0, unchanged: outcome.read });
      expect(after).toEqual(before);
    }),
    RUNS,
  );
});

test("communes come back unchanged in either epoch", async () => {
  for (const epoch of ["2023", "2025"] as const)
    await expectUnchanged(
      {},
      "/ogc/collections/communes/items?f=json&limit=1000",
      "units",
      epoch === "2023" ? 4 : 2,
      epoch,
    );
});

test("sites with their masts come back unchanged, every version", async () => {
  await fc.assert(
    fc.asyncProperty(sites, async (rows) => {
      await expectUnchanged(
        rows,
        "/ogc/collections/sites/items?f=json&limit=1000",
        "sites",
        rows.sites.length,
      );
    }),
    RUNS,
  );
});

test("fibre spans come back unchanged, every version", async () => {
  await fc.assert(
    fc.asyncProperty(spans, async (rows) => {
      await expectUnchanged(
        { spans: rows },
        "/ogc/collections/fibre-spans/items?f=json&limit=1000",
        "spans",
        rows.length,
      );
    }),
    RUNS,
  );
});
