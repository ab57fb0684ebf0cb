import { type Static, Type } from "typebox";
import { validity } from "./day.ts";
import { LinearGeometry } from "./geojson.ts";
import { provenance } from "./provenance.ts";

/** Status words after the Open Fibre Data Standard's network status codes. */
const FibreStatus = Type.Union([
  Type.Literal("ke_hoach"),
  Type.Literal("dang_xay_dung"),
  Type.Literal("hoat_dong"),
  Type.Literal("tam_ngung"),
  Type.Literal("thao_do"),
]);

/** A stretch of cable (tuyến cáp) of one operator. */
export const FibreSpan = Type.Object({
  id: Type.String({ minLength: 1 }),
  operatorCode: Type.String({ pattern: "^[A-Z]{2,5}$" }),
  status: FibreStatus,
  kind: Type.Optional(
    Type.Union([
      Type.Literal("truc"),
      Type.Literal("goc"),
      Type.Literal("phoi"),
      Type.Literal("thue_bao"),
    ]),
  ),
  mounting: Type.Optional(
    Type.Union([Type.Literal("treo"), Type.Literal("cong_be"), Type.Literal("chon")]),
  ),
  fibreCount: Type.Optional(Type.Integer({ minimum: 1 })),
  geometry: LinearGeometry,
  ...validity,
  ...provenance,
});
export type FibreSpan = Static<typeof FibreSpan>;
