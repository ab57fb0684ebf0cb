import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { ClaimRow } from "../../../geodata/datasets/claims-table.ts";
import type { DistrictFacts } from "../../../geodata/datasets/fact-tables.ts";
import type { AccessPoint } from "../../../geodata/model/access-point.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import type { Cell } from "../../../geodata/model/cell.ts";
import type { FibreSpan } from "../../../geodata/model/fibre-span.ts";
import type { Mast } from "../../../geodata/model/mast.ts";
import type { Operator } from "../../../geodata/model/operator.ts";
import type { Road } from "../../../geodata/model/road.ts";
import type { Site } from "../../../geodata/model/site.ts";
import type { Village } from "../../../geodata/model/village.ts";
import { readFacts } from "../../../scripts/dataset/facts.ts";

const DATASETS = join(import.meta.dirname, "../../../geodata/datasets");
export const CAOLOC = join(DATASETS, "caoloc");

/** The demonstration dataset as it is shipped, read without any code of its makers but `readFacts`. */
export interface ShippedDataset {
  facts: DistrictFacts;
  communes2023: AdministrativeUnit[];
  villages: Village[];
  roads: Road[];
  operators: Operator[];
  masts: Mast[];
  sites: Site[];
  cells: Cell[];
  spans: FibreSpan[];
  accessPoints: AccessPoint[];
  claims: ClaimRow[];
}

export function shippedDataset(): ShippedDataset {
  return {
    facts: readFacts(DATASETS, "caoloc"),
    communes2023: features("communes-2023.geojson"),
    villages: json("villages.json"),
    roads: json("roads.json"),
    operators: json("operators.json"),
    masts: json("masts.json"),
    sites: json("sites.json"),
    cells: json("cells.json"),
    spans: json("fibre-spans.json"),
    accessPoints: json("access-points.json"),
    claims: parse(readFileSync(join(CAOLOC, "claims.csv")), { columns: true }),
  };
}

function json<Row>(file: string): Row[] {
  return JSON.parse(readFileSync(join(CAOLOC, file), "utf8")) as Row[];
}

function features(file: string): AdministrativeUnit[] {
  const collection = JSON.parse(readFileSync(join(CAOLOC, file), "utf8")) as {
    features: { properties: Omit<AdministrativeUnit, "geometry">; geometry: never }[];
  };
  return collection.features.map(({ properties, geometry }) => ({ ...properties, geometry }));
}

/** Rows whose half-open interval holds the day. */
export function onDay<Row extends { validFrom: string; validTo?: string }>(
  rows: readonly Row[],
  day: string,
): Row[] {
  return rows.filter(
    ({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day < validTo),
  );
}
