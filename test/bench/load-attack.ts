/**
 * Many connections that ask only for what must be made anew (days and tiles that nobody asked for
 * before), over the loopback, and another visitor meanwhile. Prints the visitor's median and p95
 * before and during, what the attack was answered, and the server's memory.
 *
 *     node test/bench/load-attack.ts [SECONDS] [ADDRESSES]
 *
 * With 0 addresses the attack comes from the visitor's own.
 */
import { readFileSync } from "node:fs";
import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Summary } from "../../geodata/model/summary.ts";
import { startServer } from "../e2e/server-under-test.ts";
import { type Asked, ask, percentile } from "./attack/loopback.ts";

const CONNECTIONS = 40;
const SECONDS = Math.min(Number(process.argv[2] ?? 20), 60);
/** Addresses that the attack comes from: the visitor's, one, or as many as connections. */
const ADDRESSES = Math.min(Number(process.argv[3] ?? 1), CONNECTIONS);
const VISITOR = "127.0.0.99";
const PAUSE_MS = 50;

const server = await startServer({ env: { MAX_LAG_MS: "1000" } });
const port = Number(new URL(server.url).port);
const summary = (await (await fetch(`${server.url}/api/summary`)).json()) as Summary;

function memoryMb(): number {
  const status = readFileSync(`/proc/${server.process.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

/** The n-th question that was never asked before: days of twenty years, both rules, every door. */
function newPath(n: number): string {
  const day = new Date(Date.UTC(2010, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
  const rule = n % 2 === 0 ? "ke-hoach-2023" : "cv1603-2024";
  const doors = [
    `/api/summary?asOf=${day}&rule=${rule}`,
    `/tiles/${summary.datasetVersion}/${rule}/${day}/villages,communes,sites,fibre,roads/10/816/${445 + (n % 4)}.mvt`,
    `/?asOf=${day}&rule=${rule}`,
    `/api/villages?asOf=${day}&rule=${rule}&limit=1000`,
    `/ogc/collections/villages/items?datetime=${day}&rule=${rule}`,
    `/docs/static/${n}`,
  ];
  return doors[n % doors.length] as string;
}

async function visit(untilMs: number): Promise<Asked[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const paths = [
    "/api/summary",
    "/",
    "/ogc/collections",
    `/tiles/${summary.datasetVersion}/ke-hoach-2023/${summary.asOf}/villages,communes/10/816/448.mvt`,
  ];
  const asked: Asked[] = [];
  for (let n = 0; performance.now() < untilMs; n++) {
    asked.push(await ask({ port }, paths[n % paths.length] as string, { from: VISITOR, agent }));
    await sleep(PAUSE_MS);
  }
  agent.destroy();
  return asked;
}

function say(what: string, asked: readonly Asked[]): void {
  const times = asked.map(({ ms }) => ms);
  const statuses = Map.groupBy(asked, ({ status }) => status);
  console.log(
    `${what}: ${asked.length} answers, median ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms, longest ${Math.max(...times).toFixed(0)} ms; ${[...statuses].map(([status, of]) => `${status} x ${of.length}`).join(", ")}`,
  );
}

await visit(performance.now() + 1000);
say("another visitor before", await visit(performance.now() + 4000));
const end = performance.now() + SECONDS * 1000;
let n = 0;
let peakMb = 0;
const watch = setInterval(() => (peakMb = Math.max(peakMb, memoryMb())), 250);
const attacks = Array.from({ length: CONNECTIONS }, async (_, connection) => {
  const from = ADDRESSES === 0 ? VISITOR : `127.0.1.${1 + (connection % ADDRESSES)}`;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const asked: Asked[] = [];
  while (performance.now() < end) asked.push(await ask({ port }, newPath(n++), { from, agent }));
  agent.destroy();
  return asked;
});
const visitor = await visit(end);
clearInterval(watch);
const attack = (await Promise.all(attacks)).flat();
say(`the attack (${CONNECTIONS} connections, ${ADDRESSES} address(es), ${SECONDS} s)`, attack);
say("another visitor during", visitor);
console.log(`memory of the server: at most ${peakMb.toFixed(0)} MB`);
await server.stop();
