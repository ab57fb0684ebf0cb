/**
 * `npm run data [-- --out DIR]`: builds the demonstration dataset from the fact tables. The same
 * facts and seed give the same bytes, so it can be run again at any time. Writes the dataset to DIR
 * (default geodata/datasets/caoloc) and the plan's indicators beside it.
 */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import type { Catalogue } from "../geodata/model/catalogue.ts";
import { beginComputing } from "../geodata/text/command-help.ts";
import { makeClaims } from "./dataset/claims/claims.ts";
import { type DatasetFile, jsonRows } from "./dataset/dataset-file.ts";
import { readFacts } from "./dataset/facts.ts";
import { makeGeography } from "./dataset/geography.ts";
import { geographyFiles } from "./dataset/geography-files.ts";
import { makeIndicators } from "./dataset/indicators.ts";
import { makeNetwork } from "./dataset/network/network.ts";
import { networkFiles } from "./dataset/network/network-files.ts";
import { makeOrganisations } from "./dataset/organisations.ts";

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

const facts = readFacts(join(DATASETS, "facts"));
const geography = makeGeography(facts, SEED);
const network = makeNetwork(geography, facts, SEED);
const files = [
  ...geographyFiles(geography, makeOrganisations(facts)),
  ...networkFiles(network, makeClaims(geography, network, facts, SEED)),
];
writeDataset(options.out, files);
writeFileSync(
  join(dirname(options.out), "indicators.json"),
  jsonRows(makeIndicators(facts.indicators)),
);
console.log(`${files.length} files in ${options.out}`);

function writeDataset(directory: string, datasetFiles: readonly DatasetFile[]): void {
  mkdirSync(directory, { recursive: true });
  const catalogue: Catalogue = { id: "caoloc", seed: SEED, entries: [] };
  for (const { bytes, ...entry } of datasetFiles) {
    writeFileSync(join(directory, entry.file), bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    catalogue.entries.push({ ...entry, sha256 });
  }
  writeFileSync(join(directory, "catalogue.json"), `${JSON.stringify(catalogue, undefined, 2)}\n`);
}
