import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Position } from "geojson";
import { type Static, type TObject, Type } from "typebox";
import { Value } from "typebox/value";
import type { CatalogueEntry } from "../../geodata/model/catalogue.ts";
import type { Cell } from "../../geodata/model/cell.ts";
import { District } from "../../geodata/model/district.ts";
import { Indicator } from "../../geodata/model/indicator.ts";
import { Operator } from "../../geodata/model/operator.ts";
import type { Organisation } from "../../geodata/model/organisation.ts";
import type { Road } from "../../geodata/model/road.ts";
import type { SiteStatus } from "../../geodata/model/site.ts";

const Text = Type.String({ minLength: 1 });
const MaybeText = Type.Optional(Text);
const Words = Type.Array(Text, { description: "Split at | in the table" });
const oneOf = <Word extends string>(...words: Word[]) =>
  Type.Union(words.map((word) => Type.Literal(word)));

/** A commune of the older epoch, `communes-2023.csv`. Areas in km², elevations in metres. */
const CommuneFact = Type.Object({
  code: Text,
  name: Text,
  kind: oneOf("xa", "thi_tran"),
  lon: Type.Number(),
  lat: Type.Number(),
  areaKm2Published: Type.Optional(Type.Number()),
  areaKm2Measured: Type.Number(),
  populationSource: MaybeText,
  populationEstimate: Type.Integer(),
  households: Type.Optional(Type.Integer()),
  villageCountEstimate: Type.Integer(),
  borderCommune: oneOf("yes", "no"),
  elevationMinM: Type.Number(),
  elevationMeanM: Type.Number(),
  elevationMaxM: Type.Number(),
  code2025: Text,
});
export type CommuneFact = Static<typeof CommuneFact>;

/** A commune of the newer epoch, `communes-2025.csv`. */
const Commune2025Fact = Type.Object({
  code: Text,
  fullName: Text,
  labelLon: Type.Number(),
  labelLat: Type.Number(),
  adminCentre: Text,
});
export type Commune2025Fact = Static<typeof Commune2025Fact>;

/** A named settlement of a commune, `villages.csv`; those of precision "name only" have no position. */
const NameFact = Type.Object({
  name: Text,
  nameInSource: MaybeText,
  lon: Type.Optional(Type.Number()),
  lat: Type.Optional(Type.Number()),
  precision: oneOf("point", "1 arc-minute grid (+-1 km)", "name only"),
  communeCode: Text,
  geonamesId: MaybeText,
  source: Text,
});
export type NameFact = Static<typeof NameFact>;

/** A named place with its elevation, `spot-heights.csv`. */
const SpotHeightFact = Type.Object({
  name: Text,
  lon: Type.Number(),
  lat: Type.Number(),
  elevationM: Type.Number(),
  geonamesId: Text,
});
export type SpotHeightFact = Static<typeof SpotHeightFact>;

/** `operators.csv`. Bands are the table's own words; counts are for the demonstration. */
const OperatorFact = Type.Object({
  code: Text,
  name: Text,
  aliases: Words,
  mccMnc: Words,
  services: Operator.properties.services,
  bands2gMhz: Words,
  bands3gMhz: Words,
  bands4gMhz: Words,
  bands5gMhz: Words,
  launch5g: MaybeText,
  demoSites2023: Type.Integer(),
  demoSites2025: Type.Integer(),
  demo5gSites2025: Type.Integer(),
  certainty: MaybeText,
});
export type OperatorFact = Static<typeof OperatorFact>;

const CrosswalkFact = Type.Object({ oldCode: Text, oldName: Text, newCode: Text, newName: Text });
/** The commune that holds a point of the 0.0025° lattice. */
const LatticeFact = Type.Object({ lon: Type.Number(), lat: Type.Number(), communeCode: Text });
/** `indicators.csv`: the plan's indicators as printed. */
const {
  name: _name,
  computedFrom: _from,
  responsible: _by,
  source: _source,
  ...PRINTED
} = Indicator.properties;
const IndicatorFact = Type.Object({
  ...PRINTED,
  nameVi: Text,
  nameEn: Text,
  computedFromMap: oneOf("yes", "partly", "measurements", "no"),
});

/**
 * A carrier that an operator installs on its sites: everywhere, in towns, at the hardest places or
 * where 5G begins. Its first day is drawn from `from`. An operator's first sites stand in the order
 * of how well served they are: the last part of them get it late, the first part lose it, by turns.
 */
export interface CarrierRule
  extends Pick<Cell, "technology" | "bandMhz" | "bandwidthMhz" | "powerDbm"> {
  where: "all" | "town" | "remote" | "busiest";
  from: [string, string];
  late?: { part: number; from: string; to: string };
  off?: { part: number; from: string; to: string };
  /** Only sites that are on air before this day have it. */
  oldSitesBefore?: string;
}

/** What a demonstration tells that no table of facts does. Communes by code, positions lon, lat. */
export interface Story {
  terrainCellArcSeconds: number;
  /** Communes of the newer epoch that also hold land that was never the district's. */
  partOfDistrictOnly: string[];
  offices: Pick<Organisation, "id" | "name" | "role">[];
  /** The office in charge of gathering the plan's figures. */
  responsible: string;
  /** How many thôn of a commune are marked as poor, have no power, have no mobile broadband at first. */
  remoteCommunes: Record<string, { hardship: number; noGridPower: number; uncovered: number }>;
  /** Spot heights outside the district that are towns and do not say so. */
  townsAround: string[];
  /** A hole in the district: the spot heights in it, and what it is called when. */
  enclave?: {
    spots: string[];
    labels: { id: string; name: string; validFrom?: string; validTo?: string }[];
  };
  /** Main roads by what they pass, in order. */
  mainRoads: { class: Road["class"]; via: (string | Position)[] }[];
  /** Communes in whose centre the operators' fibre comes in, the main exchange first. */
  exchanges: [string, ...string[]];
  /** Days on which operators report, from the plan's baseline to its end. */
  quarterEnds: string[];
  /**
   * Thôn on each of those days: with 3G, 4G or 5G; with 4G or 5G; of these, with a cluster that has
   * neither; with fibre.
   */
  covered: Record<"mobile" | "lte" | "partly" | "ftth", number[]>;
  masts: {
    /** At the first and the last of those days. */
    onAir: [first: number, last: number];
    known: [first: number, last: number];
    /** Of those on air on the first day, by two operators or more. */
    shared: number;
    /** How far the masts are at the end that never get built, and the newest ones, by turns. */
    stuck: SiteStatus[];
    pipeline: SiteStatus[];
  };
  /** Sites that leave the air on a day, for good or for a time that holds no day of reports. */
  interruptions: { operatorCode: string; status: SiteStatus; from: string; until?: string }[];
  /** What each operator installs on its sites, by its code. */
  carriers: Record<string, CarrierRule[]>;
  /** Begins the ids of the thôn. */
  villagePrefix: string;
  /** What the catalogue says of the dataset's files, in its order. */
  files: Omit<CatalogueEntry, "rows" | "madeBy" | "sha256">[];
}

/** All that a district is made from. */
export interface DistrictFacts {
  district: District;
  story: Story;
  communes2023: CommuneFact[];
  communes2025: Commune2025Fact[];
  crosswalk: Static<typeof CrosswalkFact>[];
  lattice: Static<typeof LatticeFact>[];
  names: NameFact[];
  spotHeights: SpotHeightFact[];
  operators: OperatorFact[];
  indicators: Static<typeof IndicatorFact>[];
}

/**
 * Reads the tables in `facts/`, `demonstration.json` and `ID/district.json` under `datasets`. Throws
 * with file, row and column on a value that it cannot read.
 */
export function readFacts(datasets: string, id: string): DistrictFacts {
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
    story: JSON.parse(bytesOf("demonstration.json")) as Story,
    communes2023: table("communes-2023.csv", CommuneFact),
    communes2025: table("communes-2025.csv", Commune2025Fact),
    crosswalk: table("crosswalk-2023-2025.csv", CrosswalkFact),
    lattice: table("commune-lattice-2023.csv", LatticeFact),
    names: table("villages.csv", NameFact),
    spotHeights: table("spot-heights.csv", SpotHeightFact),
    operators: table("operators.csv", OperatorFact),
    indicators: table("indicators.csv", IndicatorFact),
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
