import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import {
  CLAIM_COLUMNS,
  type ClaimRow,
  claimsFromRows,
} from "../../geodata/datasets/claims-table.ts";
import type { Rule } from "../../geodata/model/rule.ts";
import { assertRow } from "../stores/check-change.ts";
import type { Kind, RowOf } from "../stores/kinds.ts";

/** All rows of a dataset by kind, validated; rules are read apart, see `readRules`. */
export type Dataset = { [K in Exclude<Kind, "rules">]: RowOf[K][] };

/**
 * Reads and validates the files that `npm run data` makes in `directory`. Throws an Error that
 * names the file, the row and the field for the first thing that is not as its schema says.
 */
export function readDataset(directory: string): Dataset {
  const rows = <K extends Kind>(kind: K, file: string) =>
    checked(kind, file, readJson(directory, file));
  const villages = rows("villages", "villages.json");
  const operators = rows("operators", "operators.json");
  return {
    units: [
      ...unitsOf(directory, "communes-2023.geojson"),
      ...unitsOf(directory, "communes-2025.geojson"),
    ],
    crosswalk: rows("crosswalk", "crosswalk.json"),
    operators,
    organisations: rows("organisations", "organisations.json"),
    villages,
    villageAreas: rows("villageAreas", "village-areas.json"),
    masts: rows("masts", "masts.json"),
    sites: rows("sites", "sites.json"),
    cells: rows("cells", "cells.json"),
    spans: rows("spans", "fibre-spans.json"),
    accessPoints: rows("accessPoints", "access-points.json"),
    roads: rows("roads", "roads.json"),
    places: rows("places", "places.json"),
    evidence: checked(
      "evidence",
      "claims.csv",
      claimsFromRows(
        readClaims(directory),
        new Map(villages.map((village) => [village.id, village])),
        new Map(operators.map((operator) => [operator.code, operator])),
      ),
    ),
  };
}

/** The shipped rules, in the order of their ids; they lie beside the dataset, for they rule any. */
export function readRules(directory: string): Rule[] {
  const folder = join(directory, "..", "rules");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .flatMap((file) => checked("rules", `rules/${file}`, [readJson(folder, file)]));
}

function readJson(directory: string, file: string): unknown {
  const path = join(directory, file);
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function checked<K extends Kind>(kind: K, file: string, rows: unknown): RowOf[K][] {
  if (!Array.isArray(rows)) throw new TypeError(`${file}: got no list, expected rows of ${kind}`);
  return rows.map((row: unknown, index) => {
    assertRow(kind, row, `${file}, row ${index + 1}`);
    return row;
  });
}

/** Communes lie as features whose properties are the row without its geometry. */
function unitsOf(directory: string, file: string): RowOf["units"][] {
  const collection = readJson(directory, file) as {
    features?: { properties: object; geometry: object }[];
  };
  return checked(
    "units",
    file,
    (collection.features ?? []).map(({ properties, geometry }) => ({ ...properties, geometry })),
  );
}

function readClaims(directory: string): ClaimRow[] {
  const rows: ClaimRow[] = parse(readFileSync(join(directory, "claims.csv")), { columns: true });
  const columns = Object.keys(rows[0] ?? {});
  if (rows.length > 0 && columns.join() !== CLAIM_COLUMNS.join())
    throw new TypeError(
      `claims.csv: got columns ${columns.join()}, expected ${CLAIM_COLUMNS.join()}`,
    );
  return rows;
}
