import type { ExpressionSpecification } from "@maplibre/maplibre-gl-style-spec";
import { isLayerShown } from "../../view.ts";
import { byZoom, type Theme } from "./layer-input.ts";
import { TILES } from "./sources.ts";

/** Name of the sprite icon: `site-on_air`, `site-on_air-shared` and so on. */
export const siteIcon = (stage: string, shared: boolean): string =>
  `site-${stage}${shared ? "-shared" : ""}`;

const IS_ON_AIR: ExpressionSpecification = ["==", ["get", "stage"], "on_air"];

const TRIANGLE: ExpressionSpecification = [
  "concat",
  "site-",
  ["get", "stage"],
  ["case", ["==", ["get", "shared"], true], "-shared", ""],
];

/** What works is a dot until there is room; what is planned, built or off is news at any scale. */
const ICON: ExpressionSpecification = [
  "step",
  ["zoom"],
  ["case", IS_ON_AIR, "site-dot", TRIANGLE],
  11,
  TRIANGLE,
];

/** What is on air lies on top where masts stand together. */
const RANK: ExpressionSpecification = [
  "match",
  ["get", "stage"],
  "on_air",
  3,
  "under_construction",
  2,
  "blocked",
  2,
  "planned",
  1,
  0,
];

/** Sector wedges where they can be told apart. */
export const sectors: Theme = ({ view, palette }) => [
  {
    id: "sectors",
    type: "fill",
    source: TILES,
    "source-layer": "sectors",
    minzoom: 12,
    layout: { visibility: isLayerShown(view, "sites") ? "visible" : "none" },
    paint: {
      "fill-color": palette.sector,
      "fill-opacity": 0.14,
      "fill-outline-color": palette.sector,
    },
  },
];

export const SITE_ICON_SIZE = byZoom(
  [8, ["case", IS_ON_AIR, 0.7, 0.6]],
  [10, ["case", IS_ON_AIR, 0.9, 0.8]],
  [11, ["case", IS_ON_AIR, 0.75, 0.9]],
  [12, 1],
  [15, 1.4],
);

/** The operator's name, or its code while names are not known. */
function operatorName(names: Readonly<Record<string, string>>): ExpressionSpecification {
  const code: ExpressionSpecification = ["get", "operatorCode"];
  const known = Object.entries(names).flat();
  return known.length === 0
    ? code
    : (["match", code, ...known, code] as unknown as ExpressionSpecification);
}

/** Triangles: never dropped for want of room, a mast more or less is a different map. */
export const sites: Theme = ({ view, context, palette }) => [
  {
    id: "sites",
    type: "symbol",
    source: TILES,
    "source-layer": "sites",
    layout: {
      visibility: isLayerShown(view, "sites") ? "visible" : "none",
      "icon-image": ICON,
      "icon-size": SITE_ICON_SIZE,
      "icon-allow-overlap": true,
      "icon-ignore-placement": true,
      "symbol-sort-key": RANK,
      "text-field": ["step", ["zoom"], "", 13, operatorName(context.operatorNames ?? {})],
      "text-font": ["Be Vietnam Pro Medium"],
      "text-size": 10,
      "text-anchor": "top",
      "text-offset": [0, 0.8],
      "text-optional": true,
    },
    paint: {
      "icon-opacity": byZoom([8, 0.6], [11, 0.85], [12, 1]),
      "text-color": palette.communeText,
      "text-halo-color": palette.textHalo,
      "text-halo-width": 1.2,
    },
  },
];
