import { beforeAll, expect, test } from "vitest";
import { openCases } from "./shared-cases.ts";

let run: Awaited<ReturnType<typeof openCases>>["run"];
beforeAll(async () => {
  ({ run } = await openCases());
});

test("“Nà Lài” is not booked on “Nà Lại”: unknown, with the other as a question", async () => {
  const { outcome, report } = await run([["claims", "tones-claim-other.csv"]]);
  expect(outcome.problems).toMatchObject([{ severity: "error", code: "unknown_village", row: 2 }]);
  expect(report).toMatch(/Có phải .*Nà Lại/);
  expect(outcome.version).toBeUndefined();
});

test("thôn whose names differ in one mark are two, in files one after the other", async () => {
  const { store } = await run([
    ["villages", "tones-over1.csv"],
    ["villages", "tones-over2.csv"],
  ]);
  const named = (await store.rows("villages")).filter(({ name }) => /^Nà L[àạ]i$/.test(name));
  expect(
    new Set(named.filter(({ lon }) => lon === 106.866 || lon === 106.872).map(({ name }) => name)),
  ).toEqual(new Set(["Nà Lại", "Nà Lài"]));
});

test("of names that differ in one mark the one that is written counts", async () => {
  const { outcome, store } = await run([
    ["villages", "tones-villages.csv"],
    ["claims", "tones-claims.csv"],
  ]);
  expect(outcome.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  const covered = async (id: string) =>
    (await store.evidenceOfVillage(id, "9999-12-31")).map((row) => row.covered);
  expect([await covered("CL-T1"), await covered("CL-T2")]).toEqual([[true], [false]]);
});

test("codes that differ in one mark are two sites, also the second time", async () => {
  const { outcome, store } = await run([
    ["sites", "codes-fold.csv"],
    ["sites", "codes-fold.csv"],
  ]);
  expect(outcome).toMatchObject({ added: 0, changed: 0, unchanged: 2, refusedRows: 0 });
  expect((await store.rows("sites")).map(({ code }) => code).sort()).toEqual([
    "LSN-DD01",
    "LSN-ĐĐ01",
  ]);
});

test("a cell is of the site whose code is written", async () => {
  const { store } = await run([
    ["sites", "codes-fold.csv"],
    ["cells", "cells-fold.csv"],
  ]);
  const [cell] = await store.rows("cells");
  const site = (await store.rows("sites")).find(({ id }) => id === cell?.siteId);
  expect(site?.code).toBe("LSN-ĐĐ01");
});

test("thôn that were exported as demonstration do not come back as real", async () => {
  const { store, outcome } = await run([["villages", "rt-villages.csv"]], { replace: true });
  const real = (await store.rows("villages")).filter(({ dataSource }) => dataSource === "real");
  expect(real).toEqual([]);
  expect(outcome.read).toBeGreaterThan(10);
});

test("evidence that was exported as demonstration does not come back as real", async () => {
  const { store, outcome } = await run([["claims", "rt-ev.csv"]], {
    replace: true,
    mapping: [["day", "ngay_quan_sat"]],
  });
  const villages = await store.rows("villages");
  const evidence = await Promise.all(
    villages.map(({ id }) => store.evidenceOfVillage(id, "9999-12-31")),
  );
  expect(evidence.flat().filter(({ dataSource }) => dataSource === "real")).toEqual([]);
  expect(outcome.read).toBeGreaterThan(10);
});
