import { LRUCache } from "lru-cache";

/** What came of asking: go on after this many ms, or come back after so many s. */
type Admission = { waitMs: number } | { retryAfterS: number };

/** What one address has left. */
interface Account {
  requests: number;
  workMs: number;
  /** When it was last filled up, ms. */
  at: number;
}

/** A burst may cost what is earned in this time, ms: a map's first look, a year of the time bar. */
const BURST_MS = 10_000;
/**
 * Whoever has spent it waits this long at most, ms. One who asks for one thing after another is
 * slowed down to what is earned and never refused; one who asks for everything at once is.
 */
const MOST_WAIT_MS = 2_000;
/** Whose turn comes with more than this to wait is refused after all: others of its own spent it, ms. */
const MOST_WAIT_AT_TURN_MS = 1_000;
/** Addresses remembered; who has not come for a while has earned everything back anyhow. */
const MOST_ADDRESSES = 20_000;
/** Work that is earned with each request, ms: a small answer costs about as much by itself. */
const WORK_MS_PER_REQUEST = 0.2;

/**
 * What each address may still cost: two token buckets. Every request takes one from the first; what
 * must be computed is paid from the second by the time that it really took. Apart, so that whoever
 * shares an address with one who has all computed still gets what is computed already.
 */
export interface CostLedger {
  /** Takes one request. */
  admit(client: string): Admission;
  /** Whether work may be begun; takes nothing. `isTurn`: it has waited already. */
  admitWork(client: string, isTurn?: boolean): Admission;
  /** Takes `ms` of work. */
  charge(client: string, ms: number): void;
}

/**
 * @param requestsPerMinute small answers that an address may have in a minute
 * @param now milliseconds of a clock that only goes forward
 */
export function makeCostLedger(requestsPerMinute: number, now: () => number): CostLedger {
  const requestsPerMs = requestsPerMinute / 60_000;
  const workPerMs = requestsPerMs * WORK_MS_PER_REQUEST;
  const most = { requests: Math.max(1, requestsPerMs * BURST_MS), workMs: workPerMs * BURST_MS };
  const accounts = new LRUCache<string, Account>({ max: MOST_ADDRESSES });

  function accountOf(client: string): Account {
    const at = now();
    const known = accounts.get(client);
    if (!known) {
      const account = { ...most, at };
      accounts.set(client, account);
      return account;
    }
    const passedMs = at - known.at;
    known.requests = Math.min(most.requests, known.requests + passedMs * requestsPerMs);
    known.workMs = Math.min(most.workMs, known.workMs + passedMs * workPerMs);
    known.at = at;
    return known;
  }

  return {
    admit(client) {
      const account = accountOf(client);
      const admission = admissionOf(account.requests - 1, requestsPerMs, MOST_WAIT_MS);
      if ("waitMs" in admission) account.requests -= 1;
      return admission;
    },
    admitWork(client, isTurn = false) {
      const mostMs = isTurn ? MOST_WAIT_AT_TURN_MS : MOST_WAIT_MS;
      return admissionOf(accountOf(client).workMs, workPerMs, mostMs);
    },
    charge(client, ms) {
      const account = accountOf(client);
      // However long it took, whoever asks for one thing after another is not refused for it.
      account.workMs = Math.max(-workPerMs * MOST_WAIT_MS, account.workMs - ms);
    },
  };
}

function admissionOf(balance: number, earnedPerMs: number, mostMs: number): Admission {
  const waitMs = balance >= 0 ? 0 : -balance / earnedPerMs;
  // Rounding may not turn the most that one waits into more.
  if (waitMs <= mostMs + 1) return { waitMs };
  return { retryAfterS: Math.ceil(waitMs / 1000) };
}
