import type { SiteStage } from "./site.ts";

/**
 * The vector tile layers and what their features carry. The server writes them, the style reads
 * them; a value that is unknown is absent from the feature, never 0.
 */
export interface TileLayerProperties {
  /** Polygons, one per thôn with an area; verdict words as in `verdict.ts`. */
  villages: VillageTileProperties;
  /** Points, one per thôn: markers, rings and labels. */
  "village-centres": VillageTileProperties;
  /** Points of clusters, from zoom 11. `state` is that of mobile broadband by the rule. */
  clusters: { id: string; villageId: string; state: "covered" | "uncovered" | "unknown" };
  /** Polygons of the epoch's communes. `hasVillages`: false for communes outside Cao Lộc. */
  communes: { key: string; code: string; name: string; hasVillages: boolean; demo: boolean };
  /** One point per commune for its label. */
  "commune-labels": { key: string; code: string; name: string; hasVillages: boolean };
  /** Lines between two communes (`inner`) and around them (`outer`); never the national border. */
  "commune-borders": { edge: "inner" | "outer" };
  roads: { id: string; class: string; name?: string };
  /** Named places and spot heights that are no thôn. `outside`: not of our communes. */
  places: { id: string; name: string; outside: boolean; town: boolean; elevationM?: number };
  sites: {
    id: string;
    mastId: string;
    operatorCode: string;
    stage: SiteStage;
    shared: boolean;
    /** Comma-separated, best last: `gsm,umts,lte`. */
    technologies: string;
    demo: boolean;
  };
  /** Wedges of sectors, 300 m on the ground, from zoom 12. */
  sectors: { siteId: string; operatorCode: string; technology: string };
  "fibre-spans": {
    id: string;
    operatorCode: string;
    stage: "in_service" | "under_construction" | "planned" | "off";
    demo: boolean;
  };
}

export interface VillageTileProperties {
  id: string;
  name: string;
  communeCode: string;
  mobile: string;
  umts: string;
  lte: string;
  nr: string;
  ftth: string;
  operatorCount: number;
  remote: boolean;
  /** dang_xac_minh */
  flagged: boolean;
  demo: boolean;
  households?: number;
  distanceToMastM?: number;
  /** From what position that was measured, or that it is not told; as in `precision.ts`. */
  mastDistanceBasis?: string;
  distanceToRoadM?: number;
}

export type TileLayer = keyof TileLayerProperties;

/** Groups of layers that are asked for together: one request a tile each. */
export const TILESETS = {
  villages: ["villages", "village-centres", "clusters"],
  communes: ["communes", "commune-labels", "commune-borders"],
  sites: ["sites", "sectors"],
  fibre: ["fibre-spans"],
  roads: ["roads"],
  places: ["places"],
} as const satisfies Record<string, readonly TileLayer[]>;
export type Tileset = keyof typeof TILESETS;

export const MVT_MEDIA_TYPE = "application/vnd.mapbox-vector-tile";

/** Tiles are made for these zooms; MapLibre overzooms beyond. */
export const TILE_ZOOM = { min: 6, max: 14 } as const;
