import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Bbox } from "../../../geodata/model/geojson.ts";
import { communesOfEpoch } from "../../coverage/communes-of-epoch.ts";
import type { CoverageSnapshot } from "../../coverage/coverage-snapshot.ts";
import { type FadedRelief, makeFadedRelief } from "./faded-relief.ts";
import type { StoredTerrain } from "./read-terrain.ts";

/** Relief within the communes that the store holds, and a name that changes when it does. */
export interface DistrictRelief {
  hash: string;
  relief: FadedRelief;
}

/** The district ended on this day; its communes are the outline. */
const DISTRICT_DAY = "2025-06-30";

/** Where the client may go: the province, degrees. Flat ground is served beyond the district too. */
export const PROVINCE_BOUNDS: Bbox = [106.09, 21.32, 107.37, 22.45];

/** A relief takes about 0.1 s to make: kept for as long as the outlines stay the same. */
export function makeDistrictRelief(
  readStored: () => Promise<StoredTerrain>,
): (snapshot: CoverageSnapshot) => Promise<DistrictRelief> {
  const bySnapshot = new WeakMap<CoverageSnapshot, Promise<DistrictRelief>>();
  const byHash = new LRUCache<string, FadedRelief>({ max: 2 });
  let stored: Promise<StoredTerrain> | undefined;

  async function make(snapshot: CoverageSnapshot): Promise<DistrictRelief> {
    stored ??= readStored();
    const [{ header, heightsM, sha256 }, units] = await Promise.all([
      stored,
      snapshot.rows("units"),
    ]);
    const outlines = communesOfEpoch(units, "2023", DISTRICT_DAY).map((unit) => unit.geometry);
    const hash = createHash("sha256")
      .update(sha256)
      .update(JSON.stringify(outlines))
      .digest("hex")
      .slice(0, 12);
    const relief = byHash.get(hash) ?? makeFadedRelief(header, heightsM, outlines);
    byHash.set(hash, relief);
    return { hash, relief };
  }

  return (snapshot) => {
    const known = bySnapshot.get(snapshot) ?? make(snapshot);
    bySnapshot.set(snapshot, known);
    known.catch(() => bySnapshot.delete(snapshot));
    return known;
  };
}
