import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { startWork } from "../../../server/http/cost-limit.ts";

test("work costs what the processor spent on it, not what the machine spent elsewhere", () => {
  const computedMs = startWork();
  const until = performance.now() + 50;
  while (performance.now() < until);
  // More than nothing even where others had the processor meanwhile.
  expect(computedMs()).toBeGreaterThan(1);

  const elsewhereMs = startWork();
  const startedAt = performance.now();
  // The process stands still while another one runs.
  execFileSync("sleep", ["0.3"]);
  const passedMs = performance.now() - startedAt;
  expect(passedMs).toBeGreaterThan(250);
  expect(elsewhereMs()).toBeLessThan(passedMs / 2);
});
