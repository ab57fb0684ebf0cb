import { decodeText } from "./decode-text.ts";
import { type ImportTable, MAX_FILE_BYTES, type RefusedFile, refuse } from "./import-table.ts";
import { readCsv } from "./read-csv.ts";
import { readGeoJson } from "./read-geojson.ts";

/**
 * A CSV or GeoJSON file as a table; which of the two is told by its first character. `isHeading`
 * knows the headings that the file may have: they tell where its header is and what parts it.
 */
export function readTable(
  fileName: string,
  bytes: Uint8Array,
  isHeading: (text: string) => boolean = () => false,
): ImportTable | RefusedFile {
  if (bytes.length > MAX_FILE_BYTES)
    return refuse(
      `Tệp lớn hơn ${MAX_FILE_BYTES / 1024 / 1024} MB`,
      "Hãy chia tệp thành nhiều tệp nhỏ.",
    );
  const decoded = decodeText(bytes);
  if ("refused" in decoded) return decoded;
  const { text, encoding } = decoded;
  if (/^\s*<[a-z?!]/i.test(text))
    return refuse(
      "Tệp là XML hoặc HTML (KML, GML, trang mạng), không phải CSV hay GeoJSON",
      "Hãy xuất lại dạng GeoJSON hoặc CSV.",
    );
  const read = /^[\s\p{Cc}]*[{[]/u.test(text)
    ? readGeoJson(fileName, text)
    : readCsv(fileName, text, isHeading);
  return "refused" in read ? read : { ...read, notes: [`bảng mã ${encoding}`, ...read.notes] };
}
