import type {
  ExpressionSpecification,
  FilterSpecification,
} from "@maplibre/maplibre-gl-style-spec";
import type { SelectionKind, View } from "../../view.ts";
import { INSIDE_SEAM_PX } from "./communes.ts";
import { byZoom, type Theme } from "./layer-input.ts";
import { TILES } from "./sources.ts";

const NOTHING: ExpressionSpecification = ["literal", false];

function isSelected(view: View, kind: SelectionKind, property: string): FilterSpecification {
  return view.selection?.kind === kind ? ["==", ["get", property], view.selection.id] : NOTHING;
}

/**
 * The selected thôn's edge, closed all around: drawn inside the seam along its commune's border, so
 * that no line ever lies on the national border.
 */
export const selectedArea: Theme = ({ view, palette }) => [
  {
    id: "selected-area",
    type: "line",
    source: TILES,
    "source-layer": "villages",
    minzoom: 11,
    filter: isSelected(view, "village", "id"),
    layout: { "line-join": "round" },
    paint: {
      "line-color": palette.selection,
      "line-width": byZoom([8, 1.5], [12, 2.5]),
      "line-offset": INSIDE_SEAM_PX,
    },
  },
];

/** The selected span under its own line. */
export const selectedSpan: Theme = ({ view, palette }) => [
  {
    id: "selected-span",
    type: "line",
    source: TILES,
    "source-layer": "fibre-spans",
    filter: isSelected(view, "span", "id"),
    layout: { "line-join": "round", "line-cap": "round" },
    paint: {
      "line-color": palette.selection,
      "line-width": byZoom([9, 5], [14, 9]),
      "line-opacity": 0.55,
    },
  },
];

/** Thôn that differ between the two days: a ring on both maps, outside that of the uncovered. */
export const changedRings: Theme = ({ context: { changedIds = [] }, palette }) => [
  {
    id: "changed-ring",
    type: "circle",
    source: TILES,
    "source-layer": "village-centres",
    filter: ["in", ["get", "id"], ["literal", [...changedIds]]],
    paint: {
      "circle-color": palette.textHalo,
      "circle-opacity": 0,
      "circle-radius": byZoom([8, 7], [10.5, 12], [14, 24]),
      "circle-stroke-color": palette.text,
      "circle-stroke-width": 1.6,
    },
  },
];

/** A ring around the selected thôn or site, above everything but names. */
export const selectedPoint: Theme = ({ view, palette }) => {
  const ring = {
    "circle-color": palette.textHalo,
    "circle-opacity": 0,
    "circle-stroke-color": palette.selection,
    "circle-stroke-width": 3,
  } as const;
  return [
    {
      id: "selected-village",
      type: "circle",
      source: TILES,
      "source-layer": "village-centres",
      filter: isSelected(view, "village", "id"),
      paint: { ...ring, "circle-radius": byZoom([8, 11], [11, 17], [14, 26]) },
    },
    {
      id: "selected-site",
      type: "circle",
      source: TILES,
      "source-layer": "sites",
      filter: isSelected(view, "site", "id"),
      paint: { ...ring, "circle-radius": byZoom([8, 7], [12, 12], [14, 16]) },
    },
  ];
};
