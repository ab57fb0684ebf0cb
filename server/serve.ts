import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import closeWithGrace from "close-with-grace";
import { pino } from "pino";
import indicators from "../geodata/datasets/indicators.json" with { type: "json" };
import { epochOf } from "../geodata/model/administrative-unit.ts";
import type { CatalogueEntry } from "../geodata/model/catalogue.ts";
import type { Indicator } from "../geodata/model/indicator.ts";
import { PUBLIC_VIEWER } from "../geodata/model/viewer.ts";
import { buildApp } from "./app.ts";
import type { Config } from "./config.ts";
import { type CoverageReader, makeCoverageReader } from "./coverage/coverage-reader.ts";
import { seedStore } from "./seed/seed-store.ts";
import type { CoverageStore } from "./stores/coverage-store.ts";
import { acquireServerLock } from "./stores/server-lock.ts";
import { openSqliteStore } from "./stores/sqlite/sqlite-store.ts";
import { makeTerrainReader, type TerrainReader } from "./terrain/terrain-reader.ts";

const DATASET_DIR = resolve(import.meta.dirname, "../geodata/datasets/caoloc");
const CLIENT_DIR = resolve(import.meta.dirname, "../client/dist");

/** What is in flight when the process is told to stop may take this long, ms. */
const GRACE_MS = 10_000;
/** Between saying "not ready" and closing the door: whoever balances the load must see it, ms. */
const NOT_READY_MS = 500;

/** Takes the folder, opens and fills the store, listens; gives everything back when told to stop. */
export async function serve(config: Config): Promise<void> {
  const clock = () => new Date();
  const lock = acquireServerLock(config.dataDir, clock);
  process.once("exit", () => lock.release());
  const log = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }));
  const store = await openSqliteStore(config.storePath, {
    clock,
    onWait: (sentence) => console.error(sentence),
    onFailure: (error) => log.fatal(error),
  });
  await seed(store, clock);

  let stopping = false;
  // Answers are made from what is derived in a moment; that takes judging every thôn.
  const answerBytes = config.cacheBytes / 4;
  const reader = makeCoverageReader(store, {
    ...config,
    derivedBytes: config.cacheBytes - answerBytes,
  });
  const terrain = makeTerrainReader({
    terrainDir: join(config.dataDir, "terrain"),
    datasetDir: DATASET_DIR,
  });
  const app = await buildApp({
    store,
    reader,
    config: { ...config, answerBytes },
    clock,
    log,
    indicators: indicators as Indicator[],
    isStopping: () => stopping,
    catalogue: readCatalogue(),
    terrain,
    clientDir: CLIENT_DIR,
  });

  closeWithGrace({ delay: GRACE_MS, logger: log }, async ({ err }) => {
    if (err) log.fatal(err);
    stopping = true;
    await sleep(NOT_READY_MS);
    await app.close();
    await store.close();
    lock.release();
  });
  const address = await app.listen({ port: config.port, host: config.host });
  console.log(`Sóng Thôn: ${address}`);
  warmUp(reader, terrain).catch((error: unknown) => log.error(error));
}

/** Judges for the question that nobody spelled out and reads the heights: the first visitor does not wait. */
async function warmUp(reader: CoverageReader, terrain: TerrainReader): Promise<void> {
  await reader.consistently(PUBLIC_VIEWER, async (snapshot) => {
    const { asOf, ruleId } = await snapshot.defaults();
    await snapshot.judged({ asOf, ruleId, epoch: epochOf(asOf) });
  });
  await terrain();
}

async function seed(store: CoverageStore, clock: () => Date): Promise<void> {
  const isEmpty = (await store.datasetVersion()) === 0;
  if (isEmpty) {
    console.log("Lần chạy đầu tiên: đang nạp bộ dữ liệu minh họa…");
  }
  const { seeded, changedRules } = await seedStore(store, DATASET_DIR, clock);
  if (seeded) {
    const stored = new Map(
      (await store.counts()).map(({ kind, demo, real }) => [kind, demo + real]),
    );
    const [villages, evidence] = [stored.get("villages"), stored.get("evidence")];
    console.log(`Đã nạp ${villages} thôn và ${evidence} báo cáo phủ sóng (dữ liệu minh họa).`);
  } else if (isEmpty) {
    console.log("Một lệnh khác vừa nạp dữ liệu trước; máy chủ dùng dữ liệu đó.");
  } else if (changedRules.length > 0) {
    console.log(`Đã cập nhật quy tắc: ${changedRules.join(", ")}.`);
  }
}

function readCatalogue(): CatalogueEntry[] {
  const text = readFileSync(join(DATASET_DIR, "catalogue.json"), "utf8");
  return (JSON.parse(text) as { entries: CatalogueEntry[] }).entries;
}
