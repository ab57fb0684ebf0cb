import type { ExpressionSpecification } from "@maplibre/maplibre-gl-style-spec";
import { unitOfKey } from "../../../geodata/model/administrative-unit.ts";
import type { VillageTileProperties } from "../../../geodata/model/tile-layers.ts";
import type { Shading, View } from "../../view.ts";
import type { ClassLook } from "../verdict-classes.ts";

/** Reads one property of a thôn in a tile; the type keeps the name right. */
const property = (name: keyof VillageTileProperties): ExpressionSpecification => ["get", name];

/** The legend class of a thôn in a tile: `classOf` as an expression. */
export function classExpression(shading: Shading): ExpressionSpecification {
  if (shading !== "operators") return property(shading);
  const operators: ExpressionSpecification = ["coalesce", property("operatorCount"), 0];
  return [
    "case",
    [">", operators, 0],
    ["to-string", ["min", operators, 4]],
    ["==", property("mobile"), "chua_ro"],
    "chua_ro",
    "0",
  ];
}

/** A value per class; `otherwise` for a word that the legend does not know. */
export function byClass(
  shading: Shading,
  looks: readonly ClassLook[],
  value: (look: ClassLook) => string | number,
  otherwise: string | number,
): ExpressionSpecification {
  if (looks.length === 0) return ["literal", otherwise];
  return [
    "match",
    classExpression(shading),
    ...looks.flatMap((look) => [look.name, value(look)]),
    otherwise,
  ] as unknown as ExpressionSpecification;
}

/** True for thôn whose class is one of `names`. */
export const inClasses = (shading: Shading, names: readonly string[]): ExpressionSpecification => [
  "in",
  classExpression(shading),
  ["literal", [...names]],
];

/** True for thôn that the legend does not hide. */
export const isShown = (view: View): ExpressionSpecification => [
  "!",
  inClasses(view.shading, view.hidden),
];

/**
 * True for thôn that pass the filters of the list: commune, remote, and the text's matches by id
 * (`undefined`: there is no text).
 */
export function passesFilters(
  view: View,
  matchingIds: readonly string[] | undefined,
): ExpressionSpecification {
  const conditions: ExpressionSpecification[] = [];
  if (view.commune !== undefined)
    conditions.push(["==", property("communeCode"), unitOfKey(view.commune).code]);
  if (view.remoteOnly) conditions.push(["==", property("remote"), true]);
  if (matchingIds !== undefined)
    conditions.push(["in", property("id"), ["literal", [...matchingIds]]]);
  return conditions.length === 0 ? ["literal", true] : ["all", ...conditions];
}
