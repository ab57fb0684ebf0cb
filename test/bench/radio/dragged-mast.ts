import { TR_36_814 } from "../../../geodata/radio/antenna/reference-patterns.ts";
import { makeSectorTable } from "../../../geodata/radio/antenna/sector-table.ts";
import { addServer } from "../../../geodata/radio/best-server/add-server.ts";
import {
  makeBestServers,
  type ServerRaster,
} from "../../../geodata/radio/best-server/best-servers.ts";
import { countCovered } from "../../../geodata/radio/best-server/count-covered.ts";
import { replaceServer } from "../../../geodata/radio/best-server/remove-server.ts";
import { fillRaster } from "../../../geodata/radio/sweep/polar-raster.ts";
import { fillSweepLevelDbm } from "../../../geodata/radio/sweep/sweep-level.ts";
import type { MetricTerrain } from "../../../geodata/radio/terrain/metric-terrain.ts";
import type { UtmPoint } from "../../../geodata/radio/terrain/utm48.ts";
import type { BenchMast } from "./demonstration-world.ts";
import { PEAK_REFERENCE_EIRP_DBM } from "./many-links.ts";
import { makeAreaWork } from "./one-mast.ts";

const STEP_M = 60;
const THRESHOLD_DBM = -105;

/**
 * A district of masts with their best-server grid, one of which is dragged by a pixel to and fro:
 * each call sweeps it anew, replaces it in the grid and counts the thôn, covered ones returned.
 */
export function makeDrag(
  terrain: MetricTerrain,
  masts: readonly BenchMast[],
  villages: readonly UtmPoint[],
  rangeM: number,
): () => number {
  const { originEastingM, originNorthingM, cellSizeM, columns, rows } = terrain.header;
  const grid = makeBestServers(
    Math.ceil((columns * cellSizeM) / STEP_M),
    Math.ceil((rows * cellSizeM) / STEP_M),
  );
  const columnOf = ({ eastingM }: UtmPoint) => Math.round((eastingM - originEastingM) / STEP_M);
  const rowOf = ({ northingM }: UtmPoint) => Math.round((originNorthingM - northingM) / STEP_M);
  const places = {
    columns: Int32Array.from(villages, columnOf),
    rows: Int32Array.from(villages, rowOf),
  };
  const work = makeAreaWork(terrain, rangeM, STEP_M);
  const levelDbm = new Float32Array(work.places);
  const antenna = makeSectorTable(TR_36_814, 90, 4);
  const reach = Math.ceil(rangeM / STEP_M);

  function rasterOf(mast: BenchMast): ServerRaster {
    work.sweep(mast);
    work.loss(mast);
    const eirpDbm = PEAK_REFERENCE_EIRP_DBM;
    fillSweepLevelDbm(work.sweepOf(mast), work.lossDb, eirpDbm, antenna, 0, 0, levelDbm);
    const firstColumn = Math.max(columnOf(mast.place) - reach, 0);
    const firstRow = Math.max(rowOf(mast.place) - reach, 0);
    const size = {
      columns: Math.min(2 * reach + 1, grid.columns - firstColumn),
      rows: Math.min(2 * reach + 1, grid.rows - firstRow),
    };
    const rsrpDbm = new Float32Array(size.columns * size.rows);
    const pixels = {
      originEastingM: originEastingM + firstColumn * STEP_M,
      originNorthingM: originNorthingM - firstRow * STEP_M,
      cellSizeM: STEP_M,
      ...size,
    };
    fillRaster(work.grid, levelDbm, mast.place, pixels, rsrpDbm);
    return { firstColumn, firstRow, ...size, rsrpDbm };
  }

  for (const [server, mast] of masts.entries()) addServer(grid, server, rasterOf(mast));
  const dragged = masts.length >> 1;
  let moves = 0;
  return () => {
    moves += 1;
    const home = masts[dragged]!;
    const eastingM = home.place.eastingM + (moves % 2) * STEP_M;
    replaceServer(grid, dragged, rasterOf({ ...home, place: { ...home.place, eastingM } }));
    return countCovered(grid, places, THRESHOLD_DBM).covered;
  };
}
