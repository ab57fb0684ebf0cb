import { expect, test } from "vitest";
import { startWork } from "../../../server/http/cost-limit.ts";

test("work costs what the processor spent on it, not what the machine spent elsewhere", () => {
  let [wallMs, cpuMs] = [1000, 70];
  const tookMs = startWork(
    () => wallMs,
    () => cpuMs,
  );
  [wallMs, cpuMs] = [1500, 100];
  expect(tookMs()).toBe(30);
});

test("threads beside it make it cost no more than the time that passed", () => {
  let [wallMs, cpuMs] = [1000, 70];
  const tookMs = startWork(
    () => wallMs,
    () => cpuMs,
  );
  [wallMs, cpuMs] = [1020, 110];
  expect(tookMs()).toBe(20);
});

test("the real clocks tell computing as work", () => {
  const tookMs = startWork();
  const until = performance.now() + 20;
  while (performance.now() < until);
  expect(tookMs()).toBeGreaterThan(0);
});
