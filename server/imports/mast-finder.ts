import { isDeepStrictEqual } from "node:util";
import { distanceM } from "../../geodata/geometry/distance.ts";
import type { Mast } from "../../geodata/model/mast.ts";
import type { Site } from "../../geodata/model/site.ts";
import type { Retirement } from "../stores/coverage-store.ts";
import type { LonLat } from "./read-position.ts";

/** Two positions nearer than this are of one mast: surveys of the same mast differ by so much. */
const SAME_MAST_M = 30;

/** Degrees of latitude that are surely longer than SAME_MAST_M; the grid that is searched. */
const GRID_DEG = 0.0005;

export interface MastFinder {
  /** Id of the mast at a position, found or newly made; what the file says of it is kept. */
  mastAt(
    position: LonLat,
    site: Pick<Site, "id" | "validFrom">,
    described: { [K in "kind" | "heightM" | "owner" | "communeCode"]?: Mast[K] | undefined },
  ): string;
  /** Masts that are new or said more of; a mast that is older than was known is put anew. */
  changes(): { put: Mast[]; retire: Retirement[] };
}

/** Finds masts among those in force and those that the file itself has brought. */
export function makeMastFinder(masts: readonly Mast[], source: string): MastFinder {
  const grid = new Map<string, Mast[]>();
  const original = new Map<string, Mast>();
  const touched = new Map<string, Mast>();
  const add = (mast: Mast) => {
    const key = squareOf(mast.lon, mast.lat);
    grid.set(key, [...(grid.get(key) ?? []), mast]);
  };
  for (const mast of masts) {
    original.set(mast.id, mast);
    add(mast);
  }

  function nearest({ lon, lat }: LonLat): Mast | undefined {
    const around = [-1, 0, 1].flatMap((east) =>
      [-1, 0, 1].flatMap(
        (north) => grid.get(squareOf(lon + east * GRID_DEG, lat + north * GRID_DEG)) ?? [],
      ),
    );
    return around
      .map((mast) => ({ mast, away: distanceM(lon, lat, mast.lon, mast.lat) }))
      .filter(({ away }) => away <= SAME_MAST_M)
      .sort((a, b) => a.away - b.away)[0]?.mast;
  }

  return {
    mastAt(position, site, described) {
      const said = Object.fromEntries(
        Object.entries(described).filter(([, value]) => value !== undefined),
      );
      const found = nearest(position);
      if (!found) {
        const made: Mast = {
          id: `cot-${site.id}`,
          ...position,
          ...said,
          validFrom: site.validFrom,
          dataSource: "real",
          source,
        };
        add(made);
        touched.set(made.id, made);
        return made.id;
      }
      const { validTo: _, ...known } = touched.get(found.id) ?? found;
      touched.set(found.id, {
        ...known,
        // A real site makes its mast real: somebody has said where it stands, and that it stands.
        ...(known.dataSource === "demo" ? position : {}),
        ...said,
        validFrom: [site.validFrom, known.validFrom].sort()[0] as string,
        dataSource: "real",
        source,
      });
      return found.id;
    },
    changes() {
      const put = [...touched.values()].filter((mast) => {
        const before = original.get(mast.id);
        return !before || !isDeepStrictEqual({ ...before, source }, { ...mast, source });
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
