import type { FastifyInstance } from "fastify";
import { Check } from "typebox/value";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Comparison } from "../../../geodata/model/comparison.ts";
import { openTestApp } from "../small-world.ts";

let app: FastifyInstance;
beforeAll(async () => {
  ({ app } = await openTestApp());
});
afterAll(() => app.close());

async function compare(query: string): Promise<Comparison> {
  const value = (await app.inject(`/api/compare${query}`)).json();
  expect(Check(Comparison, value)).toBe(true);
  return value;
}

test("between two days it lists each thôn whose verdict differs, and no other", async () => {
  const { from, to, moved, epoch } = await compare("?from=2023-06-30&to=2025-12-31");
  expect([from.asOf, to.asOf, epoch]).toEqual(["2023-06-30", "2025-12-31", "2025"]);
  expect(moved).toEqual([
    {
      id: "v1",
      name: "Thôn Nà Lộc",
      communeCode: "06196",
      communeName: "Xã Ba Sơn",
      households: 60,
      ftth: { from: "chua_co_cap", to: "co_cap" },
    },
  ]);
  expect(from.targets[1]?.numerator).toBe(2);
  expect(to.targets[1]?.numerator).toBe(3);
});

test("between two rules of one day it lists what the stricter one changes", async () => {
  const query = "?from=2023-06-30&to=2023-06-30&toRule=cv1603-2024";
  const { from, to, moved } = await compare(query);
  expect(moved.map(({ id, mobile }) => [id, mobile])).toEqual([
    ["v2", { from: "phu_song", to: "lom_song" }],
    ["v5", { from: "phu_song", to: "trang_song" }],
  ]);
  // Lõm sóng has a covered centre and counts; trắng sóng does not.
  expect([from.targets[0]?.numerator, to.targets[0]?.numerator]).toEqual([3, 2]);
});

test("the sides are the summaries of the same questions", async () => {
  const { from } = await compare("?from=2023-06-30&operator=VTL&epoch=2023");
  const summary = (await app.inject("/api/summary?asOf=2023-06-30&operator=VTL")).json();
  expect(from.targets).toEqual(summary.targets);
});

test("a day against itself moves nobody; a rule that does not exist is not found", async () => {
  expect((await compare("")).moved).toEqual([]);
  expect((await app.inject("/api/compare?toRule=nope")).statusCode).toBe(404);
});
