import { setImmediate as nextTurn } from "node:timers/promises";
import { ProblemError } from "../errors.ts";

/** Pieces of work that one client may have waiting, and all together. */
const MOST_WAITING = { ofClient: 64, ofAll: 512 };

interface Waiting {
  start(): void;
}

/**
 * One piece of heavy work at a time. Who waits is served in turn, client by client, so that a hundred
 * questions of one do not stand before the first of another; between two pieces everything that was
 * made before is answered.
 */
export interface WorkQueue {
  /** Throws the 503 of a queue that is full. */
  run<T>(client: string, work: () => Promise<T>): Promise<T>;
}

export function makeWorkQueue(): WorkQueue {
  // A Map keeps the order of insertion: the first client is the next one, and goes to the end.
  const waiting = new Map<string, Waiting[]>();
  let waitingOfAll = 0;
  let isBusy = false;

  function enter(client: string): Promise<void> {
    const own = waiting.get(client) ?? [];
    if (own.length >= MOST_WAITING.ofClient || waitingOfAll >= MOST_WAITING.ofAll) {
      throw new ProblemError("unavailable", "Máy chủ đang bận; hãy thử lại sau ít giây.", {
        headers: { "retry-after": "5" },
      });
    }
    if (!isBusy) {
      isBusy = true;
      return Promise.resolve();
    }
    return new Promise((start) => {
      own.push({ start });
      waiting.set(client, own);
      waitingOfAll += 1;
    });
  }

  async function leave(): Promise<void> {
    await nextTurn();
    const [next] = waiting;
    if (!next) {
      isBusy = false;
      return;
    }
    const [client, own] = next;
    const first = own.shift();
    waitingOfAll -= 1;
    waiting.delete(client);
    if (own.length > 0) waiting.set(client, own);
    first?.start();
  }

  return {
    async run(client, work) {
      await enter(client);
      try {
        return await work();
      } finally {
        void leave();
      }
    },
  };
}
