import { type Static, Type } from "typebox";
import { MobileTechnology } from "./technology.ts";

const OperatorService = Type.Union([Type.Literal("mobile"), Type.Literal("ftth")]);

export const Operator = Type.Object({
  code: Type.String({ pattern: "^[A-Z]{2,5}$" }),
  name: Type.String({ minLength: 1 }),
  aliases: Type.Array(Type.String()),
  mccMnc: Type.Array(Type.String({ pattern: "^\\d{3}-\\d{2}$" })),
  services: Type.Array(OperatorService),
  bandsMhz: Type.Partial(
    Type.Record(MobileTechnology, Type.Array(Type.String(), { description: "Bands, MHz" })),
  ),
  launch5g: Type.Optional(Type.String({ description: "Day of the national 5G launch" })),
  source: Type.String(),
});
export type Operator = Static<typeof Operator>;
