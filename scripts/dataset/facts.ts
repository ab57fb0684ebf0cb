import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

/** A commune of 2023, `communes-2023.csv`. Areas in km², elevations in metres. */
export interface CommuneFact {
  code: string;
  name: string;
  kind: "xa" | "thi_tran";
  lon: number;
  lat: number;
  areaKm2Published?: number;
  areaKm2Measured: number;
  population?: number;
  populationSource?: string;
  populationEstimate: number;
  households?: number;
  villageCountEstimate: number;
  borderCommune: boolean;
  elevationMinM: number;
  elevationMeanM: number;
  elevationMaxM: number;
  code2025: string;
}

/** A commune of 2025, `communes-2025.csv`. Area and population are of the whole commune. */
export interface Commune2025Fact {
  code: string;
  name: string;
  lon: number;
  lat: number;
  adminCentre: string;
  mergedFrom: string[];
}

/** A named settlement of a commune, `villages.csv`; some have no position. */
export interface NameFact {
  name: string;
  nameInSource?: string;
  communeCode: string;
  position?: { lon: number; lat: number; accuracyM: number };
  geonamesId?: string;
  source: string;
}

/** A named place with its elevation, `spot-heights.csv`. */
export interface SpotHeightFact {
  name: string;
  lon: number;
  lat: number;
  elevationM: number;
  geonamesId: string;
}

/** The commune that holds a point of the 0.0025° lattice, `commune-lattice-2023.csv`. */
interface LatticePointFact {
  lon: number;
  lat: number;
  communeCode: string;
}

/** `operators.csv`. Bands are the table's own words, split at `|`; counts are for the demonstration. */
export interface OperatorFact {
  code: string;
  name: string;
  aliases: string[];
  mccMnc: string[];
  services: ("mobile" | "ftth")[];
  bands2gMhz: string[];
  bands3gMhz: string[];
  bands4gMhz: string[];
  bands5gMhz: string[];
  launch5g?: string;
  demoSites2023: number;
  demoSites2025: number;
  demo5gSites2025: number;
  certainty: string;
}

interface CrosswalkFact {
  oldCode: string;
  oldName: string;
  newCode: string;
  newName: string;
}

/** `indicators.csv`, as it is: an empty cell is the empty string. */
export type IndicatorFact = Record<string, string>;

/** The fact tables of `geodata/datasets/facts/`. */
export interface Facts {
  communes2023: CommuneFact[];
  communes2025: Commune2025Fact[];
  crosswalk: CrosswalkFact[];
  lattice: LatticePointFact[];
  names: NameFact[];
  spotHeights: SpotHeightFact[];
  operators: OperatorFact[];
  indicators: IndicatorFact[];
}

type Row = Record<string, string>;

/** Accuracy of a position, metres, by the words of `villages.csv`. */
const ACCURACY_M: Record<string, number> = { point: 100, "1 arc-minute grid (+-1 km)": 1000 };

/** Reads every fact table in `directory`. Throws with file, column and row on a value it cannot read. */
export function readFacts(directory: string): Facts {
  const table = (file: string) => readTable(join(directory, file));
  return {
    communes2023: table("communes-2023.csv").map(communeFact),
    communes2025: table("communes-2025.csv").map(commune2025Fact),
    crosswalk: table("crosswalk-2023-2025.csv").map((row) => ({
      oldCode: text(row, "old_code"),
      oldName: text(row, "old_name"),
      newCode: text(row, "new_code"),
      newName: text(row, "new_name"),
    })),
    lattice: table("commune-lattice-2023.csv").map((row) => ({
      lon: number(row, "lon"),
      lat: number(row, "lat"),
      communeCode: text(row, "commune_code"),
    })),
    names: table("villages.csv").map(nameFact),
    spotHeights: table("spot-heights.csv").map((row) => ({
      name: text(row, "name"),
      lon: number(row, "lon"),
      lat: number(row, "lat"),
      elevationM: number(row, "elevation_m"),
      geonamesId: text(row, "geonames_id"),
    })),
    operators: table("operators.csv").map(operatorFact),
    indicators: table("indicators.csv"),
  };
}

function readTable(path: string): Row[] {
  return parse(readFileSync(path), { columns: true, bom: true, skip_empty_lines: true }) as Row[];
}

function communeFact(row: Row): CommuneFact {
  const kind = text(row, "kind");
  if (kind !== "xa" && kind !== "thi_tran") throw unreadable(row, "kind", "xa or thi_tran");
  return {
    code: text(row, "code"),
    name: text(row, "name"),
    kind,
    lon: number(row, "lon"),
    lat: number(row, "lat"),
    ...optional("areaKm2Published", optionalNumber(row, "area_km2_published")),
    areaKm2Measured: number(row, "area_km2_measured"),
    ...optional("population", optionalNumber(row, "population")),
    ...optional("populationSource", row.population_source || undefined),
    populationEstimate: number(row, "population_estimate"),
    ...optional("households", optionalNumber(row, "households")),
    villageCountEstimate: number(row, "village_count_estimate"),
    borderCommune: text(row, "border_commune") === "yes",
    elevationMinM: number(row, "elevation_min_m"),
    elevationMeanM: number(row, "elevation_mean_m"),
    elevationMaxM: number(row, "elevation_max_m"),
    code2025: text(row, "code_2025"),
  };
}

function commune2025Fact(row: Row): Commune2025Fact {
  return {
    code: text(row, "code"),
    name: text(row, "full_name"),
    lon: number(row, "label_lon"),
    lat: number(row, "label_lat"),
    adminCentre: text(row, "admin_centre"),
    mergedFrom: list(row, "merged_from", ","),
  };
}

function nameFact(row: Row): NameFact {
  const lon = optionalNumber(row, "lon");
  const lat = optionalNumber(row, "lat");
  const accuracyM = ACCURACY_M[text(row, "precision")];
  if (lon !== undefined && accuracyM === undefined) {
    throw unreadable(row, "precision", Object.keys(ACCURACY_M).join(" or "));
  }
  return {
    name: text(row, "name"),
    ...optional("nameInSource", row.name_in_source || undefined),
    communeCode: text(row, "commune_code"),
    ...(lon !== undefined && lat !== undefined && accuracyM !== undefined
      ? { position: { lon, lat, accuracyM } }
      : {}),
    ...optional("geonamesId", row.geonames_id || undefined),
    source: text(row, "source"),
  };
}

function operatorFact(row: Row): OperatorFact {
  const services = list(row, "services").map((service) => {
    if (service !== "mobile" && service !== "ftth") {
      throw unreadable(row, "services", "mobile or ftth");
    }
    return service;
  });
  return {
    code: text(row, "code"),
    name: text(row, "name"),
    aliases: list(row, "aliases"),
    mccMnc: list(row, "mcc_mnc"),
    services,
    bands2gMhz: list(row, "bands_2g_mhz"),
    bands3gMhz: list(row, "bands_3g_mhz"),
    bands4gMhz: list(row, "bands_4g_mhz"),
    bands5gMhz: list(row, "bands_5g_mhz"),
    ...optional("launch5g", row.launch_5g || undefined),
    demoSites2023: number(row, "demo_sites_2023"),
    demoSites2025: number(row, "demo_sites_2025"),
    demo5gSites2025: number(row, "demo_5g_sites_2025"),
    certainty: row.certainty ?? "",
  };
}

function text(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined || value === "") throw unreadable(row, column, "a text");
  return value;
}

function list(row: Row, column: string, separator = "|"): string[] {
  return (row[column] ?? "")
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function number(row: Row, column: string): number {
  const value = optionalNumber(row, column);
  if (value === undefined) throw unreadable(row, column, "a number");
  return value;
}

function optionalNumber(row: Row, column: string): number | undefined {
  const cell = row[column];
  if (cell === undefined || cell === "") return undefined;
  const value = Number(cell);
  if (!Number.isFinite(value)) throw unreadable(row, column, "a number");
  return value;
}

/** `{ [key]: value }`, or nothing: a missing value is an absent property, never undefined. */
function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

function unreadable(row: Row, column: string, expected: string): Error {
  return new Error(
    `column ${column}: got "${row[column] ?? ""}", expected ${expected} in row ${JSON.stringify(row)}`,
  );
}
