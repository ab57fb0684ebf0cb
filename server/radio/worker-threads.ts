import { Worker } from "node:worker_threads";
import type { WorkerPort } from "../../geodata/radio/workers/worker-pool.ts";

/** So many worker threads of this process, for a pool. */
export function startWorkerThreads(count: number): WorkerPort[] {
  return Array.from({ length: count }, () => {
    const worker = new Worker(new URL("./sweep-worker.ts", import.meta.url));
    return {
      post: (message) => worker.postMessage(message),
      listen: (onMessage, onLost) => {
        worker.on("message", onMessage);
        worker.on("error", onLost);
        worker.on("exit", (code) => onLost(new Error(`A worker ended with code ${code}`)));
      },
      close: () => void worker.terminate(),
    };
  });
}
