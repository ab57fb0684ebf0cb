import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ImportKind, ImportOutcome } from "../../../server/imports/import-file.ts";
import { readStored } from "../../../server/imports/stored-rows.ts";
import { seedStore } from "../../../server/seed/seed-store.ts";
import type { CoverageStore } from "../../../server/stores/coverage-store.ts";
import { openMemoryStore } from "../../../server/stores/memory-store.ts";
import { openSqliteStore } from "../../../server/stores/sqlite/sqlite-store.ts";
import { verifySqliteStore } from "../../../server/stores/sqlite/verify-store.ts";
import { VersionConflictError } from "../../../server/stores/store-errors.ts";
import { withOthersBefore, wrapped } from "../between.ts";
import { CLOCK, importText } from "../imports/small-district.ts";
import { writeSmallDataset } from "./small-dataset.ts";

/** Random interleavings; each opens stores of its own. */
const RUNS = process.env.LONG ? 200 : 5;

let folder: string;
let dataset: string;
let path: string;
let ours: CoverageStore;
let theirs: CoverageStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "song-thon-race-"));
  dataset = writeSmallDataset(folder);
  path = join(folder, "store.sqlite");
  [ours, theirs] = await Promise.all([openSqliteStore(path), openSqliteStore(path)]);
});
afterEach(async () => {
  await ours.close();
  await theirs.close();
  rmSync(folder, { recursive: true, force: true });
});

const FILES = {
  claims:
    "thon,nha_mang,cong_nghe,phu_trung_tam,ngay\ncl-1,VTL,4G,1,05/01/2026\nxl-1,MBF,4G,1,05/01/2026\n",
  otherClaims: "thon,nha_mang,cong_nghe,phu_trung_tam,ngay\ncl-1,VTL,4G,0,05/01/2026\n",
  villages: "ma_thon,ten_thon,xa,lon,lat\nmoi-1,Thôn Mới,Cao Lâu,106.9,21.93\n",
  sites:
    "ma_tram,nha_mang,lon,lat,trang_thai,ngay_phat_song\nREAL-1,VTL,106.95,21.9,Đang hoạt động,01/02/2024\n",
  cells: "ma_o,ma_tram,nha_mang,cong_nghe\n1,DEMO-2,VTL,4G\n",
};
type FileName = keyof typeof FILES;

const REQUESTS: Record<FileName, { kind: ImportKind; replace: boolean }> = {
  claims: { kind: "claims", replace: false },
  otherClaims: { kind: "claims", replace: false },
  villages: { kind: "villages", replace: true },
  sites: { kind: "sites", replace: true },
  cells: { kind: "cells", replace: false },
};

function bring(store: CoverageStore, file: FileName): Promise<ImportOutcome> {
  const { kind, replace } = REQUESTS[file];
  return importText(store, kind, FILES[file], { replace, fileName: `${file}.csv` });
}

/** Rows in force, and what else anybody could see, without when it was recorded. */
async function stateOf(store: CoverageStore) {
  return { rows: await readStored(store), counts: await store.counts() };
}

async function expectSound(): Promise<void> {
  expect(await verifySqliteStore(path)).toMatchObject({ damages: [], dangling: [] });
}

function history(): string[] {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare("select note from history order by version").all();
  database.close();
  return rows.map(({ note }) => String(note));
}

const AGAIN = /tệp đã được so lại với dữ liệu mới/;

test("claims that come between reading and writing of `villages --replace` go with their thôn, in words", async () => {
  await seedStore(ours, dataset);
  const outcome = await bring(
    withOthersBefore(ours, () => bring(theirs, "claims")),
    "villages",
  );
  expect(outcome.notes[0]).toMatch(AGAIN);
  expect(outcome.retired).toContainEqual({ kind: "evidence", rows: 2, succeeded: 0 });
  expect(outcome.version).toBe(3);
  await expectSound();
});

test("claims whose thôn are replaced before they are written are refused, and nothing is saved", async () => {
  await seedStore(ours, dataset);
  const outcome = await bring(
    withOthersBefore(ours, () => bring(theirs, "villages")),
    "claims",
  );
  expect(outcome.refusedFile).toBeDefined();
  expect(outcome.refusedRows).toBe(2);
  expect(outcome.version).toBeUndefined();
  expect(await ours.datasetVersion()).toBe(2);
  await expectSound();
});

test("cells that come between reading and writing of `sites --replace` go with their site", async () => {
  await seedStore(ours, dataset);
  const outcome = await bring(
    withOthersBefore(ours, () => bring(theirs, "cells")),
    "sites",
  );
  expect(outcome.notes[0]).toMatch(AGAIN);
  expect(outcome.retired).toContainEqual({ kind: "cells", rows: 3, succeeded: 0 });
  await expectSound();
});

test("cells whose site is replaced before they are written are refused", async () => {
  await seedStore(ours, dataset);
  const outcome = await bring(
    withOthersBefore(ours, () => bring(theirs, "sites")),
    "cells",
  );
  expect(outcome.problems.map(({ code }) => code)).toEqual(["unknown_site"]);
  expect(outcome.version).toBeUndefined();
  await expectSound();
});

test("of two imports of one claim the later sees the earlier one and counts it as changed", async () => {
  await seedStore(ours, dataset);
  const outcome = await bring(
    withOthersBefore(ours, () => bring(theirs, "claims")),
    "otherClaims",
  );
  expect(outcome).toMatchObject({ added: 0, changed: 1, version: 3 });
  expect(outcome.notes[0]).toMatch(AGAIN);
});

test("who loses again and again is told, and nothing of it is saved", async () => {
  await seedStore(ours, dataset);
  let commits = 0;
  const others = () => {
    commits += 1;
    return theirs.commit({ recordedAt: CLOCK().toISOString(), by: "test", note: "test" });
  };
  const losing = bring(withOthersBefore(ours, others, 99), "claims");
  await expect(losing).rejects.toThrow(VersionConflictError);
  await expect(losing).rejects.toThrow(/Kho dữ liệu đã được thay đổi.*không lưu gì/);
  expect(commits).toBe(5);
  expect(await ours.evidenceDays()).toEqual([]);
});

test("two first starts at once seed once; the slower goes on with what is there", async () => {
  const slower = withOthersBefore(ours, () => seedStore(theirs, dataset));
  expect(await seedStore(slower, dataset)).toEqual({ seeded: false, changedRules: [] });
  expect(history()).toEqual(["Nạp bộ dữ liệu minh họa"]);
  await expectSound();
});

test("a first start beside an import brings no demonstration rows back", async () => {
  const slower = withOthersBefore(ours, async () => {
    await seedStore(theirs, dataset);
    await bring(theirs, "sites");
  });
  expect((await seedStore(slower, dataset)).seeded).toBe(false);
  const sites = (await ours.counts()).find(({ kind }) => kind === "sites");
  expect(sites).toMatchObject({ demo: 0, real: 1 });
  await expectSound();
});

test("whatever the interleaving, the outcome is that of one after the other", async () => {
  const names = [...Object.keys(FILES), "seed"] as (FileName | "seed")[];
  const act = async (store: CoverageStore, name: FileName | "seed") => {
    await seedStore(store, dataset, CLOCK);
    return name === "seed" ? undefined : bring(store, name);
  };
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.shuffledSubarray(names, { minLength: 2, maxLength: 3 }),
      async (scheduler, chosen) => {
        const home = mkdtempSync(join(folder, "run-"));
        path = join(home, "store.sqlite");
        const stores = await Promise.all(chosen.map(() => openSqliteStore(path)));
        const runs = chosen.map((name, index) => {
          const scheduled = wrapped(stores[index] as CoverageStore, (_, call) =>
            scheduler.scheduleFunction((...args: never[]) => {
              const done = call(...args);
              // Told when its turn comes; until then nobody waits for it.
              done.catch(() => {});
              return done;
            }),
          );
          return act(scheduled, name);
        });
        const outcomes = await scheduler.waitFor(Promise.all(runs));
        const saved = outcomes.filter((outcome) => outcome?.version !== undefined).length;
        expect(history().filter((note) => note.startsWith("Nạp"))).toHaveLength(1);
        expect(history()).toHaveLength(1 + saved);
        await expectSound();
        const state = await stateOf(stores[0] as CoverageStore);
        for (const store of stores) await store.close();
        rmSync(home, { recursive: true });

        const serial = await Promise.all(
          ordersOf(chosen).map(async (order) => {
            const store = openMemoryStore();
            for (const name of order) await act(store, name);
            return stateOf(store);
          }),
        );
        expect(serial).toContainEqual(state);
      },
    ),
    { numRuns: RUNS, interruptAfterTimeLimit: RUNS * 1500, markInterruptAsFailure: true },
  );
}, 600_000);

function ordersOf<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item) =>
    ordersOf(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}
