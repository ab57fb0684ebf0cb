import fcDefault, * as fc from "fast-check";
import { expect, test, vi } from "vitest";

const FIXED_SEED = 20261126;

/** What the values of a property were, run by run. */
function valuesOf(parameters?: fc.Parameters<[number]>, assert = fc.assert): number[] {
  const values: number[] = [];
  assert(
    fc.property(fc.integer(), (value) => {
      values.push(value);
    }),
    parameters,
  );
  return values;
}

/** What a failing property says. */
function failureOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return "did not fail";
}

function burnMs(milliseconds: number): void {
  const start = performance.now();
  while (performance.now() - start < milliseconds);
}

test.each([
  ["a namespace", fc.assert],
  ["the default export", fcDefault.assert],
])("half of the runs repeat a fixed seed, half take a fresh one (%s)", async (_, assert) => {
  const library = await vi.importActual<typeof fc>("fast-check");
  const values = valuesOf({ numRuns: 50 }, assert);
  const fixed = valuesOf({ seed: FIXED_SEED, numRuns: 25 }, library.assert);
  expect(values).toHaveLength(50);
  expect(values.slice(0, 25)).toEqual(fixed);
  expect(values.slice(25)).not.toEqual(fixed);
  expect(valuesOf()).toHaveLength(100);
  expect(valuesOf({ numRuns: 1 })).toHaveLength(2);
});

test("a seed of its own takes the place of the fixed one, not of the fresh one", () => {
  const [one, other] = [valuesOf({ seed: 1, numRuns: 20 }), valuesOf({ seed: 2, numRuns: 20 })];
  expect(one.slice(0, 10)).not.toEqual(other.slice(0, 10));
  expect(one.slice(10)).toEqual(other.slice(10));
});

test("a failure prints the seed and the path that repeat it, and they do", () => {
  const never = fc.property(fc.integer({ min: 0, max: 1e6 }), (value) => value < 1000);
  const message = failureOf(() => fc.assert(never));
  const [, seed, path] = /seed: (-?\d+), path: "([\d:]+)"/.exec(message)!;
  expect(Number(seed)).toBe(FIXED_SEED);
  const again = failureOf(() => fc.assert(never, { seed: Number(seed), path: path! }));
  expect(again).toContain("failed after 1 tests");
  expect(again).toContain("Counterexample: [1000]");
});

test("a property whose time is up has failed, though no run did", () => {
  const slow = fc.property(fc.integer(), () => burnMs(2));
  const message = failureOf(() => fc.assert(slow, { interruptAfterTimeLimit: 20 }));
  expect(message).toMatch(/interrupted after \d+ tests/);
  expect(message).toContain(`seed: ${FIXED_SEED}`);
});

test("shrinking ends when the time is up, in a synchronous loop too, and tells what was found", () => {
  // Every value fails, so that shrinking walks down arrays of doubles for hours.
  const places = fc.array(fc.tuple(fc.double(), fc.double()), { minLength: 60, maxLength: 90 });
  const slow = fc.property(places, (values) => {
    burnMs(1);
    return values.every(([lon]) => Number.isInteger(lon)) && values.length < 1;
  });
  const start = performance.now();
  const message = failureOf(() => fc.assert(slow, { interruptAfterTimeLimit: 150 }));
  expect(performance.now() - start).toBeLessThan(1500);
  expect(message).toMatch(/Property failed after 1 tests\n\{ seed: 20261126, path: "0:/);
  expect(message).toContain("Counterexample: ");
});

test("a property that waits for ever is interrupted and has failed", async () => {
  const waiting = fc.asyncProperty(fc.integer(), () => new Promise<void>(() => {}));
  await expect(fc.assert(waiting, { interruptAfterTimeLimit: 20 })).rejects.toThrow(/interrupted/);
});

test("unless it says otherwise a property has 20 s a seed", () => {
  expect(fc.readConfigureGlobal()).toMatchObject({
    interruptAfterTimeLimit: 20_000,
    markInterruptAsFailure: true,
  });
});
