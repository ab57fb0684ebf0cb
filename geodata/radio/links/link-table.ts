import type { OnLink } from "./each-link.ts";

/** Links side by side, in the order in which they were told. */
export interface LinkTable {
  readonly cell: Uint32Array;
  readonly point: Uint32Array;
  /** NaN where not computed, dBm; likewise the loss, dB. */
  readonly levelDbm: Float64Array;
  readonly lossDb: Float64Array;
  readonly distanceM: Float64Array;
}

const FIRST_CAPACITY = 1024;

/** Collects what `eachLink` tells: pass `add`, then ask for `table`. Its arrays are copies. */
export function makeLinkCollector(): { add: OnLink; table: () => LinkTable } {
  let links = emptyTable(FIRST_CAPACITY);
  let count = 0;
  return {
    add(cell, point, levelDbm, lossDb, distanceM) {
      if (count === links.cell.length) links = copyOf(links, 2 * count, count);
      links.cell[count] = cell;
      links.point[count] = point;
      links.levelDbm[count] = levelDbm;
      links.lossDb[count] = lossDb;
      links.distanceM[count] = distanceM;
      count += 1;
    },
    table: () => copyOf(links, count, count),
  };
}

function emptyTable(capacity: number): LinkTable {
  return {
    cell: new Uint32Array(capacity),
    point: new Uint32Array(capacity),
    levelDbm: new Float64Array(capacity),
    lossDb: new Float64Array(capacity),
    distanceM: new Float64Array(capacity),
  };
}

function copyOf(links: LinkTable, capacity: number, count: number): LinkTable {
  const copy = emptyTable(capacity);
  copy.cell.set(links.cell.subarray(0, count));
  copy.point.set(links.point.subarray(0, count));
  copy.levelDbm.set(links.levelDbm.subarray(0, count));
  copy.lossDb.set(links.lossDb.subarray(0, count));
  copy.distanceM.set(links.distanceM.subarray(0, count));
  return copy;
}
