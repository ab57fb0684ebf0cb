/**
 * `npm run data [-- --out DIR]`: builds the demonstration dataset from the tables of facts. The same
 * facts and seed give the same bytes, so it can be run again at any time. Writes the dataset to DIR
 * (default geodata/datasets/caoloc) and the plan's indicators beside it.
 */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import type { Catalogue } from "../geodata/model/catalogue.ts";
import { beginComputing } from "../geodata/text/command-help.ts";
import { readFacts } from "./dataset/facts.ts";
import { jsonObject, jsonRows } from "./dataset/files.ts";
import { makeDistrict } from "./dataset/make-district.ts";
import { makeIndicators } from "./dataset/organisations.ts";

/** Every generated row depends on this number; another one gives another district. */
const SEED = 2023;

const DATASETS = join(import.meta.dirname, "../geodata/datasets");

beginComputing(
  process.argv.slice(2),
  "Builds the demonstration dataset from the tables of facts, the same bytes every time.\nnpm run data [-- --out DIR]",
  process,
);
const { values: options } = parseArgs({
  options: { out: { type: "string", default: join(DATASETS, "caoloc") } },
});

const facts = readFacts(DATASETS, "caoloc");
const files = makeDistrict(facts, SEED);
mkdirSync(options.out, { recursive: true });
const catalogue: Catalogue = { id: facts.district.id, seed: SEED, entries: [] };
for (const { bytes, ...entry } of files) {
  writeFileSync(join(options.out, entry.file), bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  catalogue.entries.push({ ...entry, sha256 });
}
writeFileSync(join(options.out, "catalogue.json"), jsonObject(catalogue).bytes);
writeFileSync(join(dirname(options.out), "indicators.json"), jsonRows(makeIndicators(facts)).bytes);
console.log(`${files.length} files in ${options.out}`);
