import { isLayerShown } from "../../view.ts";
import { byZoom, type Theme } from "./layer-input.ts";
import { TILES } from "./sources.ts";

/** Hairlines; national and provincial roads a little stronger, lanes only from zoom 11. */
export const roads: Theme = ({ view, palette }) => {
  const visibility = isLayerShown(view, "roads") ? "visible" : "none";
  const common = {
    type: "line",
    source: TILES,
    "source-layer": "roads",
  } as const;
  const layout = { visibility, "line-join": "round", "line-cap": "round" } as const;
  return [
    {
      ...common,
      id: "roads-minor",
      minzoom: 10,
      filter: ["in", ["get", "class"], ["literal", ["duong_xa", "duong_thon"]]],
      layout,
      paint: {
        "line-color": palette.road,
        "line-width": byZoom([10, 0.4], [12, 0.8], [14, 1.6]),
      },
    },
    {
      ...common,
      id: "roads-major",
      filter: ["in", ["get", "class"], ["literal", ["quoc_lo", "duong_tinh"]]],
      layout,
      paint: {
        "line-color": palette.roadMajor,
        "line-width": byZoom(
          [8, ["match", ["get", "class"], "quoc_lo", 0.9, 0.5]],
          [11, ["match", ["get", "class"], "quoc_lo", 1.8, 1.1]],
          [14, ["match", ["get", "class"], "quoc_lo", 3.4, 2.2]],
        ),
      },
    },
  ];
};
