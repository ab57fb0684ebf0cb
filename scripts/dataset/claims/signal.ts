import { bearing } from "@turf/turf";
import type { Cell } from "../../../geodata/model/cell.ts";
import { isValidOn } from "../../../geodata/model/day.ts";
import type { MobileTechnology } from "../../../geodata/model/technology.ts";
import type { Village } from "../../../geodata/model/village.ts";
import { CARRIERS, type Carrier, marginDb } from "../network/carriers.ts";
import { type Ground, metresBetween, positionOf } from "../network/ground.ts";
import { REACH_KM } from "../network/mast-spots.ts";
import type { Network } from "../network/network.ts";
import { type Link, linkBetween } from "../network/path-loss.ts";

/** A point of a thôn that claims speak of: its centre (no cluster) or a cluster. */
export interface ClaimPoint {
  village: Village;
  clusterId?: string;
  lon: number;
  lat: number;
}

/** Signal over the weakest that covers, dB, of the best cell on air; -Infinity where there is none. */
export interface Signal {
  points: readonly ClaimPoint[];
  /** By index into `points`. */
  best(operatorCode: string, technology: MobileTechnology, day: string): Float64Array;
  /** Sites on air with the technology. */
  sitesWith(operatorCode: string, technology: MobileTechnology, day: string): number;
}

/** What the network's cells give at every centre and cluster, by relief and antenna. */
export function makeSignal(network: Network, ground: Ground): Signal {
  const points = ground.villages.flatMap((village): ClaimPoint[] => [
    { village, lon: village.lon, lat: village.lat },
    ...village.clusters.map(({ id, lon, lat }) => ({ village, clusterId: id, lon, lat })),
  ]);
  const masts = new Map(network.masts.map((mast) => [mast.id, mast]));
  const siteRows = Map.groupBy(network.sites, ({ id }) => id);
  const links = new Map<string, ({ link: Link; bearingDeg: number } | undefined)[]>();

  function linksFrom(mastId: string, heightAglM: number) {
    const key = `${mastId} ${heightAglM}`;
    const known = links.get(key);
    if (known !== undefined) return known;
    const mast = masts.get(mastId)!;
    const made = points.map((point) => {
      if (metresBetween(positionOf(mast), positionOf(point)) > REACH_KM * 1000) return undefined;
      return {
        link: linkBetween(ground.terrain, { ...mast, heightAglM }, { ...point, heightAglM: 1.5 }),
        bearingDeg: bearing(positionOf(mast), positionOf(point)),
      };
    });
    links.set(key, made);
    return made;
  }

  const margins = new Map<string, Float64Array>();
  function marginsOf(cell: Cell): Float64Array {
    const known = margins.get(cell.id);
    if (known !== undefined) return known;
    const site = siteRows.get(cell.siteId)![0]!;
    const carrier = carrierOf(cell, site.operatorCode);
    const aim = { azimuthDeg: cell.azimuthDeg!, downtiltDeg: cell.downtiltDeg! };
    const made = Float64Array.from(linksFrom(site.mastId, cell.antennaHeightAglM!), (at) =>
      at === undefined ? Number.NEGATIVE_INFINITY : marginDb(carrier, at.link, at.bearingDeg, aim),
    );
    margins.set(cell.id, made);
    return made;
  }

  function onAir(operatorCode: string, technology: MobileTechnology, day: string): Cell[] {
    return network.cells.filter(
      (cell) =>
        cell.technology === technology &&
        isValidOn(cell, day) &&
        siteRows
          .get(cell.siteId)!
          .some(
            (row) =>
              row.operatorCode === operatorCode &&
              row.status === "hoat_dong" &&
              isValidOn(row, day),
          ),
    );
  }

  return {
    points,
    best(operatorCode, technology, day) {
      const best = new Float64Array(points.length).fill(Number.NEGATIVE_INFINITY);
      for (const cell of onAir(operatorCode, technology, day)) {
        for (const [index, margin] of marginsOf(cell).entries()) {
          if (margin > best[index]!) best[index] = margin;
        }
      }
      return best;
    },
    sitesWith: (operatorCode, technology, day) =>
      new Set(onAir(operatorCode, technology, day).map(({ siteId }) => siteId)).size,
  };
}

/** The carrier that a cell row was made from. */
function carrierOf(cell: Cell, operatorCode: string): Carrier {
  const set = CARRIERS[operatorCode];
  const all = [
    set?.gsm,
    set?.umts,
    set?.umtsRural,
    set?.lte,
    set?.lteTown,
    set?.lteRemote?.carrier,
    set?.nr,
  ];
  const carrier = all.find(
    (candidate) => candidate?.technology === cell.technology && candidate.bandMhz === cell.bandMhz,
  );
  if (carrier === undefined) throw new Error(`${cell.id}: no carrier of ${operatorCode}`);
  return carrier;
}
