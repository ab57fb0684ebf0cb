import { isLayerShown } from "../../view.ts";
import { byZoom, ofStage, type Theme } from "./layer-input.ts";
import { TILES } from "./sources.ts";

/** Fibre: solid in service, dashed under construction, dotted planned; off is not drawn. */
export const fibre: Theme = ({ view, palette }) => {
  const visibility = isLayerShown(view, "fibre") ? "visible" : "none";
  const isSubject = view.shading === "ftth";
  const common = {
    type: "line",
    source: TILES,
    "source-layer": "fibre-spans",
    minzoom: 9,
  } as const;
  const paint = {
    "line-color": palette.fibreLine,
    "line-width": byZoom([9, isSubject ? 0.9 : 0.5], [11, isSubject ? 1.6 : 0.9], [14, 2.4]),
    "line-opacity": isSubject ? byZoom([9, 0.75], [11, 0.9]) : byZoom([9, 0.3], [13, 0.8]),
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
