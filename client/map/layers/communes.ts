import type { ExpressionSpecification } from "@maplibre/maplibre-gl-style-spec";
import { isLayerShown, unitOfView, type View } from "../../view.ts";
import { byZoom, type Theme } from "./layer-input.ts";
import { TILES } from "./sources.ts";

const visibility = (view: View) => (isLayerShown(view, "communes") ? "visible" : "none");

/** Land of communes that hold no thôn of ours. */
export const landOutside: Theme = ({ palette }) => [
  {
    id: "land-outside",
    type: "fill",
    source: TILES,
    "source-layer": "communes",
    filter: ["==", ["get", "hasVillages"], false],
    paint: { "fill-color": palette.landOutside },
  },
];

/**
 * A seam of ground colour along every commune's edge. Between communes it is the halo of the
 * border line; along the national border, where no line is drawn, it fades the fills out and hides
 * the outlines of thôn that end there.
 */
const SEAM_STOPS = [
  [8, 4],
  [11, 7],
  [14, 12],
] as const;
const SEAM_PX = byZoom(...SEAM_STOPS);

/** An edge drawn so far inside its own land clears the seam, px. */
export const INSIDE_SEAM_PX = byZoom(
  ...SEAM_STOPS.map(([zoom, width]) => [zoom, width / 2 + 1.5] as const),
);

export const communeHalo: Theme = ({ palette }) => [
  {
    id: "commune-halo",
    type: "line",
    source: TILES,
    "source-layer": "communes",
    layout: { "line-join": "round" },
    paint: {
      "line-color": palette.ground,
      "line-width": SEAM_PX,
      "line-blur": byZoom([8, 1.5], [11, 3], [14, 6]),
    },
  },
];

/** Thin lines between communes and along the district's inland edge. */
export const communeBorders: Theme = ({ view, palette }) => [
  {
    id: "commune-borders",
    type: "line",
    source: TILES,
    "source-layer": "commune-borders",
    layout: {
      "line-join": "round",
      "line-cap": "round",
      visibility: visibility(view),
    },
    paint: {
      "line-color": palette.communeBorder,
      "line-width": byZoom([8, 0.5], [11, 0.9], [14, 1.6]),
      "line-opacity": ["match", ["get", "edge"], "outer", 0.9, 0.65],
    },
  },
];

/** Everything but the selected commune steps back; its own edge gets no line (it may be the border). */
export const communeSpotlight: Theme = ({ view, palette }) => [
  {
    id: "commune-spotlight",
    type: "fill",
    source: TILES,
    "source-layer": "communes",
    filter: ["!=", ["get", "code"], unitOfView(view)?.code ?? ""],
    layout: {
      visibility: unitOfView(view) === undefined ? "none" : "visible",
    },
    paint: { "fill-color": palette.ground, "fill-opacity": 0.6 },
  },
];

/** Kinds that say nothing where all are communes; "Thị trấn" stays, a xã may have its name. */
const OMITTED_KINDS = ["Xã ", "Phường "];

const SHORT_NAME: ExpressionSpecification = [
  "upcase",
  [
    "case",
    ...OMITTED_KINDS.flatMap((kind): ExpressionSpecification[] => [
      ["==", ["slice", ["get", "name"], 0, kind.length], kind],
      ["slice", ["get", "name"], kind.length],
    ]),
    ["get", "name"],
  ] as unknown as ExpressionSpecification,
];

export const communeLabels: Theme = ({ view, palette }) => [
  {
    id: "commune-labels",
    type: "symbol",
    source: TILES,
    "source-layer": "commune-labels",
    minzoom: 8.5,
    layout: {
      visibility: visibility(view),
      "text-field": SHORT_NAME,
      "text-font": ["Be Vietnam Pro SemiBold"],
      "text-size": byZoom([9, 9], [11, 10.5], [13, 13]),
      "text-letter-spacing": 0.08,
      "text-max-width": 7,
      "text-line-height": 1.15,
      "text-padding": 3,
      "text-variable-anchor": ["center", "top", "bottom", "left", "right"],
      "text-radial-offset": 0.9,
      "symbol-sort-key": ["case", ["==", ["get", "hasVillages"], true], 0, 1],
    },
    paint: {
      "text-color": palette.communeText,
      "text-opacity": ["case", ["==", ["get", "hasVillages"], true], 1, 0.6],
      "text-halo-color": palette.textHalo,
      "text-halo-width": 1.6,
      "text-halo-blur": 0.4,
    },
  },
];
