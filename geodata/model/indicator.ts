import { type Static, Type } from "typebox";

/** A row of the plan's indicators (chỉ tiêu): baseline and target as the plan prints them. */
export const Indicator = Type.Object({
  code: Type.String({ pattern: "^[A-Z0-9_]+$" }),
  group: Type.Union([
    Type.Literal("mobile"),
    Type.Literal("fixed"),
    Type.Literal("cloud"),
    Type.Literal("technology"),
    Type.Literal("platform"),
  ]),
  name: Type.Object({ vi: Type.String(), en: Type.String() }),
  unit: Type.Union([
    Type.Literal("per_100"),
    Type.Literal("percent"),
    Type.Literal("Mbps"),
    Type.Literal("count"),
    Type.Literal("milestone"),
  ]),
  direction: Type.Union([Type.Literal("at_least"), Type.Literal("done")]),
  baseline: Type.Optional(Type.String({ description: "As printed in the plan" })),
  baselinePeriod: Type.Optional(Type.String()),
  target: Type.Optional(
    Type.String({ description: "As printed; absent = only followed (theo dõi)" }),
  ),
  targetPeriod: Type.Optional(Type.String()),
  computedFrom: Type.Union([
    Type.Literal("map"),
    Type.Literal("measurements"),
    Type.Literal("partly"),
    Type.Literal("entered"),
  ]),
  commitment: Type.Optional(Type.Union([Type.Literal("dat"), Type.Literal("phan_dau")])),
  responsible: Type.Optional(Type.String({ description: "Organisation id" })),
  note: Type.Optional(Type.String()),
  source: Type.String(),
});
export type Indicator = Static<typeof Indicator>;
