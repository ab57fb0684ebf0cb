import {
  type MetricTerrain,
  makeMetricTerrain,
  VOID,
} from "../../../geodata/radio/terrain/metric-terrain.ts";

/** A seeded generator of numbers in [0, 1). */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}

interface TerrainWish {
  seed: number;
  columns: number;
  rows: number;
  cellSizeM?: number;
  /** Share of cells without a height, 0..1. */
  voidShare?: number;
}

/** Hills and valleys of a few hundred metres, the same for the same wish; its heights are shared. */
export function makeHills({
  seed,
  columns,
  rows,
  cellSizeM = 30,
  voidShare = 0,
}: TerrainWish): MetricTerrain {
  const random = seededRandom(seed);
  const waves = Array.from({ length: 40 }, (_, k) => ({
    heightM: 140 / (1 + k * 0.4),
    perColumn: (random() - 0.5) * 0.12 * (1 + k * 0.3),
    perRow: (random() - 0.5) * 0.12 * (1 + k * 0.3),
    phase: random() * 2 * Math.PI,
  }));
  const heightsM = new Int16Array(new SharedArrayBuffer(2 * columns * rows));
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let heightM = 600;
      for (const wave of waves)
        heightM +=
          wave.heightM * Math.sin(wave.perColumn * column + wave.perRow * row + wave.phase);
      heightsM[row * columns + column] = random() < voidShare ? VOID : Math.round(heightM);
    }
  return makeMetricTerrain(
    {
      crs: "EPSG:32648",
      originEastingM: 680_000,
      originNorthingM: 2_430_000,
      cellSizeM,
      columns,
      rows,
      voidValue: VOID,
      synthetic: true,
      sources: [
        { file: "made", sha256: "0".repeat(64), crs: "EPSG:32648", columns, rows, cellSizeM },
      ],
      sha256: "0".repeat(64),
    },
    heightsM,
  );
}
