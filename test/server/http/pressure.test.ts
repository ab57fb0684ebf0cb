import { expect, test } from "vitest";
import { pressureOptions } from "../../../server/http/pressure.ts";

function refusalAt(lagMs: number, url = "/api/summary"): unknown {
  try {
    pressureOptions(1000).pressureHandler?.({ url } as never, {} as never, "eventLoopDelay", lagMs);
    return undefined;
  } catch (error) {
    return error;
  }
}

test("a measured lag refuses with a time to come back", () => {
  expect(refusalAt(1500)).toMatchObject({ kind: "unavailable", headers: { "retry-after": "5" } });
});

test("a second that was never sampled refuses nobody, and health checks are always answered", () => {
  expect(refusalAt(Number.POSITIVE_INFINITY)).toBeUndefined();
  expect(refusalAt(1500, "/healthz")).toBeUndefined();
  expect(refusalAt(1500, "/readyz")).toBeUndefined();
});
