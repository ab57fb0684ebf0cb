import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CLAIM_COLUMNS } from "../../../geodata/datasets/claims-table.ts";
import { makeRule } from "../../makers.ts";
import { SMALL_DISTRICT } from "../imports/small-district.ts";

const FILES = {
  "crosswalk.json": SMALL_DISTRICT.crosswalk,
  "operators.json": SMALL_DISTRICT.operators,
  "organisations.json": [],
  "villages.json": SMALL_DISTRICT.villages,
  "village-areas.json": SMALL_DISTRICT.villageAreas,
  "masts.json": SMALL_DISTRICT.masts,
  "sites.json": SMALL_DISTRICT.sites,
  "cells.json": SMALL_DISTRICT.cells,
  "fibre-spans.json": SMALL_DISTRICT.spans,
  "access-points.json": SMALL_DISTRICT.accessPoints,
  "roads.json": [],
  "places.json": [],
};

/** The small district without its evidence as a dataset to seed from; gives its folder. */
export function writeSmallDataset(folder: string): string {
  const directory = join(folder, "dataset");
  mkdirSync(directory, { recursive: true });
  mkdirSync(join(folder, "rules"), { recursive: true });
  writeFileSync(join(folder, "rules", "ke-hoach-2023.json"), JSON.stringify(makeRule()));
  for (const [name, rows] of Object.entries(FILES))
    writeFileSync(join(directory, name), JSON.stringify(rows));
  writeFileSync(join(directory, "claims.csv"), `${CLAIM_COLUMNS.join()}\n`);
  for (const epoch of ["2023", "2025"]) {
    const units = SMALL_DISTRICT.units?.filter(
      ({ validFrom }) => validFrom < "2025-07-01" === (epoch === "2023"),
    );
    const features = units?.map(({ geometry, ...properties }) => ({ properties, geometry }));
    writeFileSync(join(directory, `communes-${epoch}.geojson`), JSON.stringify({ features }));
  }
  return directory;
}
