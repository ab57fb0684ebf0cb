import { type Static, Type } from "typebox";

/** What an import found about its heights, kept with them so that whoever shows them can say it. */
export const TerrainCheck = Type.Object({
  minM: Type.Integer({ description: "Lowest height of the whole grid, m" }),
  medianM: Type.Integer(),
  maxM: Type.Integer(),
  districtCells: Type.Integer({ description: "Cells of 90 m in the district" }),
  districtKnown: Type.Integer({ description: "Of these, cells with a height" }),
  /** Comparison with the shipped spot heights that lie in the terrain; terrain less spot. */
  spots: Type.Object({
    count: Type.Integer({ minimum: 0 }),
    medianDifferenceM: Type.Optional(Type.Number()),
    spreadM: Type.Optional(
      Type.Number({ description: "1.4826 times the median distance from the median, m" }),
    ),
    correlation: Type.Optional(Type.Number({ minimum: -1, maximum: 1 })),
  }),
  doubts: Type.Array(Type.String(), { description: "What may be wrong with the heights" }),
});
export type TerrainCheck = Static<typeof TerrainCheck>;
