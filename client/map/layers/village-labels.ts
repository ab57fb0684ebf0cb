import type {
  ExpressionSpecification,
  SymbolLayerSpecification,
} from "@maplibre/maplibre-gl-style-spec";
import { isLayerShown } from "../../view.ts";
import { byZoom, type LayerInput, type Theme } from "./layer-input.ts";
import { SITE_ICON_SIZE } from "./sites.ts";
import { TILES } from "./sources.ts";
import { isAlarmingThon, isUnknownThon, markerReach } from "./uncovered.ts";
import { isShown } from "./village-class.ts";
import { strength } from "./villages.ts";

/** Kept free around a name. */
const PADDING_PX = 2;

function labels(
  input: LayerInput,
  id: string,
  minzoom: number,
  filter: ExpressionSpecification,
  offset: ExpressionSpecification | number,
): SymbolLayerSpecification {
  return {
    id,
    type: "symbol",
    source: TILES,
    "source-layer": "village-centres",
    minzoom,
    filter: ["all", isShown(input.view), ["!=", ["get", "id"], selectedId(input)], filter],
    layout: {
      "text-field": ["get", "name"],
      "text-font": ["Be Vietnam Pro Medium"],
      "text-size": byZoom([10, 10.5], [12, 11.5], [14, 13.5]),
      "text-max-width": 8,
      "text-padding": PADDING_PX,
      "text-variable-anchor": ["top", "bottom", "left", "right"],
      "text-radial-offset": offset,
      "text-justify": "auto",
      "symbol-sort-key": ["-", ["coalesce", ["get", "households"], 0]],
    },
    paint: {
      "text-color": input.palette.text,
      "text-opacity": strength(input, 1),
      "text-halo-color": input.palette.textHalo,
      "text-halo-width": 1.4,
      "text-halo-blur": 0.3,
    },
  };
}

/** The selected thôn has its name at every zoom, whatever its class and the legend's filter. */
export const selectedLabel: Theme = (input) => {
  const isSelected: ExpressionSpecification = ["==", ["get", "id"], selectedId(input)];
  const label = labels(input, "selected-label", 0, isSelected, SELECTED_OFFSET_EM);
  return [{ ...label, filter: isSelected }];
};

const selectedId = ({ view }: LayerInput): string =>
  view.selection?.kind === "village" ? view.selection.id : "";

/** Clear of a mast that stands in the middle of the thôn, ems. */
const OFFSET_EM = 1;

/** Outside the ring of the selection, ems. */
const SELECTED_OFFSET_EM = byZoom([8, 1.3], [11, 1.8], [14, 2.2]);

/** A little less than the size of the letters, px: the name keeps off the marker by the rest. */
const LABEL_PX = 10;

/** Where the centre of a covered thôn is: its name stands beside it. */
export const villageDots: Theme = (input) => [
  {
    id: "village-dots",
    type: "circle",
    source: TILES,
    "source-layer": "village-centres",
    minzoom: 12,
    filter: [
      "all",
      isShown(input.view),
      ["!", isAlarmingThon(input.view)],
      ["!", isUnknownThon(input.view)],
    ],
    paint: {
      "circle-radius": byZoom([12, 2], [14, 3.5]),
      "circle-color": input.palette.text,
      "circle-opacity": strength(input, 0.85),
      "circle-stroke-color": input.palette.textHalo,
      "circle-stroke-width": 1,
      "circle-stroke-opacity": strength(input, 1),
    },
  },
];

/** Names of the thôn that need no finding, where there is room for them. */
export const villageLabels: Theme = (input) => [
  labels(
    input,
    "village-labels",
    12,
    ["all", ["!", isAlarmingThon(input.view)], ["!", isUnknownThon(input.view)]],
    OFFSET_EM,
  ),
];

/** Names that carry the alarm: placed before all others, at every zoom. */
export const foundLabels: Theme = (input) => [
  labels(input, "unknown-labels", 0, isUnknownThon(input.view), byZoom([9, 1], [14, 1.5])),
  labels(
    input,
    "uncovered-labels",
    0,
    isAlarmingThon(input.view),
    markerReach(LABEL_PX, PADDING_PX + 1),
  ),
];

/** Side of the sprite's empty icon, px. */
const BLANK_PX = 14;

/*
 * Invisible icons that keep names off the markers and triangles: circles take no part in the
 * placement of labels, and MapLibre places the topmost layer first.
 */
const BLOCKED = {
  "icon-image": "blank",
  "icon-allow-overlap": true,
  "icon-ignore-placement": false,
  "icon-padding": 0,
} as const;

/** Where masts are triangles, names keep off them; the dots of smaller scales may lie under one. */
export const keepOffSites: Theme = ({ view }) => [
  {
    id: "keep-off-sites",
    type: "symbol",
    source: TILES,
    "source-layer": "sites",
    minzoom: 11,
    layout: {
      ...BLOCKED,
      visibility: isLayerShown(view, "sites") ? "visible" : "none",
      "icon-size": SITE_ICON_SIZE,
    },
  },
];

/** Above all names: none may lie over an uncovered thôn. */
export const keepOffUncovered: Theme = ({ view }) => [
  {
    id: "keep-off-uncovered",
    type: "symbol",
    source: TILES,
    "source-layer": "village-centres",
    filter: isAlarmingThon(view),
    layout: { ...BLOCKED, "icon-size": markerReach(BLANK_PX / 2) },
  },
];
