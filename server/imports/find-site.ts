import type { Site } from "../../geodata/model/site.ts";
import { foldKey } from "../../geodata/text/fold.ts";
import { codeKey } from "../../geodata/text/written-name.ts";
import type { RowReader } from "./row-reader.ts";

export interface KnownSite {
  /** The version that the row speaks of: that of its day, else the newest. */
  old: Site | undefined;
  versions: readonly Site[];
}

/** Codes that are one but for case: that is told; codes that differ in marks are two. */
export const caseless = (code: string) => codeKey(code).toLowerCase();

/**
 * Finds sites by operator and code as it is written; where no site has it, by the one code that
 * differs from it in case alone. A code that differs from a known one in marks is another site's, and
 * that is said.
 */
export function makeFindSites(sites: readonly Site[]) {
  const byCode = Map.groupBy(sites, (site) => `${site.operatorCode} ${codeKey(site.code)}`);
  const byCaseless = Map.groupBy(sites, (site) => `${site.operatorCode} ${caseless(site.code)}`);
  const byFold = Map.groupBy(sites, (site) => `${site.operatorCode} ${foldKey(site.code)}`);
  const idsOf = (found: readonly Site[]) => [...new Set(found.map(({ id }) => id))];

  return (
    reader: RowReader,
    operatorCode: string,
    code: string,
    validFrom: string | undefined,
  ): KnownSite => {
    const exact = byCode.get(`${operatorCode} ${codeKey(code)}`);
    const other = exact ? [] : (byCaseless.get(`${operatorCode} ${caseless(code)}`) ?? []);
    const [only, ...more] = idsOf(other);
    if (more.length > 0) {
      reader.error("code", "ambiguous", {
        got: code,
        expected: "mã trạm viết đúng chữ hoa, chữ thường",
        suggestion: `Có thể là: ${[...new Set(other.map((site) => site.code))].join(", ")}.`,
      });
      return { old: undefined, versions: [] };
    }
    if (only !== undefined)
      reader.warn("code", "read_as", {
        message: `mã “${code}” được đọc là ${other[0]?.code} (khác chữ hoa, chữ thường)`,
      });
    const found = exact ?? other;
    const like = found.length > 0 ? [] : (byFold.get(`${operatorCode} ${foldKey(code)}`) ?? []);
    if (like.length > 0)
      reader.warn("code", "like", {
        message: `“${code}” được nhập là trạm khác với ${[...new Set(like.map((site) => site.code))].join(", ")}: chỉ khác dấu`,
      });
    // Two sites may have one code where somebody gave them ids of their own: the id tells.
    const id = reader.text("id");
    const own = found.filter((site) => site.id === id);
    const versions = own.length > 0 ? own : found;
    return {
      old: versions.find((site) => site.validFrom === validFrom) ?? versions.at(-1),
      versions,
    };
  };
}
