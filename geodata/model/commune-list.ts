import { type Static, Type } from "typebox";
import { AdministrativeUnit, Epoch } from "./administrative-unit.ts";
import { Day } from "./day.ts";

const { geometry: _geometry, ...unitProperties } = AdministrativeUnit.properties;

/** `GET /api/communes`: the communes of an epoch without their outlines. */
export const CommuneList = Type.Object({
  asOf: Day,
  epoch: Epoch,
  items: Type.Array(
    Type.Object({
      ...unitProperties,
      bbox: Type.Array(Type.Number(), {
        minItems: 4,
        maxItems: 4,
        description: "west, south, east, north, WGS 84 degrees",
      }),
      villages: Type.Integer({ minimum: 0, description: "Thôn valid that day" }),
    }),
  ),
});
export type CommuneList = Static<typeof CommuneList>;
