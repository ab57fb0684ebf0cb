import { afterAll, describe, expect, test } from "vitest";
import { makePolarGrid } from "../../../../geodata/radio/sweep/polar-grid.ts";
import { bytesOfSweep } from "../../../../geodata/radio/sweep/polar-sweep.ts";
import type { SweepJob } from "../../../../geodata/radio/workers/sweep-job.ts";
import {
  CancelledError,
  makeWorkerPool,
  type WorkerPool,
} from "../../../../geodata/radio/workers/worker-pool.ts";
import { startWorkerThreads } from "../../../../server/radio/worker-threads.ts";
import { makeHills } from "../../../geodata/radio/made-terrain.ts";

const terrain = makeHills({ seed: 5, columns: 300, rows: 260, voidShare: 0.0002 });
const middle = { eastingM: 680_000 + 150 * 30 + 7, northingM: 2_430_000 - 130 * 30 - 11 };

function makeJob(mast = middle, rangeM = 3000): SweepJob {
  const grid = makePolarGrid(rangeM, 30);
  return {
    terrain,
    mast,
    grid,
    txHeightAmslM: 1200,
    rxHeightAglM: 1.5,
    radiusKm: 8931,
    lowestFrequencyGHz: 0.45,
    buffer: new SharedArrayBuffer(bytesOfSweep(grid)),
    bands: [
      {
        frequencyGHz: 0.9,
        polarization: "vertical",
        buffer: new SharedArrayBuffer(4 * grid.rays * grid.steps),
      },
    ],
  };
}

const bytesOf = (job: SweepJob) =>
  Buffer.concat([Buffer.from(job.buffer), ...job.bands.map(({ buffer }) => Buffer.from(buffer))]);

const pools: WorkerPool[] = [];
function open(workers: number): WorkerPool {
  const pool = makeWorkerPool(startWorkerThreads(workers));
  pools.push(pool);
  return pool;
}
afterAll(() => {
  for (const pool of pools) pool.close();
});

describe("a sweep on worker threads", () => {
  test("has the same bytes with one, two and five workers", async () => {
    const results: Buffer[] = [];
    for (const workers of [1, 2, 5]) {
      const job = makeJob();
      await open(workers).run(job);
      results.push(bytesOf(job));
    }
    const [one, two, five] = results;
    expect(one?.some((byte) => byte !== 0)).toBe(true);
    expect(two?.equals(one as Buffer)).toBe(true);
    expect(five?.equals(one as Buffer)).toBe(true);
  });

  test("a mast moved away and back has its original bytes", async () => {
    const pool = open(2);
    const [here, there, again] = [
      makeJob(),
      makeJob({ ...middle, eastingM: middle.eastingM + 400 }),
      makeJob(),
    ];
    for (const job of [here, there, again]) await pool.run(job);
    expect(bytesOf(there).equals(bytesOf(here))).toBe(false);
    expect(bytesOf(again).equals(bytesOf(here))).toBe(true);
  });

  test("tells its progress up to the whole", async () => {
    const heard: number[] = [];
    await open(2).run(makeJob(), { onProgress: (done) => heard.push(done) });
    expect(heard.length).toBeGreaterThan(3);
    expect(heard).toEqual(heard.toSorted((a, b) => a - b));
    expect(heard.at(-1)).toBe(1);
  });

  test("stops when it is told to, and the next job is done all the same", async () => {
    const pool = open(2);
    const signal = new AbortController();
    const cancelled = pool.run(makeJob(), {
      signal: signal.signal,
      onProgress: () => signal.abort(),
    });
    const job = makeJob();
    const after = pool.run(job);
    await expect(cancelled).rejects.toBeInstanceOf(CancelledError);
    await after;
    const alone = makeJob();
    await open(1).run(alone);
    expect(bytesOf(job).equals(bytesOf(alone))).toBe(true);
  });

  test("a part that cannot be computed fails the job in its own words", async () => {
    const job = makeJob();
    const [band] = job.bands;
    if (!band) throw new Error("The job has no band");
    await expect(open(2).run({ ...job, bands: [{ ...band, frequencyGHz: 0.1 }] })).rejects.toThrow(
      "got 0.1 GHz, expected at least 0.45 GHz",
    );
  });

  test("a lost worker fails the job instead of leaving it waiting", async () => {
    const ports = startWorkerThreads(2);
    const pool = makeWorkerPool(ports);
    const running = pool.run(makeJob(middle, 4000));
    ports[0]?.close();
    await expect(running).rejects.toThrow("A worker ended");
    await expect(pool.run(makeJob())).rejects.toThrow("A worker ended");
    pool.close();
  });
});
