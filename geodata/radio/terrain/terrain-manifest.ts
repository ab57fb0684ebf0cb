import { type Static, Type } from "typebox";
import { MetricTerrainHeader } from "./metric-terrain.ts";
import { TerrainCheck } from "./terrain-check.ts";

/** File of the terrain folder that names everything else there; written last. */
export const MANIFEST_FILE = "terrain.json";

/** What `terrain.json` of an imported terrain says. */
export const TerrainManifest = Type.Object({
  format: Type.Literal(1),
  /** Tiles lie in the folder of this name beside the manifest, so that two terrains never mix. */
  folder: Type.String({ pattern: "^[0-9a-f]{12}$" }),
  header: MetricTerrainHeader,
  madeAt: Type.String({ description: "ISO 8601 instant; not part of any hash" }),
  check: Type.Optional(TerrainCheck),
});
export type TerrainManifest = Static<typeof TerrainManifest>;

/** The folder of the tiles of a terrain with this hash. */
export function tileFolder(sha256: string): string {
  return sha256.slice(0, 12);
}
