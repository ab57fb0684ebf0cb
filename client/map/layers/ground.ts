import { isLayerShown } from "../../view.ts";
import { byZoom, type Theme } from "./layer-input.ts";
import { TERRAIN } from "./sources.ts";

/** The paper. */
export const ground: Theme = ({ palette }) => [
  { id: "ground", type: "background", paint: { "background-color": palette.ground } },
];

/** Soft relief, from the north-west as in printed atlases. */
export const relief: Theme = ({ view, context, palette }) => {
  const strength = context.colourScheme === "light" ? 0.32 : 0.4;
  return [
    {
      id: "relief",
      type: "hillshade",
      source: TERRAIN,
      layout: { visibility: isLayerShown(view, "relief") ? "visible" : "none" },
      paint: {
        "hillshade-illumination-direction": 315,
        "hillshade-exaggeration": byZoom(
          [10, strength],
          [12, strength * 0.7],
          [14, strength * 0.4],
        ),
        "hillshade-shadow-color": palette.hillShadow,
        "hillshade-highlight-color": palette.hillLight,
        "hillshade-accent-color": palette.hillShadow,
      },
    },
  ];
};
