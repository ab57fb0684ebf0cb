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

function wrongArrows(folder: string): string[] {
  const wrong: string[] = [];
  for (const entry of readdirSync(resolve(root, folder), { recursive: true, encoding: "utf8" })) {
    if (!/\.tsx?$/.test(entry) || entry.startsWith("dist/")) continue;
    const file = resolve(root, folder, entry);
    for (const [, target] of readFileSync(file, "utf8").matchAll(IMPORT)) {
      const reached = relative(root, resolve(dirname(file), target as string)).split("/")[0];
      if (!ALLOWED[folder]?.includes(reached as string))
        wrong.push(`${folder}/${entry} -> ${target}`);
    }
  }
  return wrong;
}

for (const folder of Object.keys(ALLOWED))
  test(`${folder} imports only ${ALLOWED[folder]?.join(" and ")}`, () => {
    expect(wrongArrows(folder)).toEqual([]);
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
