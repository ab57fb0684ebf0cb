import type { SymbolLayerSpecification } from "@maplibre/maplibre-gl-style-spec";
import { byZoom, type Theme } from "./layer-input.ts";
import { TILES } from "./sources.ts";

/** Names around the district, grey; within it heights where the hillshade runs out. */
export const places: Theme = ({ palette }) => {
  const common = {
    type: "symbol",
    source: TILES,
    "source-layer": "places",
    paint: {
      "text-color": palette.placeText,
      "text-halo-color": palette.textHalo,
      "text-halo-width": 1.2,
      "icon-opacity": 0.7,
    },
  } as const satisfies Partial<SymbolLayerSpecification>;
  const layout = {
    "text-font": ["Be Vietnam Pro Medium"],
    "text-size": byZoom([10, 9.5], [13, 11]),
    "text-padding": 6,
    "text-max-width": 8,
  } satisfies SymbolLayerSpecification["layout"];
  return [
    {
      ...common,
      id: "spot-heights",
      minzoom: 13,
      filter: ["all", ["==", ["get", "outside"], false], ["has", "elevationM"]],
      layout: {
        ...layout,
        "icon-image": "site-dot",
        "icon-size": 0.7,
        "text-field": ["concat", ["get", "name"], " ", ["to-string", ["get", "elevationM"]], " m"],
        "text-variable-anchor": ["top", "bottom", "left", "right"],
        "text-radial-offset": 0.5,
      },
    },
    {
      ...common,
      id: "neighbours",
      minzoom: 8.5,
      // Towns are landmarks at any scale; the hamlets of others only where ours have names too.
      filter: [
        "all",
        ["==", ["get", "outside"], true],
        ["any", [">=", ["zoom"], 12], ["==", ["get", "town"], true]],
      ],
      layout: {
        ...layout,
        "text-field": ["get", "name"],
        "text-letter-spacing": 0.03,
        "symbol-sort-key": ["case", ["==", ["get", "town"], true], 0, 1],
      },
    },
  ];
};
