import { resolve } from "node:path";
import type { Position } from "geojson";
import {
  type ImportKind,
  type ImportOutcome,
  importFile,
} from "../../../server/imports/import-file.ts";
import { importReport } from "../../../server/imports/import-report.ts";
import { readStored, type StoredRows, storeOf } from "../../../server/imports/stored-rows.ts";
import { seedStore } from "../../../server/seed/seed-store.ts";
import type { CoverageStore } from "../../../server/stores/coverage-store.ts";
import type { Kind } from "../../../server/stores/kinds.ts";
import { openMemoryStore } from "../../../server/stores/memory-store.ts";
import { sharedFile } from "./shared-file.ts";
import { CLOCK } from "./small-district.ts";

const DATASET_DIR = resolve(import.meta.dirname, "../../../geodata/datasets/caoloc");

/** What an import of these files reads; the rest of the demonstration only takes time. */
const KINDS: readonly Kind[] = [
  ...(["units", "crosswalk", "operators", "villages", "rules"] as const),
];

/** Every so many vertices of an outline are kept: areas are shared out in a moment. */
const THINNED_BY = 100;

export interface CaseResult {
  store: CoverageStore;
  /** Of the last file. */
  outcome: ImportOutcome;
  report: string;
}

/** The demonstration as far as these files need it; `run` imports files into a copy of it. */
export async function openCases() {
  const seeded = openMemoryStore();
  await seedStore(seeded, DATASET_DIR);
  const rows = await readStored(seeded);
  const thinned: StoredRows = {
    ...rows,
    units: rows.units.map((unit) => ({
      ...unit,
      geometry: { ...unit.geometry, coordinates: thin(unit.geometry.coordinates) },
    })) as StoredRows["units"],
  };
  return {
    rows: thinned,
    async run(
      files: readonly (readonly [ImportKind, string])[],
      options: { replace?: boolean; mapping?: [string, string][] } = {},
    ): Promise<CaseResult> {
      const store = await storeOf(thinned, KINDS);
      let outcome: ImportOutcome | undefined;
      for (const [kind, file] of files)
        outcome = await importFile(
          store,
          {
            kind,
            fileName: file,
            bytes: sharedFile(`cases/imports/${file}`),
            mapping: new Map(options.mapping),
            replace: options.replace ?? false,
            dryRun: false,
          },
          CLOCK,
        );
      if (!outcome) throw new Error("a case names no file");
      return { store, outcome, report: importReport(outcome) };
    },
  };
}

function thin(coordinates: unknown): unknown {
  const list = coordinates as unknown[];
  const isRing = typeof (list[0] as Position)[0] === "number";
  if (!isRing) return list.map(thin);
  const kept = list.filter((_, index) => index % THINNED_BY === 0);
  return kept.length < 4 ? list : [...kept, kept[0]];
}
