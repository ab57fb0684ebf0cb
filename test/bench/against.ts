import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Summary } from "../../geodata/model/summary.ts";
import { root, type ServerUnderTest, startServer } from "../e2e/server-under-test.ts";
import { percentile } from "./attack/loopback.ts";
import { districtTile, tilePath } from "./district-tile.ts";
import { load } from "./load.ts";
import { benchMemory } from "./memory.ts";

/** Interleaved runs of each row, for each tree. */
const RUNS = 9;
const SECONDS = 2;
/** Slower than this part of the other tree's rate is a failure. */
const LEAST_RATIO = 0.9;
const TILE_14 = districtTile(14);
const TILE_10 = districtTile(10);

interface Row {
  name: string;
  /** Address of run `run`, or a wrk script that asks for another one each time. */
  url?: (summary: Summary) => string;
  script?: (summary: Summary, run: number) => string;
}

/** `n` begins elsewhere in each run, so that nothing was asked before. */
const eachTime = (run: number, path: string) => `
  local n = ${run * 1_000_000}
  request = function()
    n = n + 1
    return wrk.format("GET", ${path})
  end`;

const ROWS: readonly Row[] = [
  { name: "/api/summary, cached", url: () => "/api/summary" },
  { name: "/api/villages of 200, cached", url: () => "/api/villages?limit=200" },
  { name: "map page, cached", url: () => "/" },
  { name: "OGC page of 200, cached", url: () => "/ogc/collections/villages/items?limit=200" },
  {
    name: "tile, cached",
    url: (at) =>
      tilePath(at, at.rule, at.asOf, `villages,communes/10/${TILE_10.x}/${TILE_10.y}.mvt`),
  },
  {
    name: "tile, another place and day each time",
    script: (at, run) =>
      eachTime(
        run,
        `string.format("/tiles/${at.datasetVersion}/ke-hoach-2023/20%02d-%02d-15/villages,sites/14/%d/%d.mvt", 23 + n % 3, 1 + math.floor(n / 3) % 12, ${TILE_14.x - 10} + math.floor(n / 36 + n / 1e6 * 7) % 20, ${TILE_14.y - 7} + math.floor(n / 720 + n / 1e6 * 3) % 14)`,
      ),
  },
  {
    name: "OGC page, another box each time",
    script: (_at, run) =>
      eachTime(
        run,
        `string.format("/ogc/collections/villages/items?limit=200&bbox=106.%06d,21.%06d,107.2,22.2", n % 500000, (n * 7 + ${run}) % 500000)`,
      ),
  },
];

/** Checks out another commit beside this tree; it shares the installed packages where they are the same. */
function checkOut(ref: string, folder: string): string {
  const tree = join(folder, "tree");
  execFileSync("git", ["clone", "-q", root, tree], { stdio: "inherit" });
  execFileSync("git", ["checkout", "-q", ref], { cwd: tree, stdio: "inherit" });
  const lock = (of: string) => readFileSync(join(of, "package-lock.json"), "utf8");
  if (lock(tree) === lock(root))
    symlinkSync(join(root, "node_modules"), join(tree, "node_modules"));
  else execFileSync("npm", ["ci", "--silent"], { cwd: tree, stdio: "inherit" });
  execFileSync("npm", ["run", "-s", "build"], { cwd: tree, stdio: "inherit" });
  return tree;
}

/** This tree and another commit side by side: no row may be slower, and memory stays bounded. */
export async function benchAgainst(ref: string): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "song-thon-against-"));
  const options = { env: { REQUESTS_PER_MINUTE: "0" } };
  const theirs = await startServer({ ...options, root: checkOut(ref, folder) });
  const ours = await startServer(options);
  const summary = (await (await fetch(`${ours.url}/api/summary`)).json()) as Summary;
  let isGood = true;

  console.log(
    `Requests a second against ${ref}, median of ${RUNS} interleaved runs of ${SECONDS} s`,
  );
  for (const { name, url, script } of ROWS) {
    const rates = new Map<ServerUnderTest, number[]>([
      [ours, []],
      [theirs, []],
    ]);
    for (let run = 0; run < RUNS; run++) {
      const file = join(folder, "requests.lua");
      if (script) writeFileSync(file, script(summary, run));
      // Whoever comes first finds a colder processor: they take turns.
      for (const server of run % 2 === 0 ? [ours, theirs] : [theirs, ours]) {
        const at = server.url + (url?.(summary) ?? "");
        const { requestsPerSecond, failed } = load(at, {
          seconds: SECONDS,
          ...(script && { script: file }),
        });
        if (failed > 0) throw new Error(`${name}: ${failed} refused by ${at}`);
        rates.get(server)?.push(requestsPerSecond);
      }
    }
    const [nows, befores] = [rates.get(ours) ?? [], rates.get(theirs) ?? []];
    const [now, before] = [percentile(nows, 0.5), percentile(befores, 0.5)];
    // Of each pair: the machine is now faster, now slower, by more than what is looked for.
    const ratio = percentile(
      nows.map((rate, run) => rate / (befores[run] ?? Number.NaN)),
      0.5,
    );
    if (ratio < LEAST_RATIO) isGood = false;
    console.log(
      `  ${name.padEnd(40)} ${Math.round(now).toLocaleString("en").padStart(7)}/s  ${ratio.toFixed(2)} x ${Math.round(before).toLocaleString("en")}/s${ratio < LEAST_RATIO ? "  SLOWER" : ""}`,
    );
  }
  await theirs.stop();
  await ours.stop();

  rmSync(folder, { recursive: true, force: true });
  return (await benchMemory()) && isGood;
}
