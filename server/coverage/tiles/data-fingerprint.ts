import { createHash } from "node:crypto";
import { KIND_TABLE, KINDS } from "../../stores/kinds.ts";
import type { CoverageSnapshot } from "../coverage-snapshot.ts";
import type { TableKind } from "../visible-rows.ts";

/** Raised when tiles of the same rows come to look different. */
const TILE_FORMAT = 3;
const KINDS_IN_TILES = KINDS.filter((kind) => KIND_TABLE[kind].isInTiles) as TableKind[];

/**
 * A short name of what tiles are made from. Browsers keep tiles for a year, and two stores can
 * both be at version 1 (a folder emptied, another release's demonstration set, another setting of
 * what the public may see): the version alone would show the one's tiles for the other. It is made
 * from what the viewer sees, so it tells nothing that the tiles do not: whoever guesses what is
 * hidden cannot try the guess against it.
 */
export async function dataFingerprint(snapshot: CoverageSnapshot): Promise<string> {
  const { fingerprint } = await snapshot.derive("fingerprint", async () => {
    const hash = createHash("sha256").update(`${TILE_FORMAT} ${snapshot.detail}`);
    for (const kind of KINDS_IN_TILES) hash.update(JSON.stringify(await snapshot.rows(kind)));
    const { asOf } = await snapshot.defaults();
    hash.update(JSON.stringify(await snapshot.evidenceAsOf(asOf)));
    return { fingerprint: hash.digest("hex").slice(0, 8) };
  });
  return fingerprint;
}
