import { type Static, Type } from "typebox";
import { Day } from "./day.ts";
import { Indicator } from "./indicator.ts";
import { DataSourceMix } from "./provenance.ts";
import { CountedRatio } from "./ratio.ts";

/** `GET /api/indicators`: every row of the plan, with our figure where one can be computed. */
export const IndicatorResult = Type.Object({
  ...Indicator.properties,
  computed: Type.Optional(
    Type.Object({
      ...CountedRatio.properties,
      dataSource: DataSourceMix,
      reached: Type.Optional(Type.Boolean()),
      shortfall: Type.Optional(Type.Integer()),
      whatIsCounted: Type.Object({ vi: Type.String(), en: Type.String() }),
    }),
  ),
  responsibleName: Type.Optional(Type.String({ description: "Who follows it, by the plan" })),
  trajectory: Type.Array(
    Type.Object({ asOf: Day, numerator: Type.Integer(), denominator: Type.Integer() }),
    { description: "Computed at each day with evidence; empty where nothing is computed" },
  ),
});
export type IndicatorResult = Static<typeof IndicatorResult>;
export const IndicatorList = Type.Object({
  asOf: Day,
  rule: Type.String(),
  items: Type.Array(IndicatorResult),
});
export type IndicatorList = Static<typeof IndicatorList>;
