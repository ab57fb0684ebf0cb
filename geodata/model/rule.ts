import { type Static, Type } from "typebox";
import { Day } from "./day.ts";
import { EvidenceKind } from "./evidence.ts";
import { MobileTechnology } from "./technology.ts";

/** One kind of evidence that a rule admits. */
export const AdmittedEvidence = Type.Object({
  kind: EvidenceKind,
  shelfLifeDays: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: "Older evidence is set aside; absent = never too old",
    }),
  ),
});
export type AdmittedEvidence = Static<typeof AdmittedEvidence>;

/** What counts as covered: a versioned piece of data, not code. */
export const Rule = Type.Object({
  id: Type.String({ pattern: "^[a-z0-9-]+$" }),
  version: Type.Integer({ minimum: 1 }),
  name: Type.Object({ vi: Type.String(), en: Type.String() }),
  summary: Type.Object({ vi: Type.String(), en: Type.String() }),
  appliesFrom: Day,
  sourceDocument: Type.Object({ vi: Type.String(), en: Type.String() }),
  caveat: Type.Optional(Type.Object({ vi: Type.String(), en: Type.String() })),
  technologies: Type.Array(MobileTechnology, {
    minItems: 1,
    description: "What counts as mobile broadband",
  }),
  evidence: Type.Array(AdmittedEvidence, {
    minItems: 1,
    description: "Best first; the first kind that has a row within its shelf life decides",
  }),
  points: Type.Union([Type.Literal("centre"), Type.Literal("centre_and_clusters")], {
    description: "Which points of the thôn decide; centre_and_clusters makes lom_song possible",
  }),
  thresholdsDbm: Type.Object(
    { umts: Type.Number(), lte: Type.Number(), nr: Type.Number() },
    { description: "Weakest RSRP (3G: RSCP) that covers, dBm at 1.5 m" },
  ),
  remote: Type.Object(
    {
      withoutGridPower: Type.Boolean(),
      hardship: Type.Boolean(),
      roadFartherThanM: Type.Number({ exclusiveMinimum: 0 }),
      mastFartherThanM: Type.Number({ exclusiveMinimum: 0 }),
    },
    { description: "A thôn is remote (vùng sâu, vùng xa) when any of these holds" },
  ),
  confirmed: Type.Boolean({ description: "False: engineering defaults, not yet a regulation" }),
});
export type Rule = Static<typeof Rule>;
