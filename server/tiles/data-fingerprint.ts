import { createHash } from "node:crypto";
import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";

/** Raised when tiles of the same rows come to look different. */
const TILE_FORMAT = 3;
const KINDS = [
  "units",
  "crosswalk",
  "villages",
  "villageAreas",
  "masts",
  "sites",
  "cells",
  "spans",
  "roads",
  "places",
  "rules",
] as const;

const known = new WeakMap<CoverageSnapshot, Promise<string>>();

/**
 * A short name of what tiles are made from. Browsers keep tiles for a year, and two stores can
 * both be at version 1 (a folder emptied, another release's demonstration set, another setting of
 * what the public may see): the version alone would show the one's tiles for the other. It is made
 * from what the viewer sees, so it tells nothing that the tiles do not: whoever guesses what is
 * hidden cannot try the guess against it.
 */
export function dataFingerprint(snapshot: CoverageSnapshot): Promise<string> {
  const made = known.get(snapshot) ?? make(snapshot);
  known.set(snapshot, made);
  // A failure is told to those who wait and is not kept.
  made.catch(() => known.delete(snapshot));
  return made;
}

async function make(snapshot: CoverageSnapshot): Promise<string> {
  const hash = createHash("sha256").update(`${TILE_FORMAT} ${snapshot.detail}`);
  for (const kind of KINDS) hash.update(JSON.stringify(await snapshot.rows(kind)));
  const { asOf } = await snapshot.defaults();
  hash.update(JSON.stringify(await snapshot.evidenceAsOf(asOf)));
  return hash.digest("hex").slice(0, 8);
}
