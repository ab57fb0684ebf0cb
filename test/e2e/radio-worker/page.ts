import type { SweepJob } from "../../../geodata/radio/workers/sweep-job.ts";
import { makeWorkerPool, type WorkerPort } from "../../../geodata/radio/workers/worker-pool.ts";
import { type JobHashes, makeRadioJob, partsOf } from "./radio-job.ts";

/** What the page offers to the test. */
export interface RadioPage {
  isIsolated: boolean;
  /** Sweeps with so many workers of the browser. */
  sweep(workers: number): Promise<{ hashes: JobHashes; progress: number[] }>;
  /** Cancels a sweep after its first part; then does one that was asked for meanwhile. */
  cancel(workers: number): Promise<{ rejected: string; done: number; hashesAfter: JobHashes }>;
}

function startWorkers(count: number): WorkerPort[] {
  return Array.from({ length: count }, () => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    return {
      post: (message) => worker.postMessage(message),
      listen: (onMessage, onLost) => {
        worker.addEventListener("message", ({ data }) => onMessage(data));
        worker.addEventListener("error", ({ message }) => onLost(new Error(message)));
      },
      close: () => worker.terminate(),
    };
  });
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).reduce(
    (text, byte) => text + byte.toString(16).padStart(2, "0"),
    "",
  );
}

async function hashesOf(job: SweepJob): Promise<JobHashes> {
  const { terrain, sweep, lowBand, highBand } = partsOf(job);
  return {
    terrain: await sha256(terrain),
    sweep: await sha256(sweep),
    lowBand: await sha256(lowBand),
    highBand: await sha256(highBand),
  };
}

const radio: RadioPage = {
  isIsolated: crossOriginIsolated,
  async sweep(workers) {
    const pool = makeWorkerPool(startWorkers(workers));
    const job = makeRadioJob();
    const progress: number[] = [];
    await pool.run(job, { onProgress: (done) => progress.push(done) });
    pool.close();
    return { hashes: await hashesOf(job), progress };
  },
  async cancel(workers) {
    const pool = makeWorkerPool(startWorkers(workers));
    const abort = new AbortController();
    let done = 0;
    const cancelled = pool
      .run(makeRadioJob(), {
        signal: abort.signal,
        onProgress: (share) => {
          done = share;
          abort.abort();
        },
      })
      .then(
        () => "nothing",
        (error: Error) => error.name,
      );
    const next = makeRadioJob();
    const after = pool.run(next);
    const rejected = await cancelled;
    await after;
    pool.close();
    return { rejected, done, hashesAfter: await hashesOf(next) };
  },
};
Object.assign(globalThis, { radio });
