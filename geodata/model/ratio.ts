import { type Static, Type } from "typebox";

/** A share as two whole numbers; a percentage is only ever its text. */
export const Ratio = Type.Object({
  numerator: Type.Integer({ minimum: 0 }),
  denominator: Type.Integer({ minimum: 0 }),
});
export type Ratio = Static<typeof Ratio>;

/** A share of thôn whose denominator also holds those without evidence. */
export const CountedRatio = Type.Object({
  ...Ratio.properties,
  unknown: Type.Integer({ minimum: 0, description: "The part of the denominator that is chua_ro" }),
});
export type CountedRatio = Static<typeof CountedRatio>;
