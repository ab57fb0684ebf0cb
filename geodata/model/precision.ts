import { type Static, Type } from "typebox";

/** How well a published position is known: as it is stored, or as the centre of its 0.01° cell. */
export const Precision = Type.Union([
  Type.Literal("chinh_xac", { description: "The position as it is stored" }),
  Type.Literal("khai_quat", { description: "The centre of its 0.01 degree cell" }),
]);
export type Precision = Static<typeof Precision>;

/** From what position a distance was measured; absent where that is a demonstration row. */
export const DistanceBasis = Type.Union(
  [
    ...Precision.anyOf,
    Type.Literal("khong_cong_bo", {
      description:
        "No distance is told: the commune has things whose position is withheld (border communes)",
    }),
  ],
  { description: "From what position the distance was measured" },
);
export type DistanceBasis = Static<typeof DistanceBasis>;
