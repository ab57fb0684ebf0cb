import { type Static, Type } from "typebox";
import { validity } from "./day.ts";
import { ArealGeometry, lonLat } from "./geojson.ts";
import { provenance } from "./provenance.ts";

/** By which commune units a result is grouped: those of 2023 or those since 2025-07-01. */
export const Epoch = Type.Union([Type.Literal("2023"), Type.Literal("2025")]);
export type Epoch = Static<typeof Epoch>;

/** First day of the communes of 2025; the district and its communes ended the day before. */
export const UNITS_2025_FROM = "2025-07-01";

/** The epoch whose communes are in force on a day. */
export function epochOf(day: string): Epoch {
  return day < UNITS_2025_FROM ? "2023" : "2025";
}

const CommuneKind = Type.Union([
  Type.Literal("xa"),
  Type.Literal("thi_tran"),
  Type.Literal("phuong"),
]);

/** A commune with its validity: the key is `code@validFrom`, for codes are used again. */
export const AdministrativeUnit = Type.Object({
  code: Type.String({ pattern: "^\\d{5}$", description: "Code of the General Statistics Office" }),
  name: Type.String({ minLength: 1, description: "Full name with its kind, e.g. Xã Cao Lâu" }),
  kind: CommuneKind,
  ...validity,
  ...lonLat,
  areaKm2: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  population: Type.Optional(Type.Integer({ minimum: 0 })),
  populationSource: Type.Optional(Type.String()),
  borderCommune: Type.Boolean({ description: "Touches the national border (commune of 2023)" }),
  elevationMinM: Type.Optional(Type.Number()),
  elevationMeanM: Type.Optional(Type.Number()),
  elevationMaxM: Type.Optional(Type.Number()),
  successorCode: Type.Optional(
    Type.String({
      pattern: "^\\d{5}$",
      description: "Code of the commune of 2025 that it went into",
    }),
  ),
  partOfDistrictOnly: Type.Boolean({
    description: "Also holds land that was never Cao Lộc; figures are of our part only",
  }),
  geometry: ArealGeometry,
  ...provenance,
});
export type AdministrativeUnit = Static<typeof AdministrativeUnit>;

/**
 * How an address names a unit: its code, and with `@` the first day of its validity, for codes were
 * used again. A bare code means the unit of the day that is looked at.
 */
export const UnitKey = Type.String({
  pattern: "^\\d{5}(@\\d{4}-\\d{2}-\\d{2})?$",
  description: "Code of a commune, or code@validFrom where codes were used again",
});

export const unitKey = ({ code, validFrom }: { code: string; validFrom?: string }) =>
  validFrom === undefined ? code : `${code}@${validFrom}`;

export function unitOfKey(key: string): { code: string; validFrom?: string } {
  const [code = key, validFrom] = key.split("@");
  return { code, ...(validFrom && { validFrom }) };
}

/** One row of the crosswalk from a commune of 2023 to that of 2025. */
export const CrosswalkRow = Type.Object({
  oldCode: Type.String({ pattern: "^\\d{5}$" }),
  oldName: Type.String(),
  newCode: Type.String({ pattern: "^\\d{5}$" }),
  newName: Type.String(),
});
export type CrosswalkRow = Static<typeof CrosswalkRow>;
