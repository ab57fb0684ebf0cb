import { type Static, Type } from "typebox";
import { TerrainSource } from "../radio/terrain/metric-terrain.ts";
import { TerrainCheck } from "../radio/terrain/terrain-check.ts";
import { Day } from "./day.ts";
import { DataSourceMix } from "./provenance.ts";

/** One file of a dataset and where it comes from. */
export const CatalogueEntry = Type.Object({
  file: Type.String(),
  title: Type.Object({ vi: Type.String(), en: Type.String() }),
  dataSource: DataSourceMix,
  source: Type.String(),
  licence: Type.String(),
  date: Type.String({ description: "Day or year that it speaks of" }),
  crs: Type.String(),
  rows: Type.Integer({ minimum: 0 }),
  madeBy: Type.String(),
  sha256: Type.String({ pattern: "^[0-9a-f]{64}$" }),
});
export type CatalogueEntry = Static<typeof CatalogueEntry>;
export const Catalogue = Type.Object({
  id: Type.String(),
  seed: Type.Integer(),
  entries: Type.Array(CatalogueEntry),
});
export type Catalogue = Static<typeof Catalogue>;

/** The heights that map and engines use, and how far to trust them. */
export const TerrainReport = Type.Object({
  status: Type.Union(
    [Type.Literal("demonstration"), Type.Literal("imported"), Type.Literal("unreadable")],
    {
      description: "unreadable: there is an import and it cannot be used; nothing stands in for it",
    },
  ),
  files: Type.Array(Type.Pick(TerrainSource, ["file", "crs", "cellSizeM", "source"])),
  importedOn: Type.Optional(Day),
  check: Type.Optional(TerrainCheck),
});
export type TerrainReport = Static<typeof TerrainReport>;

/** `GET /api/sources`: the catalogue and what the store holds now, by kind. */
export const SourcesReport = Type.Object({
  datasetVersion: Type.Integer(),
  catalogue: Type.Array(CatalogueEntry),
  terrain: TerrainReport,
  stored: Type.Array(
    Type.Object({
      kind: Type.String(),
      demo: Type.Integer(),
      real: Type.Integer(),
      retired: Type.Integer({ description: "Rows kept as history only" }),
    }),
  ),
  outsideCommune: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      communeName: Type.String(),
      distanceM: Type.Integer(),
    }),
    { description: "Thôn whose centre lies outside the outline of their commune of 2023" },
  ),
});
export type SourcesReport = Static<typeof SourcesReport>;
