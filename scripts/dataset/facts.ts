import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { type Static, type TObject, Type } from "typebox";
import { Value } from "typebox/value";
import * as tables from "../../geodata/datasets/fact-tables.ts";
import { District } from "../../geodata/model/district.ts";

/**
 * Reads the tables in `facts/`, `demonstration.json` and `ID/district.json` under `datasets`. Throws
 * with file, row and column on a value that it cannot read.
 */
export function readFacts(datasets: string, id: string): tables.DistrictFacts {
  const bytesOf = (...path: string[]) => readFileSync(join(datasets, ...path), "utf8");
  const table = <Fact extends TObject>(file: string, schema: Fact): Static<Fact>[] => {
    const rows: Record<string, string>[] = parse(bytesOf("facts", file), {
      columns: true,
      bom: true,
    });
    return rows.map((cells, index) => factOf(schema, cells, `${file}, row ${index + 2}`));
  };
  return {
    district: Value.Parse(District, JSON.parse(bytesOf(id, "district.json"))),
    story: JSON.parse(bytesOf("demonstration.json")) as tables.Story,
    communes2023: table("communes-2023.csv", tables.CommuneFact),
    communes2025: table("communes-2025.csv", tables.Commune2025Fact),
    crosswalk: table("crosswalk-2023-2025.csv", tables.CrosswalkFact),
    lattice: table("commune-lattice-2023.csv", tables.LatticeFact),
    names: table("villages.csv", tables.NameFact),
    spotHeights: table("spot-heights.csv", tables.SpotHeightFact),
    operators: table("operators.csv", tables.OperatorFact),
    indicators: table("indicators.csv", tables.IndicatorFact),
  };
}

/** One row by the schema's columns, `area_km2_measured` as `areaKm2Measured`; an empty cell is absent. */
function factOf<Fact extends TObject>(
  schema: Fact,
  cells: Readonly<Record<string, string>>,
  where: string,
): Static<Fact> {
  const fact: Record<string, unknown> = {};
  for (const [column, text] of Object.entries(cells)) {
    const key = column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    const property = schema.properties[key];
    if (property === undefined) continue;
    const items = text.split("|").map((item) => item.trim());
    if (Type.IsArray(property)) fact[key] = items.filter((item) => item !== "");
    else if (text !== "")
      fact[key] = Type.IsString(property) ? text : Value.Convert(property, text);
  }
  for (const error of Value.Errors(schema, fact))
    throw new Error(`${where}: ${error.instancePath} ${error.message} in ${JSON.stringify(cells)}`);
  return fact as Static<Fact>;
}
