import * as fc from "fast-check";
import { expect, test } from "vitest";
import { changeWhatIsHidden, MARK } from "./hidden-changes.ts";
import { addressesOf, bytesOf, openWorld } from "./public-answers.ts";
import { smallRealSet } from "./real-set.ts";

const IS_LONG = process.env.LONG === "1";
/** Changes tried: each is another application that is asked everything. */
const CHANGES = IS_LONG ? 100 : 3;
const LIMIT_MS = IS_LONG ? 3_600_000 : 120_000;

test("whatever is hidden may change: no byte of any public answer does", {
  timeout: LIMIT_MS,
}, async () => {
  const rows = smallRealSet();
  const stored = [rows.sites, rows.masts, rows.spans].flatMap((all) =>
    (all ?? []).filter(({ dataSource }) => dataSource === "real").map(({ id }) => id),
  );
  const world = await openWorld(rows);
  const addresses = await addressesOf(
    world,
    [...new Set(stored)].filter((_, at) => at % 9 === 0),
  );
  const before = new Map<string, string>();
  for (const url of addresses) before.set(url, await bytesOf(world.app, url));
  await world.app.close();
  expect(addresses.length).toBeGreaterThan(800);
  expect([...before.values()].filter((answer) => answer.startsWith("5"))).toEqual([]);

  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const { app } = await openWorld(changeWhatIsHidden(rows, seed));
      try {
        for (const [url, answer] of before) {
          const now = await bytesOf(app, url);
          if (now !== answer) expect({ url, answer: now }).toEqual({ url, answer });
          // In Latin-1 the mark is itself; asked addresses never hold it.
          if (now.includes(MARK)) throw new Error(`${url} tells what is hidden`);
        }
      } finally {
        await app.close();
      }
    }),
    {
      numRuns: CHANGES,
      endOnFailure: true,
      interruptAfterTimeLimit: LIMIT_MS - 20_000,
      markInterruptAsFailure: true,
    },
  );
});
