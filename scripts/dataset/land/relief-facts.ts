import type { CommuneFact } from "../facts.ts";

/** A spot height and the cell whose centre is nearest to it. */
export interface SpotCell {
  column: number;
  row: number;
  elevationM: number;
}

/** What the relief has to meet, on the cells of one grid. */
export interface ReliefFacts {
  communes: readonly Pick<CommuneFact, "elevationMinM" | "elevationMeanM" | "elevationMaxM">[];
  /** Commune of every cell, index into `communes`, -1 outside. */
  regions: Int16Array;
  /** Distance of every cell to each commune, metres. */
  distancesM: readonly Float64Array[];
  spots: readonly SpotCell[];
  cellWidthM: number;
  cellHeightM: number;
}
