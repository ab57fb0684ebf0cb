import type { MetricTerrain } from "../../../geodata/radio/terrain/metric-terrain.ts";

const SYNTHETIC = "Địa hình minh họa, sinh tự động; chỉ để xem, không phải số đo";

/**
 * Whose heights the map shows, as HTML for its corner: what the importer stated, else the files.
 * The names come from a command's arguments, so they are escaped.
 */
export function terrainAttribution({ synthetic, sources }: MetricTerrain["header"]): string {
  if (synthetic) return SYNTHETIC;
  const named = new Set(sources.map(({ source, file }) => source ?? file));
  return `Địa hình: ${[...named].map(escaped).join("; ")}`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
