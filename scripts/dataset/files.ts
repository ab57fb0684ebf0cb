import { CLAIM_COLUMNS, type ClaimRow } from "../../geodata/datasets/claims-table.ts";
import { type AdministrativeUnit, unitKey } from "../../geodata/model/administrative-unit.ts";
import type { CatalogueEntry } from "../../geodata/model/catalogue.ts";

/** One file of a dataset before it is written: its bytes and all of its catalogue entry but the hash. */
export interface DatasetFile extends Omit<CatalogueEntry, "sha256"> {
  bytes: Uint8Array;
}

/** What a file holds: how many rows, in which bytes. */
export type Content = Pick<DatasetFile, "rows" | "bytes">;

const utf8 = (text: string) => new TextEncoder().encode(text);

/** A JSON array with one row a line, so that a change of one row is one line of a diff. */
export function jsonRows(rows: readonly object[]): Content {
  const lines = rows.map((row) => JSON.stringify(row));
  return { rows: rows.length, bytes: utf8(`[\n${lines.join(",\n")}\n]\n`) };
}

export function jsonObject(object: object): Content {
  return { rows: 1, bytes: utf8(`${JSON.stringify(object, undefined, 2)}\n`) };
}

/** A GeoJSON FeatureCollection (RFC 7946), one unit a line; the id tells the two lives of a code apart. */
export function featureRows(rows: readonly AdministrativeUnit[]): Content {
  const lines = rows.map(({ geometry, ...properties }) => {
    const id = unitKey(properties);
    return JSON.stringify({ type: "Feature", id, geometry, properties });
  });
  const text = `{"type":"FeatureCollection","features":[\n${lines.join(",\n")}\n]}\n`;
  return { rows: rows.length, bytes: utf8(text) };
}

/** Ordered by day, thôn, operator and technology. No cell holds a comma, a quote or a line break. */
export function claimsCsv(rows: readonly ClaimRow[]): Content {
  const keyOf = (row: ClaimRow) =>
    `${row.observed_on} ${row.village_id} ${row.operator} ${row.technology}`;
  const lines = rows
    .map((row) => ({ key: keyOf(row), line: CLAIM_COLUMNS.map((column) => row[column]).join() }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ line }) => line);
  return { rows: rows.length, bytes: utf8(`${[CLAIM_COLUMNS.join(), ...lines].join("\n")}\n`) };
}

/** 16-bit integers, low byte first. */
export function littleEndian(values: Int16Array): Content {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeInt16LE(value, 2 * index);
  return { rows: values.length, bytes };
}
