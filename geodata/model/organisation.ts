import { type Static, Type } from "typebox";
import { validity } from "./day.ts";

/** Who signs, leads or receives. A unit and its office are two things. */
export const Organisation = Type.Object({
  id: Type.String({ minLength: 1 }),
  name: Type.String({ minLength: 1 }),
  role: Type.Union([
    Type.Literal("uy_ban"),
    Type.Literal("phong_chuyen_mon"),
    Type.Literal("so"),
    Type.Literal("doanh_nghiep"),
  ]),
  unitCode: Type.Optional(Type.String()),
  operatorCode: Type.Optional(Type.String()),
  successorId: Type.Optional(Type.String()),
  ...validity,
  source: Type.String(),
});
export type Organisation = Static<typeof Organisation>;
