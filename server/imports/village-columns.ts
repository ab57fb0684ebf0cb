import type { Cluster, Village } from "../../geodata/model/village.ts";
import { nameKey } from "../../geodata/text/written-name.ts";
import type { RowReader } from "./row-reader.ts";
import { findWord, VILLAGE_KINDS } from "./word-lists.ts";

/** "Thôn" where the name does not begin with another kind. */
export function kindOf(name: string): Village["kind"] {
  const words = `${nameKey(name)} `;
  if (/^(khối phố|khoi pho|khối|khoi) /u.test(words)) return "khoi_pho";
  if (/^(khu|khu phố|khu pho) /u.test(words)) return "khu";
  return /^(bản|ban) /u.test(words) ? "ban" : "thon";
}

/** The kind that the row says, in our words. */
export function readKind(reader: RowReader): Village["kind"] | undefined {
  const text = reader.text("kind");
  return text === undefined ? undefined : findWord(VILLAGE_KINDS, text)?.value;
}

/** Names apart by | (then a comma belongs to a name), else by ; or comma. */
export function readOtherNames(reader: RowReader, known: Village | undefined): string[] {
  const text = reader.text("otherNames") ?? "";
  // As our exports write them, CSV and GeoJSON: names that hold a separator come back whole.
  if (known && ["|", "; "].some((mark) => known.otherNames.join(mark) === text))
    return known.otherNames;
  return text
    .split(text.includes("|") ? "|" : /[;,]/)
    .map((other) => other.trim())
    .filter(Boolean);
}

/** The residential clusters, as our export writes them; undefined where the file has no column. */
export function readVillageClusters(reader: RowReader): Cluster[] | undefined {
  if (!reader.hasColumn("clusters")) return undefined;
  const text = reader.text("clusters");
  if (text === undefined) return [];
  const clusters = parsed(text);
  const ids = new Set(clusters?.map(({ id }) => id));
  if (clusters && ids.size === clusters.length) return clusters;
  return reader.error("clusters", "bad_row", {
    got: text,
    expected:
      "các cụm dân cư có mã khác nhau, dạng [{“id”: “k1”, “name”: “Cụm 1”, “lon”: 106.9, “lat”: 21.9, “households”: 20}]",
  });
}

function parsed(text: string): Cluster[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? (value as Cluster[]) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
