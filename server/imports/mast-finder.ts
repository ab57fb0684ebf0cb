import { isDeepStrictEqual } from "node:util";
import { distanceM } from "../../geodata/geometry/distance.ts";
import type { Mast } from "../../geodata/model/mast.ts";
import type { Site } from "../../geodata/model/site.ts";
import type { Retirement } from "../stores/coverage-store.ts";
import type { LonLat } from "./province.ts";
import { isSamePlace, keptPlace } from "./same-place.ts";

/** Two positions nearer than this are of one mast: surveys of the same mast differ by so much. */
const SAME_MAST_M = 30;

/** Degrees of latitude that are surely longer than SAME_MAST_M; the grid that is searched. */
const GRID_DEG = 0.0005;

/** What a row says of the site that stands on a mast. */
type Standing = Pick<Site, "id" | "validFrom" | "validTo" | "dataSource" | "source">;

/** What a row says of the mast itself. */
type Described = { [K in "kind" | "heightM" | "owner" | "communeCode"]?: Mast[K] | undefined };

export interface MastFinder {
  /**
   * Id of the mast at a position, found or newly made; what the file says of it is kept. `mastId` is
   * the mast that the file names; `warn` is told where a position is not taken over.
   */
  mastAt(
    position: LonLat,
    site: Standing,
    described: Described,
    mastId: string | undefined,
    warn: (message: string) => void,
  ): string;
  /** Masts that are new or said more of; a mast that is older than was known is put anew. */
  changes(): { put: Mast[]; retire: Retirement[] };
}

/** Finds masts among those in force and those that the file itself has brought. */
export function makeMastFinder(masts: readonly Mast[], sites: readonly Site[]): MastFinder {
  const grid = new Map<string, Mast[]>();
  const original = new Map<string, Mast>();
  const touched = new Map<string, Mast>();
  const ownMast = new Map(sites.map((site) => [site.id, site.mastId]));
  const firstDay = new Map<string, string>();
  for (const { id, validFrom } of sites) {
    const known = firstDay.get(id);
    if (known === undefined || validFrom < known) firstDay.set(id, validFrom);
  }
  const standsAlone = (site: Standing, mastId: string) =>
    [...(sitesOn.get(mastId) ?? [])].every((id) => id === site.id);
  const sitesOn = new Map<string, Set<string>>();
  for (const [id, mastId] of ownMast)
    sitesOn.set(mastId, (sitesOn.get(mastId) ?? new Set()).add(id));

  const add = (mast: Mast) => {
    const key = squareOf(mast.lon, mast.lat);
    grid.set(key, [...(grid.get(key) ?? []), mast]);
  };
  for (const mast of masts) {
    original.set(mast.id, mast);
    add(mast);
  }
  const current = (id: string | undefined) =>
    id === undefined ? undefined : (touched.get(id) ?? original.get(id));
  const awayM = (position: LonLat, mast: LonLat) =>
    distanceM(position.lon, position.lat, mast.lon, mast.lat);

  function nearest({ lon, lat }: LonLat): Mast | undefined {
    const around = [-1, 0, 1].flatMap((east) =>
      [-1, 0, 1].flatMap(
        (north) => grid.get(squareOf(lon + east * GRID_DEG, lat + north * GRID_DEG)) ?? [],
      ),
    );
    return around
      .map((mast) => ({ mast, away: awayM({ lon, lat }, mast) }))
      .filter(({ away }) => away <= SAME_MAST_M)
      .sort((a, b) => a.away - b.away)[0]?.mast;
  }

  function newId(site: Standing, mastId: string | undefined): string {
    if (mastId !== undefined && !current(mastId)) return mastId;
    const plain = `cot-${site.id}`;
    const isFree = (id: string) =>
      !current(id) || (!touched.has(id) && ownMast.get(site.id) === id && standsAlone(site, id));
    let id = plain;
    for (let number = 2; !isFree(id); number += 1) id = `${plain}-${number}`;
    return id;
  }

  /** The mast with what a real row says of it, or a demonstration row of a demonstration mast. */
  function corrected(
    found: Mast,
    position: LonLat,
    site: Standing,
    said: Partial<Mast>,
    warn: (message: string) => void,
  ): Mast {
    const isOwn = ownMast.get(site.id) === found.id;
    const becomesReal = found.dataSource === "demo" && site.dataSource === "real";
    const mayMove = becomesReal || (isOwn && !touched.has(found.id) && standsAlone(site, found.id));
    const isElsewhere = !isSamePlace(position, found);
    if (isElsewhere && isOwn && !mayMove && !touched.has(found.id))
      warn(
        `vị trí cách cột đã có ${Math.max(1, Math.round(awayM(position, found)))} m: giữ vị trí của cột, vì còn trạm khác trên cột đó`,
      );
    const { communeCode, ...others } = said;
    const isFiled = found.communeCode !== undefined && !(mayMove && isElsewhere);
    const isOlder =
      site.validFrom < found.validFrom &&
      !(isOwn && site.validFrom >= (firstDay.get(site.id) as string));
    const isStillThere =
      found.validTo !== undefined &&
      (isOwn
        ? site.validFrom >= found.validTo
        : site.validTo === undefined || site.validTo > found.validTo);
    const { validTo, ...known } = found;
    return {
      ...known,
      ...(validTo === undefined || isStillThere ? {} : { validTo }),
      ...(mayMove ? keptPlace(position, found) : {}),
      ...others,
      ...(isFiled || communeCode === undefined ? {} : { communeCode }),
      validFrom: isOlder ? site.validFrom : found.validFrom,
      // A real site makes its mast real: somebody has said where it stands, and that it stands.
      ...(becomesReal ? { dataSource: "real" as const, source: site.source } : {}),
    };
  }

  return {
    mastAt(position, site, described, mastId, warn) {
      const said = Object.fromEntries(
        Object.entries(described).filter(([, value]) => value !== undefined),
      );
      const named = [current(mastId), current(ownMast.get(site.id))].find(
        (mast) => mast && awayM(position, mast) <= SAME_MAST_M,
      );
      const close = named ?? nearest(position);
      const found = current(close?.id);
      if (!found) {
        const made: Mast = {
          id: newId(site, mastId),
          ...position,
          ...said,
          validFrom: site.validFrom,
          dataSource: site.dataSource,
          source: site.source,
        };
        add(made);
        touched.set(made.id, made);
        return made.id;
      }
      if (found.dataSource === "real" && site.dataSource === "demo") return found.id;
      touched.set(found.id, corrected(found, position, site, said, warn));
      return found.id;
    },
    changes() {
      const put = [...touched.values()].filter((mast) => {
        const before = original.get(mast.id);
        return !before || !isDeepStrictEqual({ ...before, source: "" }, { ...mast, source: "" });
      });
      const older = put.filter((mast) => {
        const before = original.get(mast.id);
        return before !== undefined && before.validFrom !== mast.validFrom;
      });
      return {
        put,
        retire: older.length > 0 ? [{ kind: "masts", ids: older.map((mast) => mast.id) }] : [],
      };
    },
  };
}

function squareOf(lon: number, lat: number): string {
  return `${Math.floor(lon / GRID_DEG)} ${Math.floor(lat / GRID_DEG)}`;
}
