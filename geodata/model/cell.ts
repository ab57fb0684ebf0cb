import { type Static, Type } from "typebox";
import { validity } from "./day.ts";
import { provenance } from "./provenance.ts";
import { MobileTechnology } from "./technology.ts";

/** One carrier of one technology on one sector of a site. */
export const Cell = Type.Object({
  id: Type.String({ minLength: 1 }),
  siteId: Type.String({ minLength: 1 }),
  technology: MobileTechnology,
  bandMhz: Type.Optional(Type.Number({ minimum: 300, maximum: 6000, description: "Band, MHz" })),
  bandwidthMhz: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 400 })),
  azimuthDeg: Type.Optional(
    Type.Number({ minimum: 0, exclusiveMaximum: 360, description: "Clockwise from true north" }),
  ),
  beamwidthDeg: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 360 })),
  downtiltDeg: Type.Optional(
    Type.Number({
      minimum: -20,
      maximum: 30,
      description: "Mechanical + electrical, positive down",
    }),
  ),
  antennaHeightAglM: Type.Optional(Type.Number({ minimum: 0, maximum: 300 })),
  powerDbm: Type.Optional(Type.Number({ minimum: 0, maximum: 80, description: "Per port, dBm" })),
  ...validity,
  ...provenance,
});
export type Cell = Static<typeof Cell>;
