import type { Feature, Geometry } from "geojson";
import * as geojson from "geojson";
import type { CatalogueEntry } from "../../geodata/model/catalogue.ts";

/** One file of the dataset before it is written: its bytes and all of its catalogue entry but the hash. */
export interface DatasetFile extends Omit<CatalogueEntry, "sha256"> {
  bytes: Uint8Array;
}

/** A JSON array with one row a line, so that a change of one row is one line of a diff. */
export function jsonRows(rows: readonly object[]): Uint8Array {
  const lines = rows.map((row) => JSON.stringify(row));
  return new TextEncoder().encode(`[\n${lines.join(",\n")}\n]\n`);
}

/** What the package `geojson` exports; the types of its name speak of the format, not of it. */
const { parse } = (
  geojson as unknown as {
    default: { parse(row: object, options: { GeoJSON: "geometry" }): Feature };
  }
).default;

/** A GeoJSON FeatureCollection (RFC 7946) with one feature a line: all but `geometry` is a property. */
export function geoJsonRows<Row extends { geometry: Geometry }>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
): Uint8Array {
  const lines = rows.map((row) => {
    const { type, ...members } = parse(row, { GeoJSON: "geometry" });
    return JSON.stringify({ type, id: idOf(row), ...members });
  });
  return new TextEncoder().encode(
    `{"type":"FeatureCollection","features":[\n${lines.join(",\n")}\n]}\n`,
  );
}

/** Generated rows carry no rights of others; under which licence they go out is the owner's to say. */
export const OWN_DATA = "Dữ liệu do dự án sinh tự động, giấy phép do chủ quản ấn định";
