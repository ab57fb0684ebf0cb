import { type Static, Type } from "typebox";
import { Day } from "./day.ts";
import { Evidence } from "./evidence.ts";
import { DataSourceMix } from "./provenance.ts";

/** `GET /api/evidence`: every row that a figure of that day can rest on. */
export const EvidenceList = Type.Object({
  asOf: Day,
  dataSource: DataSourceMix,
  numberMatched: Type.Integer(),
  items: Type.Array(Evidence),
  next: Type.Optional(Type.String()),
});
export type EvidenceList = Static<typeof EvidenceList>;
