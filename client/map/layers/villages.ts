import type { ExpressionSpecification } from "@maplibre/maplibre-gl-style-spec";
import type { View } from "../../view.ts";
import { type ClassLook, classesOf } from "../verdict-classes.ts";
import { byZoom, type LayerInput, type Theme } from "./layer-input.ts";
import { TILES } from "./sources.ts";
import { byClass, inClasses, isShown, passesFilters } from "./village-class.ts";

/** How strongly a thôn that the filters leave out is still drawn. */
const STEPPED_BACK = 0.22;

/** `full` for thôn that pass the filters, a ghost of it for the others. */
export function strength(
  { view, context }: LayerInput,
  full: number | ExpressionSpecification,
): ExpressionSpecification {
  return ["*", full, ["case", passesFilters(view, context.matchingIds), 1, STEPPED_BACK]];
}

/** Covered land lets the paper through. */
const FILL_OPACITY = 0.92;

/** The land of the thôn in the colour of its verdict. */
export const villageFill: Theme = (input) => {
  const { view, palette } = input;
  const looks = classesOf(view, palette);
  return [
    {
      id: "village-fill",
      type: "fill",
      source: TILES,
      "source-layer": "villages",
      filter: isShown(view),
      paint: {
        "fill-color": byClass(view.shading, looks, ({ fill }) => fill, palette.unknown),
        "fill-opacity": strength(
          input,
          byClass(view.shading, looks, (look) => FILL_OPACITY * (look.strength ?? 1), FILL_OPACITY),
        ),
        "fill-antialias": false,
      },
    },
  ];
};

/** Thôn that are shown and of one of these looks. */
const isShownAs = (view: View, looks: readonly ClassLook[]): ExpressionSpecification => [
  "all",
  isShown(view),
  inClasses(
    view.shading,
    looks.map(({ name }) => name),
  ),
];

/** The second cue: hatch for lõm sóng, dots for chưa rõ. */
export const villagePattern: Theme = (input) => {
  const { view, palette } = input;
  const looks = classesOf(view, palette).filter(({ cue }) => cue === "hatch" || cue === "dots");
  return [
    {
      id: "village-pattern",
      type: "fill",
      source: TILES,
      "source-layer": "villages",
      filter: isShownAs(view, looks),
      paint: {
        "fill-pattern": byClass(view.shading, looks, ({ cue }) => cue, "dots"),
        "fill-opacity": strength(input, 1),
      },
    },
  ];
};

/** Hairlines between thôn, only where there is room for them. */
export const villageBorders: Theme = ({ view, palette }) => [
  {
    id: "village-borders",
    type: "line",
    source: TILES,
    "source-layer": "villages",
    minzoom: 11,
    filter: isShown(view),
    paint: {
      "line-color": palette.villageBorder,
      "line-width": byZoom([11, 0.4], [14, 1]),
      "line-opacity": 0.7,
    },
  },
];

/** From here on there is room to say of an area that it is approximate, zoom. */
const AREA_ZOOM = 12;

/** The approximate area of an alarming class: hatched within a thin line, only where it is large. */
export const alarmingArea: Theme = (input) => {
  const { view, palette } = input;
  const looks = classesOf(view, palette).filter(({ hatch }) => hatch !== undefined);
  const common = {
    source: TILES,
    "source-layer": "villages",
    minzoom: AREA_ZOOM,
    filter: isShownAs(view, looks),
  };
  return [
    {
      ...common,
      id: "alarming-pattern",
      type: "fill",
      paint: {
        "fill-pattern": byClass(view.shading, looks, ({ hatch = "" }) => hatch, "hatch-uncovered"),
        "fill-opacity": strength(input, 0.6),
      },
    },
    {
      ...common,
      id: "alarming-outline",
      type: "line",
      layout: { "line-join": "round" },
      paint: {
        "line-color": byClass(view.shading, looks, ({ fill }) => fill, palette.uncovered),
        "line-width": byZoom([12, 0.8], [14, 1.4]),
        "line-opacity": strength(input, 0.9),
      },
    },
  ];
};

/** Đang xác minh: dashed around the thôn, whatever its verdict. */
export const flaggedOutline: Theme = (input) => [
  {
    id: "flagged-outline",
    type: "line",
    source: TILES,
    "source-layer": "villages",
    filter: ["all", isShown(input.view), ["==", ["get", "flagged"], true]],
    paint: {
      "line-color": input.palette.flagged,
      "line-width": byZoom([9, 0.9], [11, 1.2], [14, 2.2]),
      "line-dasharray": [2.4, 1.8],
      "line-opacity": strength(input, 1),
    },
  },
];
