import type * as FastCheck from "fast-check";
import { vi } from "vitest";

/** The seed that every run of the tests repeats; the other half of the runs take a fresh one. */
const FIXED_SEED = 20261126;

/** How long one seed of one property may take, shrinking included, ms. A run takes a few at most. */
const TIME_LIMIT_MS = 20_000;

/** `PROPERTY_SEED=…` repeats the runs of a fresh seed that a failure printed. */
const freshSeed =
  process.env.PROPERTY_SEED === undefined
    ? Math.floor(Math.random() * 2 ** 32) | 0
    : Number(process.env.PROPERTY_SEED);

/**
 * Every property of every test, whatever its parameters: half of its runs from the fixed seed (or
 * the one it names), half from a fresh one; interrupted when its time is up, which counts as
 * failure. A failure prints its seed and path. With a `path` only that is replayed.
 */
vi.mock("fast-check", async (importOriginal) => {
  const real = await importOriginal<typeof FastCheck>();
  real.configureGlobal({ interruptAfterTimeLimit: TIME_LIMIT_MS, markInterruptAsFailure: true });

  function assert<T>(
    property: FastCheck.IRawProperty<T>,
    parameters: FastCheck.Parameters<T> = {},
  ): void | Promise<void> {
    const { numRuns = 100, seed = FIXED_SEED, path } = parameters;
    const runWith = (own: FastCheck.Parameters<T>) =>
      real.assert(property, { ...parameters, markInterruptAsFailure: true, ...own });
    if (path !== undefined) return runWith({});
    const fixedRun = runWith({ seed, numRuns: Math.ceil(numRuns / 2) });
    const runFresh = () =>
      runWith({ seed: freshSeed, numRuns: Math.max(1, Math.floor(numRuns / 2)) });
    return property.isAsync() ? Promise.resolve(fixedRun).then(runFresh) : runFresh();
  }

  return { ...real, assert, default: { ...real.default, assert } };
});
