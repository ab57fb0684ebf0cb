import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { ProblemError } from "../errors.ts";
import { clientOf } from "./client-address.ts";
import { type CostLedger, makeCostLedger } from "./cost-ledger.ts";
import { isHealthPath } from "./health-paths.ts";
import { makeWorkQueue, type WorkQueue } from "./work-queue.ts";

/** A refusal of work is said after this, ms. */
const REFUSAL_PAUSE_MS = 1_000;

declare module "fastify" {
  interface FastifyInstance {
    /** Absent where nothing is limited: an application of a test. */
    heavyWork?: { queue: WorkQueue; ledger: CostLedger | undefined };
  }
}

/**
 * Begins to measure work; what it returns tells its cost so far, ms. Time in which the processor was
 * somewhere else is left out: a busy machine would refuse a visitor the first look at the map.
 */
export function startWork(wallMs = () => performance.now(), cpuMs = processorMs): () => number {
  const startedAt = wallMs();
  const spentBefore = cpuMs();
  return () => Math.min(wallMs() - startedAt, cpuMs() - spentBefore);
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Whoever reads a stream is charged for each piece by the time that making it takes. */
export function* chargedPieces(request: FastifyRequest, pieces: Iterable<string>) {
  const ledger = request.server.heavyWork?.ledger;
  const client = clientOf(request.ip);
  const source = pieces[Symbol.iterator]();
  for (;;) {
    const tookMs = startWork();
    const { done, value } = source.next();
    ledger?.charge(client, tookMs());
    if (done) return;
    yield value;
  }
}

/**
 * Limits what one address may cost, on every route: each request counts, and work that must be done
 * for an answer by the time that it takes. Who has spent it is slowed down,
 * then refused with 429. Health checks are not counted. Register before whatever may answer.
 *
 * @param options.requestsPerMinute small answers that an address may have in a minute; 0 = no limit
 * @param options.priceMs what an address costs each time beside that, ms of work
 */
export function limitCost(
  app: FastifyInstance,
  { requestsPerMinute, priceMs }: { requestsPerMinute: number; priceMs: (url: string) => number },
): void {
  const ledger =
    requestsPerMinute === 0
      ? undefined
      : makeCostLedger(requestsPerMinute, () => performance.now());
  app.decorate("heavyWork", { queue: makeWorkQueue(), ledger });
  if (!ledger) return;
  app.addHook("onRequest", async (request) => {
    if (isHealthPath(request.url)) return;
    const client = clientOf(request.ip);
    const admission = ledger.admit(client);
    if ("retryAfterS" in admission) throw tooMany(admission.retryAfterS);
    if (admission.waitMs > 0) await sleep(admission.waitMs);
    const ms = priceMs(request.url);
    if (ms === 0) return;
    await waitForWork(ledger, client);
    ledger.charge(client, ms);
  });
}

/**
 * Does the work that an answer needs when nobody had it before: one piece at a time in the whole
 * server, charged to whoever asked. `work` must not wait for the caller to read the answer; it is
 * not begun for a caller who has gone, and its signal says when one goes.
 */
export async function heavily<T>(
  request: FastifyRequest,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const gone = new AbortController();
  // Whoever looks at the signal refuses by it: a caller who left is no fault of ours.
  const onClose = () => gone.abort(new ProblemError("unavailable", "Người hỏi đã ngắt kết nối."));
  const { socket } = request.raw;
  socket.once("close", onClose);
  try {
    return await queued(request, async () => {
      gone.signal.throwIfAborted();
      return work(gone.signal);
    });
  } finally {
    socket.off("close", onClose);
  }
}

async function queued<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  const { heavyWork } = request.server;
  if (!heavyWork) return work();
  const { queue, ledger } = heavyWork;
  if (!ledger) return queue.run("", work);
  const client = clientOf(request.ip);
  await waitForWork(ledger, client);
  const done = await queue.run(client, async () => {
    // What the same client asked before has its price by now.
    const admission = ledger.admitWork(client, true);
    if ("retryAfterS" in admission) return admission;
    const tookMs = startWork();
    try {
      return { value: await work() };
    } finally {
      ledger.charge(client, tookMs());
    }
  });
  if ("value" in done) return done.value;
  return refuseWork(done.retryAfterS);
}

async function waitForWork(ledger: CostLedger, client: string): Promise<void> {
  const admission = ledger.admitWork(client);
  if ("retryAfterS" in admission) return refuseWork(admission.retryAfterS);
  if (admission.waitMs > 0) await sleep(admission.waitMs);
}

/** Said after a pause: whoever asks again at once gains nothing, and leaves others their requests. */
async function refuseWork(retryAfterS: number): Promise<never> {
  await sleep(REFUSAL_PAUSE_MS);
  throw tooMany(retryAfterS);
}

function tooMany(retryAfterS: number): ProblemError {
  return new ProblemError(
    "too-many-requests",
    `Địa chỉ này vừa yêu cầu quá nhiều; hãy thử lại sau ${retryAfterS} giây.`,
    // Refused before the plugin that says so of every other answer.
    { headers: { "retry-after": String(retryAfterS), "access-control-allow-origin": "*" } },
  );
}
