import type { RayTask, SweepJob } from "./sweep-job.ts";
import type { FromWorker, ToWorker } from "./worker-protocol.ts";

/** A worker as the pool knows it, whatever makes it: Node's worker_threads or a browser. */
export interface WorkerPort {
  post(message: ToWorker): void;
  /** Where answers go; `onLost` is called when the worker is gone. Called once. */
  listen(onMessage: (message: FromWorker) => void, onLost: (error: Error) => void): void;
  close(): void;
}

interface PoolOptions {
  /** Share of the job that is done, 0..1; rises with each part. */
  onProgress?: (done: number) => void;
  /** Looked at between parts: an AbortSignal, or anything with this. */
  signal?: { readonly aborted: boolean };
}

export interface WorkerPool {
  /**
   * Sweeps one mast; jobs asked for meanwhile wait their turn. Rejects with `CancelledError` when
   * the signal is aborted, and with the worker's own message when a part fails; the buffers then
   * hold parts and are of no use.
   */
  run(job: SweepJob, options?: PoolOptions): Promise<void>;
  close(): void;
}

export class CancelledError extends Error {
  override name = "CancelledError";
}

/** Parts per worker: enough that a slow core does not keep the others waiting at the end. */
const PARTS_PER_WORKER = 8;

export function makeWorkerPool(ports: readonly WorkerPort[]): WorkerPool {
  if (ports.length === 0) throw new RangeError("got no workers, expected at least one");
  let last: Promise<void> = Promise.resolve();
  let current:
    | { onMessage: (port: WorkerPort, message: FromWorker) => void; fail: Fail }
    | undefined;
  let lost: Error | undefined;
  for (const port of ports)
    port.listen(
      (message) => current?.onMessage(port, message),
      (error) => {
        lost = error;
        current?.fail(error);
      },
    );

  function runNow(job: SweepJob, { onProgress, signal }: PoolOptions): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const tasks = tasksOf(job.grid.rays, ports.length * PARTS_PER_WORKER);
      let next = 0;
      let underWay = 0;
      let raysDone = 0;
      let failure: Error | undefined;

      const feed = (port: WorkerPort) => {
        if (signal?.aborted) failure ??= new CancelledError("The computation was cancelled");
        const task = failure === undefined ? tasks[next] : undefined;
        if (task !== undefined) {
          next += 1;
          underWay += 1;
          port.post({ kind: "rays", task });
        } else if (underWay === 0) {
          // Nobody writes into the buffers any more.
          current = undefined;
          if (failure) reject(failure);
          else resolve();
        }
      };
      current = {
        fail: (error) => {
          // A lost worker never answers: what it had under way cannot be waited for.
          current = undefined;
          reject(error);
        },
        onMessage: (port, message) => {
          underWay -= 1;
          if (message.kind === "failed") failure ??= new Error(message.message);
          else {
            raysDone += message.task.to - message.task.from;
            onProgress?.(raysDone / job.grid.rays);
          }
          feed(port);
        },
      };
      if (lost) return current.fail(lost);
      for (const port of ports) port.post({ kind: "job", job });
      for (const port of ports) if (current) feed(port);
    });
  }

  return {
    run(job, options = {}) {
      const turn = last.then(() => runNow(job, options));
      last = turn.catch(() => undefined);
      return turn;
    },
    close() {
      for (const port of ports) port.close();
    },
  };
}

type Fail = (error: Error) => void;

function tasksOf(rays: number, parts: number): RayTask[] {
  const size = Math.max(1, Math.ceil(rays / parts));
  return Array.from({ length: Math.ceil(rays / size) }, (_, i) => ({
    from: i * size,
    to: Math.min((i + 1) * size, rays),
  }));
}
