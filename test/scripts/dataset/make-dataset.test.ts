import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { Value } from "typebox/value";
import { afterAll, expect, test } from "vitest";
import { Catalogue } from "../../../geodata/model/catalogue.ts";
import { CAOLOC, DATASETS, shippedLand } from "./shipped-land.ts";

/** A run on a busy machine of two cores. */
const TIMEOUT_MS = 300_000;

const root = resolve(import.meta.dirname, "../../..");
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function hashesIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder)
      .toSorted()
      .map((file) => [file, sha256(join(folder, file))]),
  );
}

function sha256(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

async function runDataCommand(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "song-thon-data-"));
  folders.push(folder);
  const out = join(folder, "caoloc");
  await promisify(execFile)(
    process.execPath,
    [join(root, "scripts/make-dataset.ts"), "--out", out],
    { cwd: folder },
  );
  return out;
}

test("`npm run data` gives the bytes in the repository, which another machine made", {
  timeout: TIMEOUT_MS,
}, async () => {
  const made = await runDataCommand();
  expect(hashesIn(made)).toEqual(hashesIn(CAOLOC));
  expect(sha256(join(dirname(made), "indicators.json"))).toBe(
    sha256(join(DATASETS, "indicators.json")),
  );
});

test("the catalogue names every file of the dataset once, with its hash", () => {
  const catalogue = shippedLand.catalogue();
  expect(Value.Errors(Catalogue, catalogue)).toEqual([]);
  const listed = catalogue.entries.map(({ file, sha256: hash }) => [file, hash]);
  expect(
    [...listed, ["catalogue.json", sha256(join(CAOLOC, "catalogue.json"))]].toSorted(),
  ).toEqual(Object.entries(hashesIn(CAOLOC)).toSorted());
});

test("the catalogue counts the rows that are in the files", () => {
  for (const { file, rows } of shippedLand.catalogue().entries) {
    const path = join(CAOLOC, file);
    if (file === "terrain.i16") expect(statSync(path).size / 2, file).toBe(rows);
    else if (file.endsWith(".csv")) {
      expect(readFileSync(path, "utf8").trimEnd().split("\n").length - 1, file).toBe(rows);
    } else {
      const content = JSON.parse(readFileSync(path, "utf8")) as { features?: object[] } | object[];
      const list = Array.isArray(content) ? content : (content.features ?? [content]);
      expect(list.length, file).toBe(rows);
    }
  }
});

test("everything that was generated is catalogued as demonstration data", () => {
  const real = shippedLand
    .catalogue()
    .entries.filter(({ dataSource }) => dataSource !== "demo")
    .map(({ file }) => file);
  expect(real.toSorted()).toEqual([
    "crosswalk.json",
    "district.json",
    "operators.json",
    "organisations.json",
  ]);
});

test("the dataset stays under 6 MB", () => {
  const bytes = readdirSync(CAOLOC).reduce(
    (sum, file) => sum + statSync(join(CAOLOC, file)).size,
    0,
  );
  expect(bytes).toBeLessThan(6e6);
});
