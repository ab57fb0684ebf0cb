import * as fc from "fast-check";
import { expect, test } from "vitest";
import { changeWhatIsHidden, MARK } from "./hidden-changes.ts";
import { addressesOf, ask, bytesOf, openWorld } from "./public-answers.ts";
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

test("two viewers of one server: what only one may see stays out of the other's answers, cold or hot, in any order", {
  timeout: LIMIT_MS,
}, async () => {
  const rows = smallRealSet();
  const changed = changeWhatIsHidden(rows, 20_231_231);
  const [world, other] = [await openWorld(rows), await openWorld(changed)];
  // Every fifth: the law above asks all of them, this one asks each of five times.
  const addresses = (await addressesOf(world, [])).filter((_, at) => at % 5 === 0);
  let differences = 0;
  let held304 = 0;
  for (const [at, url] of addresses.entries()) {
    // In one world the planner fills the caches first, in the other the commune does.
    const first = at % 2 === 0 ? "planner" : "commune";
    const warm = await bytesOf(other.app, url, first);
    const cold = await bytesOf(world.app, url, "commune");
    const planner = await bytesOf(world.app, url, "planner");
    for (const answer of [
      await bytesOf(world.app, url, "commune"),
      await bytesOf(other.app, url, "commune"),
      await bytesOf(other.app, url, "commune"),
    ])
      if (answer !== cold) expect({ url, answer }).toEqual({ url, answer: cold });
    if (cold.includes(MARK)) throw new Error(`${url} tells what is hidden`);
    // Whoever holds a copy hears the same of it, the planner's too.
    for (const holder of ["commune", "planner"] as const) {
      const held = (await ask(world.app, url, holder)).headers.etag;
      if (held === undefined) continue;
      const heard = await bytesOf(world.app, url, "commune", String(held));
      const elsewhere = await bytesOf(other.app, url, "commune", String(held));
      if (heard !== elsewhere) expect({ url, heard }).toEqual({ url, heard: elsewhere });
      if (holder === "commune" && heard.startsWith("304")) held304 += 1;
    }
    const { headers } = await ask(world.app, url, "planner");
    if (planner.startsWith("200") && !isTheSameForAll(url))
      expect([url, headers["cache-control"]]).toEqual([url, "private, no-store"]);
    if (planner !== (first === "planner" ? warm : await bytesOf(other.app, url, "planner")))
      differences += 1;
  }
  await world.app.close();
  await other.app.close();
  expect(held304).toBeGreaterThan(addresses.length / 2);
  // The planner sees what was changed: the test could fail.
  expect(differences).toBeGreaterThan(addresses.length / 10);
});

/** Documents and pages that no data and no viewer changes. */
const isTheSameForAll = (url: string) =>
  /^\/(docs|healthz|readyz|api\/openapi|ogc\/api|ogc\/style)/.test(url);
