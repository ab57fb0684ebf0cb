import type { ExpressionSpecification } from "@maplibre/maplibre-gl-style-spec";
import { isAlarming, type View } from "../../view.ts";
import type { Palette } from "../colors.ts";
import { alarmingClasses } from "../verdict-classes.ts";
import { byZoom, type Theme } from "./layer-input.ts";
import { TILES } from "./sources.ts";
import { inClasses, isShown } from "./village-class.ts";
import { strength } from "./villages.ts";

/** Drawn for a thôn whose households nobody has counted. */
const HOUSEHOLDS_WHEN_UNKNOWN = 40;

const IS_REMOTE: ExpressionSpecification = ["==", ["get", "remote"], true];

/** Area in step with households: 36 households give 1, 144 give 2. */
const SIZE: ExpressionSpecification = [
  "max",
  0.7,
  ["min", 2.2, ["/", ["sqrt", ["coalesce", ["get", "households"], HOUSEHOLDS_WHEN_UNKNOWN]], 6]],
];

/** Radius in px of 36 households, how far the ring of a remote thôn lies outside, and the glow. */
const STEPS = [
  { zoom: 6, core: 1.7, ring: 1.6, glow: 4 },
  { zoom: 9, core: 2.9, ring: 2.4, glow: 11 },
  { zoom: 10.5, core: 4.6, ring: 3.4, glow: 22 },
  { zoom: 14, core: 8.5, ring: 5, glow: 70 },
] as const;

/** Radius in px at each step; `extra` in px, or the step's ring. */
const radius = (extra: number | "ring"): ExpressionSpecification =>
  byZoom(
    ...STEPS.map(({ zoom, core, ring }): [number, ExpressionSpecification] => [
      zoom,
      ["+", ["*", core, SIZE], extra === "ring" ? ring : extra],
    ]),
  );

/** Half of the width that a marker takes with ring and outline, and `gapPx`, in units of `unitPx`. */
export const markerReach = (unitPx: number, gapPx = 0): ExpressionSpecification =>
  byZoom(
    ...STEPS.map(({ zoom, core, ring }): [number, ExpressionSpecification] => [
      zoom,
      ["/", ["+", gapPx + 1, ["*", core, SIZE], ["case", IS_REMOTE, ring, 0]], unitPx],
    ]),
  );

/** Thôn whose name and ring must be found: without what the plan promises. */
export const isAlarmingThon = (view: View): ExpressionSpecification => [
  "all",
  isShown(view),
  inClasses(view.shading, alarmingClasses(view)),
];

/** Thôn of which nobody knows: to be found too, for somebody has to ask. */
export const isUnknownThon = (view: View): ExpressionSpecification => [
  "all",
  isShown(view),
  inClasses(view.shading, isAlarming(view) ? ["chua_ro"] : []),
];

const alarmColor = (view: View, palette: Palette) =>
  view.shading === "ftth" ? palette.fibreNo : palette.uncovered;

/** The approximate area, strongest at the centre: where people live is known, its edge is not. */
export const uncoveredGlow: Theme = (input) => [
  {
    id: "uncovered-glow",
    type: "circle",
    source: TILES,
    "source-layer": "village-centres",
    filter: isAlarmingThon(input.view),
    paint: {
      "circle-radius": byZoom(...STEPS.map(({ zoom, glow }): [number, number] => [zoom, glow])),
      "circle-color": alarmColor(input.view, input.palette),
      "circle-opacity": strength(input, 0.5),
      "circle-blur": 1,
    },
  },
];

/**
 * Markers of the thôn without signal, at every zoom. Circles take no part in the placement of
 * labels, so none can ever be dropped; all are sized by households, remote ones ringed.
 */
export const uncoveredMarkers: Theme = (input) => {
  const { view, palette } = input;
  const fill = alarmColor(view, palette);
  const outline = view.shading === "ftth" ? palette.fibreNoOutline : palette.uncoveredOutline;
  const shown = isAlarmingThon(view);
  const source = { type: "circle", source: TILES, "source-layer": "village-centres" } as const;
  return [
    {
      ...source,
      id: "uncovered-ring",
      filter: ["all", shown, IS_REMOTE],
      paint: {
        "circle-radius": radius("ring"),
        "circle-color": palette.textHalo,
        "circle-opacity": strength(input, 0.85),
        "circle-stroke-color": fill,
        "circle-stroke-width": byZoom([6, 0.8], [9, 1.2], [11, 2]),
        "circle-stroke-opacity": strength(input, 1),
      },
    },
    {
      ...source,
      id: "uncovered-marker",
      filter: shown,
      layout: { "circle-sort-key": ["coalesce", ["get", "households"], 0] },
      paint: {
        "circle-radius": radius(0),
        "circle-color": fill,
        "circle-opacity": strength(input, 1),
        "circle-stroke-color": outline,
        "circle-stroke-width": byZoom([6, 0.7], [9, 1], [11, 1.4], [14, 2]),
        "circle-stroke-opacity": strength(input, 1),
      },
    },
  ];
};

/** Chưa rõ: a dotted ring, never dropped for want of room. */
export const unknownRings: Theme = (input) => [
  {
    id: "unknown-ring",
    type: "symbol",
    source: TILES,
    "source-layer": "village-centres",
    filter: isUnknownThon(input.view),
    layout: {
      "icon-image": "ring-dotted",
      "icon-size": byZoom([6, 0.4], [9, 0.6], [10.5, 0.85], [14, 1.3]),
      "icon-allow-overlap": true,
      "icon-ignore-placement": true,
    },
    paint: { "icon-opacity": strength(input, 1) },
  },
];

/** Clusters of homes away from the centre: what makes a thôn "lõm sóng". */
export const clusters: Theme = ({ view, palette }) => [
  {
    id: "clusters",
    type: "circle",
    source: TILES,
    "source-layer": "clusters",
    minzoom: 12,
    layout: {
      visibility: view.shading === "ftth" || view.shading === "operators" ? "none" : "visible",
    },
    paint: {
      "circle-radius": byZoom([12, 2.5], [14, 5]),
      "circle-color": [
        "match",
        ["get", "state"],
        "covered",
        palette.covered5g,
        "uncovered",
        isAlarming(view) ? palette.uncovered : palette.without,
        palette.unknown,
      ],
      "circle-stroke-color": [
        "match",
        ["get", "state"],
        "uncovered",
        isAlarming(view) ? palette.uncoveredOutline : palette.dots,
        palette.dots,
      ],
      "circle-stroke-width": 1,
    },
  },
];
