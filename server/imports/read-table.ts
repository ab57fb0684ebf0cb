import { decodeText } from "./decode-text.ts";
import { type ImportTable, MAX_FILE_BYTES, type RefusedFile, refuse } from "./import-table.ts";
import { readCsv } from "./read-csv.ts";
import { readGeoJson } from "./read-geojson.ts";

/** A CSV or GeoJSON file as a table; which of the two is told by its first character. */
export function readTable(fileName: string, bytes: Uint8Array): ImportTable | RefusedFile {
  if (bytes.length > MAX_FILE_BYTES)
    return refuse(
      `Tệp lớn hơn ${MAX_FILE_BYTES / 1024 / 1024} MB`,
      "Hãy chia tệp thành nhiều tệp nhỏ.",
    );
  const decoded = decodeText(bytes);
  if ("refused" in decoded) return decoded;
  const { text, encoding } = decoded;
  const read = /^\s*[{[]/.test(text) ? readGeoJson(fileName, text) : readCsv(fileName, text);
  return "refused" in read ? read : { ...read, notes: [`bảng mã ${encoding}`, ...read.notes] };
}
