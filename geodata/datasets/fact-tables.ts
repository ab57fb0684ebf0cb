import type { Position } from "geojson";
import { type Static, Type } from "typebox";
import type { CatalogueEntry } from "../model/catalogue.ts";
import type { Cell } from "../model/cell.ts";
import type { District } from "../model/district.ts";
import { Indicator } from "../model/indicator.ts";
import { Operator } from "../model/operator.ts";
import type { Organisation } from "../model/organisation.ts";
import type { Place } from "../model/place.ts";
import type { Road } from "../model/road.ts";
import type { SiteStatus } from "../model/site.ts";

const Text = Type.String({ minLength: 1 });
const MaybeText = Type.Optional(Text);
const Words = Type.Array(Text, { description: "Split at | in the table" });

/** A commune of the older epoch, `communes-2023.csv`. Areas in km², elevations in metres. */
export const CommuneFact = Type.Object({
  code: Text,
  name: Text,
  kind: Type.Enum(["xa", "thi_tran"]),
  lon: Type.Number(),
  lat: Type.Number(),
  areaKm2Published: Type.Optional(Type.Number()),
  areaKm2Measured: Type.Number(),
  populationSource: MaybeText,
  populationEstimate: Type.Integer(),
  households: Type.Optional(Type.Integer()),
  villageCountEstimate: Type.Integer(),
  borderCommune: Type.Enum(["yes", "no"]),
  elevationMinM: Type.Number(),
  elevationMeanM: Type.Number(),
  elevationMaxM: Type.Number(),
  code2025: Text,
});
export type CommuneFact = Static<typeof CommuneFact>;

/** A commune of the newer epoch, `communes-2025.csv`. */
export const Commune2025Fact = Type.Object({
  code: Text,
  fullName: Text,
  labelLon: Type.Number(),
  labelLat: Type.Number(),
  adminCentre: Text,
});
export type Commune2025Fact = Static<typeof Commune2025Fact>;

/** A named settlement of a commune, `villages.csv`; those of precision "name only" have no position. */
export const NameFact = Type.Object({
  name: Text,
  nameInSource: MaybeText,
  lon: Type.Optional(Type.Number()),
  lat: Type.Optional(Type.Number()),
  precision: Type.Enum(["point", "1 arc-minute grid (+-1 km)", "name only"]),
  communeCode: Text,
  geonamesId: MaybeText,
  source: Text,
});
export type NameFact = Static<typeof NameFact>;

/** A named place with its elevation, `spot-heights.csv`. */
export const SpotHeightFact = Type.Object({
  name: Text,
  lon: Type.Number(),
  lat: Type.Number(),
  elevationM: Type.Number(),
  geonamesId: Text,
});
export type SpotHeightFact = Static<typeof SpotHeightFact>;

/** `operators.csv`. Bands are the table's own words; counts are for the demonstration. */
export const OperatorFact = Type.Object({
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

export const CrosswalkFact = Type.Object({
  oldCode: Text,
  oldName: Text,
  newCode: Text,
  newName: Text,
});
/** The commune that holds a point of the 0.0025° lattice. */
export const LatticeFact = Type.Object({
  lon: Type.Number(),
  lat: Type.Number(),
  communeCode: Text,
});
/** `indicators.csv`: the plan's indicators as printed. */
const {
  name: _name,
  computedFrom: _from,
  responsible: _by,
  source: _source,
  ...PRINTED
} = Indicator.properties;
export const IndicatorFact = Type.Object({
  ...PRINTED,
  nameVi: Text,
  nameEn: Text,
  computedFromMap: Type.Enum(["yes", "partly", "measurements", "no"]),
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
  /** Names of what lies beside or in a hole of the district, by the units of the day. */
  labels: Pick<Place, "id" | "name" | "lon" | "lat" | "validFrom" | "validTo" | "source">[];
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
