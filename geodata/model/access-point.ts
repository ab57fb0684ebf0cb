import { type Static, Type } from "typebox";
import { validity } from "./day.ts";
import { lonLat } from "./geojson.ts";
import { provenance } from "./provenance.ts";

/** A fibre cabinet or box (tủ/hộp cáp) that homes are connected from. */
export const AccessPoint = Type.Object({
  id: Type.String({ minLength: 1 }),
  operatorCode: Type.String({ pattern: "^[A-Z]{2,5}$" }),
  ...lonLat,
  ...validity,
  ...provenance,
});
export type AccessPoint = Static<typeof AccessPoint>;
