import { type Static, Type } from "typebox";
import { Day } from "./day.ts";
import { provenance } from "./provenance.ts";
import { Technology } from "./technology.ts";

export const EvidenceKind = Type.Union(
  [Type.Literal("claimed"), Type.Literal("modelled"), Type.Literal("measured")],
  {
    description: "claimed by the operator; modelled from masts and terrain; measured in the field",
  },
);
export type EvidenceKind = Static<typeof EvidenceKind>;

/** What a piece of evidence says of one cluster. */
export const ClusterCoverage = Type.Object({
  clusterId: Type.String({ minLength: 1 }),
  covered: Type.Boolean(),
});
export type ClusterCoverage = Static<typeof ClusterCoverage>;

/** What one source says of one thôn, operator and technology on one day. */
export const Evidence = Type.Object({
  id: Type.String({ minLength: 1 }),
  villageId: Type.String({ minLength: 1 }),
  operatorCode: Type.String({ pattern: "^[A-Z]{2,5}$" }),
  technology: Technology,
  kind: EvidenceKind,
  covered: Type.Optional(
    Type.Boolean({
      description: "At the centre of the thôn; absent where the centre is not spoken of",
    }),
  ),
  clusters: Type.Array(ClusterCoverage),
  observedOn: { ...Day, description: "The day that it speaks of (valid time)" },
  rsrpDbm: Type.Optional(Type.Number({ minimum: -150, maximum: -30, description: "dBm at 1.5 m" })),
  mccMnc: Type.Optional(
    Type.String({
      pattern: "^\\d{3}-\\d{2,3}$",
      description: "Network that was measured; other than 452 is foreign and is never evidence",
    }),
  ),
  author: Type.String({ description: "Who says so" }),
  note: Type.Optional(Type.String()),
  ...provenance,
});
export type Evidence = Static<typeof Evidence>;
