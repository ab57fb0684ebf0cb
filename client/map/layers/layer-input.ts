import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
} from "@maplibre/maplibre-gl-style-spec";
import type { View } from "../../view.ts";
import type { Palette } from "../colors.ts";
import type { MapContext } from "../map-context.ts";

/** What every theme is drawn from. */
export interface LayerInput {
  view: View;
  context: MapContext;
  palette: Palette;
}

/** One theme: its layers bottom to top. */
export type Theme = (input: LayerInput) => readonly LayerSpecification[];

/** A filter that lets only these `stage`s through. */
export const ofStage = (...stages: readonly string[]): FilterSpecification => [
  "in",
  ["get", "stage"],
  ["literal", [...stages]],
];

/** A number that grows with the zoom; stops are `[zoom, value]`. */
export function byZoom(
  ...stops: readonly (readonly [zoom: number, value: number | ExpressionSpecification])[]
): ExpressionSpecification {
  return ["interpolate", ["linear"], ["zoom"], ...stops.flat()] as ExpressionSpecification;
}
