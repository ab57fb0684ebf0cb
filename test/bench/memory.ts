import { existsSync, readFileSync } from "node:fs";
import type { Summary } from "../../geodata/model/summary.ts";
import { startServer } from "../e2e/server-under-test.ts";
import { districtTile, tilePath } from "./district-tile.ts";

const VARIED_REQUESTS = 10_000;
const MOST_MEMORY_MB = 400;
/** Questions asked at once while memory is filled. */
const AT_ONCE = 8;
const TILE_14 = districtTile(14);

/** What the server's process takes after many different questions; whether it is little enough. */
export async function benchMemory(): Promise<boolean> {
  const server = await startServer({ env: { REQUESTS_PER_MINUTE: "0" } });
  const pid = server.process.pid ?? 0;
  const atStartMb = residentMb(pid);
  const summary = (await (await fetch(`${server.url}/api/summary`)).json()) as Summary;
  await askVaried(server.url, summary);
  const memoryMb = residentMb(pid);
  await server.stop();
  console.log(
    `Memory after ${VARIED_REQUESTS.toLocaleString("en")} varied requests: ${memoryMb} MB, at most ${MOST_MEMORY_MB} (at the start, a dataset just read in: ${atStartMb} MB)`,
  );
  return memoryMb <= MOST_MEMORY_MB;
}

/** Tiles of every day, rule and place, lists, details, pages of features and pages of the client. */
async function askVaried(url: string, summary: Summary): Promise<void> {
  const { items } = (await (await fetch(`${url}/api/villages?limit=1000`)).json()) as {
    items: { id: string }[];
  };
  const days = daysOf(summary);
  const dayOf = (n: number) => days[Math.floor(n / 7) % days.length] ?? summary.asOf;
  const kinds: ((n: number) => string)[] = [
    (n) =>
      tilePath(
        summary,
        n % 2 ? "ke-hoach-2023" : "cv1603-2024",
        dayOf(n),
        `villages,communes,sites,fibre,roads,places/${9 + (n % 6)}/${placeOf(n, 9 + (n % 6))}.mvt`,
      ),
    (n) => `/api/villages?limit=1000&asOf=${dayOf(n)}&sort=${n % 2 ? "-households" : "name"}`,
    (n) => `/api/villages/${items[n % items.length]?.id}?asOf=${dayOf(n)}`,
    (n) => `/ogc/collections/villages/items?limit=1000&datetime=${dayOf(n)}`,
    (n) => `/?asOf=${dayOf(n)}`,
  ];
  let next = 0;
  const ask = async () => {
    while (next < VARIED_REQUESTS) {
      const n = next++;
      // Two of three are tiles, as a map asks for them.
      const kind = n % 3 < 2 ? 0 : 1 + (n % 4);
      const answer = await fetch(url + kinds[kind]?.(n));
      if (answer.status >= 400) throw new Error(`${answer.status} for ${answer.url}`);
      await answer.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
}

/** The days of the time bar, and the first of each month of the plan. */
function daysOf({ evidenceDays }: Summary): string[] {
  const months = Array.from({ length: 36 }, (_, month) => {
    const of = String(1 + (month % 12)).padStart(2, "0");
    return `20${23 + Math.floor(month / 12)}-${of}-01`;
  });
  return [...evidenceDays, ...months];
}

/** Column and row of a tile over the district. */
function placeOf(n: number, zoom: number): string {
  const scale = 2 ** (zoom - 14);
  const x = Math.floor((TILE_14.x - 10 + (n % 20)) * scale);
  const y = Math.floor((TILE_14.y - 7 + ((n >> 4) % 14)) * scale);
  return `${x}/${y}`;
}

function residentMb(pid: number): number {
  const status = existsSync(`/proc/${pid}/status`)
    ? readFileSync(`/proc/${pid}/status`, "utf8")
    : "";
  // The kernel's kB are 1,024 bytes.
  return Math.round((Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1024) / 1e6);
}
