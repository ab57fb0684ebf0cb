import { expect, test } from "vitest";
import { lagOf, refusalAt } from "../../../server/http/pressure.ts";

test("a measured lag refuses with a time to come back", () => {
  expect(refusalAt(1500, 1000, "/api/summary")).toMatchObject({
    kind: "unavailable",
    headers: { "retry-after": "5" },
  });
  expect(refusalAt(1000, 1000, "/api/summary")).toBeUndefined();
});

test("a second that was never sampled refuses nobody, and health checks are always answered", () => {
  expect(lagOf(Number.NaN)).toBe(0);
  expect(lagOf(1_510e6)).toBe(1500);
  expect(lagOf(9e6)).toBe(0);
  expect(refusalAt(1500, 1000, "/healthz")).toBeUndefined();
  expect(refusalAt(1500, 1000, "/readyz")).toBeUndefined();
});
