import { type RayTask, runRayTask, type SweepJob } from "./sweep-job.ts";

export type ToWorker =
  | { kind: "job"; job: SweepJob }
  /** A part of the job that was posted last. */
  | { kind: "rays"; task: RayTask };

export type FromWorker = { kind: "done"; task: RayTask } | { kind: "failed"; message: string };

/** What a worker does with its messages; `post` is how it answers. The same in Node and a browser. */
export function makeWorkerSide(post: (message: FromWorker) => void): (message: ToWorker) => void {
  let job: SweepJob | undefined;
  return (message) => {
    try {
      if (message.kind === "job") job = message.job;
      else if (job === undefined) throw new Error("got rays before a job");
      else {
        runRayTask(job, message.task);
        post({ kind: "done", task: message.task });
      }
    } catch (error) {
      post({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
    }
  };
}
