import type { FastifyInstance } from "fastify";
import { Check } from "typebox/value";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Summary } from "../../../geodata/model/summary.ts";
import type { CoverageStore } from "../../../server/stores/coverage-store.ts";
import { makeEvidence } from "../../makers.ts";
import { commit, openTestApp } from "../small-world.ts";

let app: FastifyInstance;
let store: CoverageStore;
let nowMs = 0;
beforeAll(async () => {
  ({ app, store } = await openTestApp({ now: () => nowMs }));
});
afterAll(() => app.close());

async function summary(query = ""): Promise<Summary> {
  const answer = await app.inject(`/api/summary${query}`);
  expect(answer.statusCode).toBe(200);
  const value = answer.json();
  expect(Check(Summary, value)).toBe(true);
  return value;
}
const counts = ({ targets }: Summary) =>
  targets.map(({ numerator, denominator, unknown }) => [numerator, denominator, unknown]);

test("unasked, it answers for the latest evidence, by the plan's rule and the units of that day", async () => {
  const { asOf, rule, epoch, dataSource, evidenceDays } = await summary();
  expect({ asOf, rule, epoch, dataSource, evidenceDays }).toEqual({
    asOf: "2025-12-31",
    rule: "ke-hoach-2023",
    epoch: "2025",
    dataSource: "demo",
    evidenceDays: ["2023-06-30", "2025-12-31"],
  });
});

test("a day before the first thôn rests on what the other days rest on", async () => {
  const { dataSource, targets } = await summary("?asOf=1999-01-01");
  expect(targets.map(({ denominator }) => denominator)).toEqual([0, 0]);
  expect(dataSource).toBe("demo");
});

test("both targets are whole counts with what is still missing", async () => {
  const { targets } = await summary("?asOf=2023-06-30");
  expect(targets).toEqual([
    {
      indicator: "MBB_VILLAGES",
      numerator: 3,
      denominator: 5,
      unknown: 1,
      target: { numerator: 98, denominator: 100 },
      baseline: { numerator: 92, denominator: 100 },
      reached: false,
      shortfall: 2,
    },
    {
      indicator: "FTTH_VILLAGES",
      numerator: 2,
      denominator: 5,
      unknown: 1,
      target: { numerator: 95, denominator: 100 },
      baseline: { numerator: 87, denominator: 100 },
      reached: false,
      shortfall: 3,
    },
  ]);
});

test("the communes add up to the whole, by old and by new units alike", async () => {
  for (const epoch of ["2023", "2025"]) {
    const { targets, communes } = await summary(`?epoch=${epoch}`);
    for (const [index, theme] of (["mobile", "ftth"] as const).entries()) {
      const sum = (pick: "numerator" | "denominator" | "unknown") =>
        communes.reduce((total, commune) => total + commune[theme][pick], 0);
      const target = targets[index];
      expect([sum("numerator"), sum("denominator"), sum("unknown")]).toEqual([
        target?.numerator,
        target?.denominator,
        target?.unknown,
      ]);
    }
  }
  const names = async (epoch: string) =>
    (await summary(`?epoch=${epoch}`)).communes.map((commune) => commune.name);
  expect(await names("2023")).toEqual(["Xã Cao Lâu", "Xã Thanh Lòa"]);
  expect(await names("2025")).toEqual(["Xã Ba Sơn", "Xã Cao Lộc"]);
});

test("one operator or one technology alone gives its part, and says so", async () => {
  const ofVnpt = await summary("?operator=VNPT&asOf=2023-06-30");
  expect(ofVnpt.operator).toBe("VNPT");
  expect(counts(ofVnpt)).toEqual([
    [1, 5, 4],
    [0, 5, 5],
  ]);
  const in3g = await summary("?technology=umts");
  expect(in3g.technology).toBe("umts");
  expect(counts(in3g)[0]).toEqual([1, 5, 4]);
});

test("before the first evidence nothing is known, in the far future the latest word stands", async () => {
  expect(counts(await summary("?asOf=2021-01-01"))).toEqual([
    [0, 5, 5],
    [0, 5, 5],
  ]);
  expect(counts(await summary("?asOf=2099-01-01"))).toEqual(counts(await summary()));
});

test("a remote thôn without signal is counted for its commune", async () => {
  const { communes } = await summary();
  expect(communes.map(({ code, uncoveredRemote }) => [code, uncoveredRemote])).toEqual([
    ["06196", 0],
    ["06211", 1],
  ]);
});

test("a commit is seen within half a second, by a new ETag and a new version", async () => {
  const before = await app.inject("/api/summary");
  await commit(store, {
    put: { evidence: [makeEvidence({ id: "e90", villageId: "v4", observedOn: "2025-12-31" })] },
  });
  expect((await app.inject("/api/summary")).headers.etag).toBe(before.headers.etag);
  nowMs += 500;
  const after = await summary();
  expect(after.datasetVersion).toBe(before.json().datasetVersion + 1);
  expect(counts(after)[0]).toEqual([4, 5, 0]);
});
