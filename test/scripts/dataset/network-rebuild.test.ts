import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { TerrainHeader } from "../../../geodata/geometry/terrain-grid.ts";
import { makeClaims } from "../../../scripts/dataset/claims/claims.ts";
import type { Geography } from "../../../scripts/dataset/geography.ts";
import { makeNetwork } from "../../../scripts/dataset/network/network.ts";
import { networkFiles } from "../../../scripts/dataset/network/network-files.ts";
import { CAOLOC, shippedDataset } from "./network-shipped.ts";

test("the shipped land and seed give the shipped networks and claims again, byte for byte", () => {
  const { facts, communes2023, villages, roads } = shippedDataset();
  const header = JSON.parse(readFileSync(join(CAOLOC, "terrain.json"), "utf8")) as TerrainHeader;
  const bytes = readFileSync(join(CAOLOC, "terrain.i16"));
  const heightsM = Int16Array.from({ length: bytes.length / 2 }, (_, i) =>
    bytes.readInt16LE(2 * i),
  );
  const geography: Geography = {
    communes2023,
    communes2025: [],
    crosswalk: [],
    villages,
    villageAreas: [],
    terrain: { header, heightsM },
    roads,
    places: [],
  };
  const { seed } = JSON.parse(readFileSync(join(CAOLOC, "catalogue.json"), "utf8")) as {
    seed: number;
  };
  const network = makeNetwork(geography, facts, seed);
  const files = networkFiles(network, makeClaims(geography, network, facts, seed));
  for (const { file, bytes: made } of files) {
    expect(Buffer.from(made).equals(readFileSync(join(CAOLOC, file))), file).toBe(true);
  }
});
