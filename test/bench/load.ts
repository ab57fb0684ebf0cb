import { execFileSync } from "node:child_process";

export interface Load {
  requestsPerSecond: number;
  p99Ms: number;
  failed: number;
}

const UNIT_MS: Record<string, number> = { us: 0.001, ms: 1, s: 1000 };

/** Eight connections on one loopback address for `seconds`, by wrk (Debian's package `wrk`). */
export function load(url: string, options: { seconds?: number; script?: string } = {}): Load {
  const script = options.script ? ["-s", options.script] : [];
  const text = execFileSync(
    "wrk",
    ["-t1", "-c8", `-d${options.seconds ?? 4}s`, "--latency", ...script, url],
    { encoding: "utf8" },
  );
  const rate = /Requests\/sec:\s+([\d.]+)/.exec(text)?.[1];
  const p99 = /99%\s+([\d.]+)(us|ms|s)/.exec(text);
  if (rate === undefined || p99 === null) throw new Error(`wrk said nothing usable:\n${text}`);
  const refused = /Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1];
  return {
    requestsPerSecond: Number(rate),
    p99Ms: Number(p99[1]) * (UNIT_MS[p99[2] as string] as number),
    failed: Number(refused ?? 0),
  };
}
