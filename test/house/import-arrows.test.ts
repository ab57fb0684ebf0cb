import { readdirSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const IMPORT = /(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g;

/** Who may import whom: the one arrow of the house. */
const ALLOWED: Record<string, readonly string[]> = {
  geodata: ["geodata"],
  client: ["client", "geodata"],
  server: ["server", "geodata"],
  scripts: ["scripts", "geodata"],
};

/**
 * The rooms of the server: an arrow points down, never sideways between the three doors. Files beside
 * the rooms are the process itself, but for these, which everybody reads.
 */
const ROOMS: Record<string, readonly string[]> = {
  http: [],
  terrain: [],
  radio: [],
  stores: [],
  seed: ["stores"],
  coverage: ["stores", "http"],
  imports: ["stores"],
  commands: ["imports", "coverage", "seed", "stores", "terrain", "radio"],
  routes: ["coverage", "terrain", "stores", "http"],
  ogc: ["coverage", "http"],
  tiles: ["coverage", "terrain", "http"],
};
const READ_BY_ALL = ["errors.ts"];
/** What the doors are given, and what commands read of the environment. */
const READ_BY: Record<string, readonly string[]> = {
  "deps.ts": ["routes", "ogc", "tiles"],
  "config.ts": ["commands"],
};

interface Arrow {
  from: string;
  to: string;
}

/** Every import between files of a folder's own or of others, by paths from the root. */
function arrowsOf(folder: string): Arrow[] {
  return readdirSync(resolve(root, folder), { recursive: true, encoding: "utf8" })
    .filter((entry) => /\.tsx?$/.test(entry) && !entry.startsWith("dist/"))
    .flatMap((entry) => {
      const file = resolve(root, folder, entry);
      return [...readFileSync(file, "utf8").matchAll(IMPORT)].map(([, target]) => ({
        from: `${folder}/${entry}`,
        to: relative(root, resolve(dirname(file), target as string)),
      }));
    });
}

const wordsOf = (arrows: readonly Arrow[]) => arrows.map(({ from, to }) => `${from} -> ${to}`);

for (const folder of Object.keys(ALLOWED))
  test(`${folder} imports only ${ALLOWED[folder]?.join(" and ")}`, () => {
    const wrong = arrowsOf(folder).filter(
      ({ to }) => !ALLOWED[folder]?.includes(to.split("/")[0] as string),
    );
    expect(wordsOf(wrong)).toEqual([]);
  });

/** Arrows between the server's rooms that its plan does not have. */
function wrongBetweenRooms(arrows: readonly Arrow[]): Arrow[] {
  return arrows.filter(({ from, to }) => {
    const [, room = "", inner] = from.split("/");
    const [top, target = "", deeper] = to.split("/");
    if (top !== "server" || inner === undefined || room === target) return false;
    if (deeper === undefined)
      return !READ_BY_ALL.includes(target) && !READ_BY[target]?.includes(room);
    return !ROOMS[room]?.includes(target);
  });
}

test("arrows between the server's rooms point down, and every room is on the plan", () => {
  const arrows = arrowsOf("server");
  expect(wordsOf(wrongBetweenRooms(arrows))).toEqual([]);
  const rooms = readdirSync(resolve(root, "server"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(rooms.sort()).toEqual(Object.keys(ROOMS).sort());
  for (const [from, to] of [
    ["server/tiles/tile-json.ts", "server/ogc/links.ts"],
    ["server/coverage/summary.ts", "server/routes/paging.ts"],
    ["server/http/answers.ts", "server/coverage/summary.ts"],
    ["server/coverage/summary.ts", "server/deps.ts"],
  ] as const)
    expect(wrongBetweenRooms([{ from, to }])).toHaveLength(1);
});

/** Files that import one another in a circle, types too. */
function circlesOf(arrows: readonly Arrow[]): string[][] {
  const targets = Map.groupBy(arrows, ({ from }) => from);
  const left = new Set(targets.keys());
  const reaches = (start: string) => {
    const seen = new Set<string>();
    const next = [start];
    for (let file = next.pop(); file !== undefined; file = next.pop())
      for (const { to } of targets.get(file) ?? [])
        if (!seen.has(to)) {
          seen.add(to);
          next.push(to);
        }
    return seen;
  };
  const reached = new Map([...left].map((file) => [file, reaches(file)]));
  const circles: string[][] = [];
  for (const file of left) {
    if (!reached.get(file)?.has(file)) continue;
    const circle = [...left].filter(
      (other) => reached.get(file)?.has(other) && reached.get(other)?.has(file),
    );
    for (const member of circle) left.delete(member);
    circles.push(circle.sort());
  }
  return circles;
}

for (const folder of Object.keys(ALLOWED))
  test(`no files of ${folder} import one another in a circle`, () => {
    expect(circlesOf(arrowsOf(folder))).toEqual([]);
  });

test("a circle is found", () => {
  const circle = [
    { from: "a", to: "b" },
    { from: "b", to: "c" },
    { from: "c", to: "a" },
    { from: "d", to: "a" },
  ];
  expect(circlesOf(circle)).toEqual([["a", "b", "c"]]);
});

test("geodata does no input or output and has no clock or dice", () => {
  const guilty: string[] = [];
  const OUTSIDE =
    /from ["']node:|\bfetch\(|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\./;
  for (const entry of readdirSync(resolve(root, "geodata"), { recursive: true, encoding: "utf8" }))
    if (
      entry.endsWith(".ts") &&
      OUTSIDE.test(readFileSync(resolve(root, "geodata", entry), "utf8"))
    )
      guilty.push(entry);
  expect(guilty).toEqual([]);
});
