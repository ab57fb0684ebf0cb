import fc from "fast-check";
import { expect, test } from "vitest";
import { makeCostLedger } from "../../../server/http/cost-ledger.ts";

/** 60,000 a minute: one request a ms, a fifth of a ms of work a ms; bursts of ten seconds. */
function openLedger() {
  const clock = { ms: 1_000_000 };
  return { clock, ledger: makeCostLedger(60_000, () => clock.ms) };
}

test("a burst is free, then one waits, then one is told when to come back", () => {
  const { clock, ledger } = openLedger();
  for (let n = 0; n < 10_000; n++) expect(ledger.admit("a")).toEqual({ waitMs: 0 });
  expect(ledger.admit("a")).toEqual({ waitMs: 1 });
  for (let n = 0; n < 2000; n++) ledger.admit("a");
  expect(ledger.admit("a")).toEqual({ retryAfterS: 3 });
  expect(ledger.admit("b")).toEqual({ waitMs: 0 });
  clock.ms += 3000;
  expect(ledger.admit("a")).toEqual({ waitMs: 0 });
});

test("work is paid by its time, apart from requests", () => {
  const { clock, ledger } = openLedger();
  ledger.charge("a", 2000);
  expect(ledger.admitWork("a")).toEqual({ waitMs: 0 });
  ledger.charge("a", 100);
  expect(ledger.admitWork("a")).toEqual({ waitMs: 500 });
  ledger.charge("a", 200);
  expect(ledger.admitWork("a")).toEqual({ waitMs: 1500 });
  // Whose turn comes when others of its own have spent it is refused after all.
  expect(ledger.admitWork("a", true)).toEqual({ retryAfterS: 2 });
  expect(ledger.admit("a")).toEqual({ waitMs: 0 });
  clock.ms += 1500;
  expect(ledger.admitWork("a", true)).toEqual({ waitMs: 0 });
});

test("who asks for one thing after another is never refused, whatever each costs", () => {
  const step = fc.record({
    workMs: fc.oneof(fc.nat(50), fc.nat(100_000)),
    pauseMs: fc.nat(20),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 400 }), (steps) => {
      const { clock, ledger } = openLedger();
      for (const { workMs, pauseMs } of steps) {
        for (const admission of [ledger.admit("a"), ledger.admitWork("a")]) {
          if (!("waitMs" in admission)) throw new Error("refused");
          clock.ms += admission.waitMs;
        }
        expect(ledger.admitWork("a", true)).toHaveProperty("waitMs");
        ledger.charge("a", workMs);
        clock.ms += workMs + pauseMs;
      }
    }),
    { numRuns: 50 },
  );
});
