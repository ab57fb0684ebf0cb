import { byZoom, ofStage, type Theme } from "./layer-input.ts";
import { TILES } from "./sources.ts";

/** Fibre: solid in service, dashed under construction, dotted planned; off is not drawn. */
export const fibre: Theme = ({ view, palette }) => {
  const visibility = view.hiddenLayers.includes("fibre") ? "none" : "visible";
  const common = {
    type: "line",
    source: TILES,
    "source-layer": "fibre-spans",
    minzoom: 9,
  } as const;
  const paint = {
    "line-color": palette.fibreLine,
    "line-width": byZoom([9, 0.6], [11, 1], [14, 2.2]),
    "line-opacity": byZoom([9, 0.35], [11, 0.6], [13, 0.9]),
  };
  return [
    {
      ...common,
      id: "fibre-planned",
      filter: ofStage("planned"),
      layout: { visibility, "line-cap": "round" },
      paint: { ...paint, "line-dasharray": [0.1, 2.4] },
    },
    {
      ...common,
      id: "fibre-building",
      filter: ofStage("under_construction"),
      layout: { visibility },
      paint: { ...paint, "line-dasharray": [4, 2.5] },
    },
    {
      ...common,
      id: "fibre-in-service",
      filter: ofStage("in_service"),
      layout: { visibility, "line-join": "round", "line-cap": "round" },
      paint,
    },
  ];
};
