import type { ExpressionSpecification } from "@maplibre/maplibre-gl-style-spec";
import { UNCOVERED_CLASSES } from "../verdict-classes.ts";
import { byZoom, type Theme } from "./layer-input.ts";
import { TILES } from "./sources.ts";
import { inClasses, isShown } from "./village-class.ts";
import { strength } from "./villages.ts";

/** Drawn for a remote thôn whose households nobody has counted. */
const HOUSEHOLDS_WHEN_UNKNOWN = 40;

const IS_REMOTE: ExpressionSpecification = ["==", ["get", "remote"], true];

/** Area in step with households: 36 households give 1, 144 give 2. */
const SIZE: ExpressionSpecification = [
  "max",
  0.7,
  ["min", 2.2, ["/", ["sqrt", ["coalesce", ["get", "households"], HOUSEHOLDS_WHEN_UNKNOWN]], 6]],
];

/** Radius in px of a thôn within reach, of 36 remote households, and of the ring around these. */
const STEPS = [
  { zoom: 6, near: 1.6, remote: 1.8, ring: 1.6 },
  { zoom: 9, near: 2.6, remote: 3, ring: 2.4 },
  { zoom: 10.5, near: 3.6, remote: 5, ring: 3.4 },
  { zoom: 14, near: 6, remote: 9, ring: 5 },
] as const;

/** Radius in px at each step; `extra` in px, or the step's ring. */
const radius = (extra: number | "ring"): ExpressionSpecification =>
  byZoom(
    ...STEPS.map(({ zoom, near, remote, ring }): [number, ExpressionSpecification] => [
      zoom,
      [
        "+",
        ["case", IS_REMOTE, ["*", remote, SIZE], near],
        extra === "ring" ? ["case", IS_REMOTE, ring, 0] : extra,
      ],
    ]),
  );

/** Half of the width that a marker takes with ring and outline, and `gapPx`, in units of `unitPx`. */
export const markerReach = (unitPx: number, gapPx = 0): ExpressionSpecification =>
  byZoom(
    ...STEPS.map(({ zoom, near, remote, ring }): [number, ExpressionSpecification] => [
      zoom,
      ["/", ["+", gapPx + 1, ["case", IS_REMOTE, ["+", ring, ["*", remote, SIZE]], near]], unitPx],
    ]),
  );

/**
 * Markers of the thôn without signal, at every zoom. Circles take no part in the placement of
 * labels, so none can ever be dropped; remote ones are larger, by households, and ringed.
 */
export const uncoveredMarkers: Theme = (input) => {
  const { view, palette } = input;
  const fibre = view.shading === "ftth";
  const fill = fibre ? palette.fibreNo : palette.uncovered;
  const outline = fibre ? palette.fibreNoOutline : palette.uncoveredOutline;
  // Where nearly all are without 5G, a ring around each remote one would say nothing.
  const rings = view.shading === "nr" ? "none" : "visible";
  const shown: ExpressionSpecification = [
    "all",
    isShown(view),
    inClasses(view.shading, UNCOVERED_CLASSES),
  ];
  const source = { type: "circle", source: TILES, "source-layer": "village-centres" } as const;
  return [
    {
      ...source,
      id: "uncovered-ring",
      filter: ["all", shown, IS_REMOTE],
      layout: { visibility: rings },
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
        palette.uncovered,
        palette.unknown,
      ],
      "circle-stroke-color": [
        "match",
        ["get", "state"],
        "uncovered",
        palette.uncoveredOutline,
        palette.dots,
      ],
      "circle-stroke-width": 1,
    },
  },
];
