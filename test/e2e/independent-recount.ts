import { parse } from "csv-parse/sync";

/**
 * A second opinion on the two targets, from the exported tables alone and without any code of
 * `geodata/rules`: newest claim per thôn, operator and technology, unless a measurement of the last
 * year says otherwise; one positive at the centre covers.
 */
export interface Recount {
  denominator: number;
  covered: Set<string>;
  unknown: Set<string>;
}

type Row = Record<string, string>;

export interface RecountOptions {
  asOf: string;
  technologies: readonly string[];
  measurementShelfLifeDays: number;
}

/** `evidence`: rows of the CSV of `/api/evidence`, under its own column names. */
export function recount(
  villageIds: readonly string[],
  evidence: readonly Row[],
  options: RecountOptions,
): Recount {
  const oldestMeasurement = new Date(
    Date.parse(options.asOf) - options.measurementShelfLifeDays * 86_400_000,
  )
    .toISOString()
    .slice(0, 10);
  const decisive = new Map<string, Row>();
  for (const row of evidence) {
    if (!options.technologies.includes(row.cong_nghe as string)) continue;
    if (row.phu_trung_tam === "" || row.phu_trung_tam === undefined) continue;
    if ((row.ngay_quan_sat as string) > options.asOf) continue;
    if (row.loai_bang_chung !== "claimed" && row.loai_bang_chung !== "measured") continue;
    if (row.loai_bang_chung === "measured" && (row.ngay_quan_sat as string) < oldestMeasurement)
      continue;
    const key = [row.ma_thon, row.nha_mang, row.cong_nghe].join("|");
    const best = decisive.get(key);
    const rank = (candidate: Row) =>
      `${candidate.loai_bang_chung === "measured" ? 1 : 0}${candidate.ngay_quan_sat}${candidate.ma_bang_chung}`;
    if (best === undefined || rank(row) > rank(best)) decisive.set(key, row);
  }
  const covered = new Set<string>();
  const heardOf = new Set<string>();
  for (const row of decisive.values()) {
    heardOf.add(row.ma_thon as string);
    if (row.phu_trung_tam === "true" || row.phu_trung_tam === "1")
      covered.add(row.ma_thon as string);
  }
  return {
    denominator: villageIds.length,
    covered,
    unknown: new Set(villageIds.filter((id) => !heardOf.has(id))),
  };
}

/** Rows of a CSV with a header, a byte order mark allowed. */
export function csvRows(text: string): Row[] {
  return parse(text, { columns: true, bom: true }) as Row[];
}
