/**
 * A list as one text, null when there is nothing in it: tables know no lists, QGIS saves none and
 * FlatGeobuf refuses the feature.
 */
export function joined(list: readonly string[]): string | null {
  return list.length === 0 ? null : list.join("; ");
}
