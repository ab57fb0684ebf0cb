import type { FastifyInstance } from "fastify";
import { Check } from "typebox/value";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SourcesReport } from "../../../geodata/model/catalogue.ts";
import { IndicatorList } from "../../../geodata/model/indicator-result.ts";
import { makeEvidence } from "../../makers.ts";
import { commit, openTestApp } from "../small-world.ts";

let app: FastifyInstance;
beforeAll(async () => {
  ({ app } = await openTestApp());
});
afterAll(() => app.close());

test("all 22 rows of the plan are listed, ours beside those that the map gives", async () => {
  const list: IndicatorList = (await app.inject("/api/indicators")).json();
  expect(Check(IndicatorList, list)).toBe(true);
  expect(list.items).toHaveLength(22);
  const computed = list.items.filter((item) => item.computed);
  expect(computed.map((item) => item.code)).toEqual([
    "2G_OFF",
    "MBB_VILLAGES",
    "BTS_SHARED",
    "FTTH_VILLAGES",
  ]);
});

test("the figure of an indicator is that of the summary, and so is its course", async () => {
  const list: IndicatorList = (await app.inject("/api/indicators?rule=cv1603-2024")).json();
  for (const [code, index] of [
    ["MBB_VILLAGES", 0],
    ["FTTH_VILLAGES", 1],
  ] as const) {
    const item = list.items.find((candidate) => candidate.code === code);
    for (const { asOf, numerator, denominator } of item?.trajectory ?? []) {
      const summary = (await app.inject(`/api/summary?asOf=${asOf}&rule=cv1603-2024`)).json();
      expect(summary.targets[index]).toMatchObject({ numerator, denominator });
    }
    expect(item?.trajectory.map((point) => point.asOf)).toEqual(["2023-06-30", "2025-12-31"]);
    expect(item?.computed?.numerator).toBe(item?.trajectory.at(-1)?.numerator);
  }
});

test("sharing has a baseline and no target, so nothing is said of reaching it", async () => {
  const list: IndicatorList = (await app.inject("/api/indicators")).json();
  const sharing = list.items.find((item) => item.code === "BTS_SHARED");
  expect(sharing?.target).toBeUndefined();
  expect(sharing?.computed).toMatchObject({ numerator: 1, denominator: 2 });
  expect(sharing?.computed?.reached).toBeUndefined();
});

test("a figure that rests on both kinds of rows says mixed", async () => {
  const { app: mixed, store } = await openTestApp();
  await commit(store, {
    put: { evidence: [makeEvidence({ id: "real", villageId: "v4", dataSource: "real" })] },
  });
  expect((await mixed.inject("/api/summary")).json().dataSource).toBe("mixed");
  const { items }: IndicatorList = (await mixed.inject("/api/indicators")).json();
  expect(items.find((item) => item.code === "MBB_VILLAGES")?.computed?.dataSource).toBe("mixed");
  await mixed.close();
});

test("rules and operators are data", async () => {
  const ids = (value: { items: { id?: string; code?: string }[] }) =>
    value.items.map((item) => item.id ?? item.code);
  expect(ids((await app.inject("/api/rules")).json())).toEqual(["cv1603-2024", "ke-hoach-2023"]);
  expect(ids((await app.inject("/api/operators")).json())).toEqual(["VNPT", "VTL"]);
});

test("the sources say what is stored, and which centre lies outside its commune", async () => {
  const report: SourcesReport = (await app.inject("/api/sources")).json();
  expect(Check(SourcesReport, report)).toBe(true);
  expect(report.stored.find((one) => one.kind === "villages")).toEqual({
    kind: "villages",
    demo: 5,
    real: 0,
    retired: 0,
  });
  expect(report.outsideCommune).toEqual([]);
  // The small world has no terrain: said, not passed over.
  expect(report.terrain).toEqual({ status: "unreadable", files: [] });
});
