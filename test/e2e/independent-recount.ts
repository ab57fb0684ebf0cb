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

/** `villagesCsv` and `evidenceCsv` as the API exports them; column names are looked up by `columns`. */
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
    if (!options.technologies.includes(row.technology as string)) continue;
    if (row.covered === "" || row.covered === undefined) continue;
    if ((row.observedOn as string) > options.asOf) continue;
    if (row.kind !== "claimed" && row.kind !== "measured") continue;
    if (row.kind === "measured" && (row.observedOn as string) < oldestMeasurement) continue;
    const key = [row.villageId, row.operatorCode, row.technology].join("|");
    const best = decisive.get(key);
    const rank = (candidate: Row) =>
      `${candidate.kind === "measured" ? 1 : 0}${candidate.observedOn}${candidate.id}`;
    if (best === undefined || rank(row) > rank(best)) decisive.set(key, row);
  }
  const covered = new Set<string>();
  const heardOf = new Set<string>();
  for (const row of decisive.values()) {
    heardOf.add(row.villageId as string);
    if (row.covered === "true" || row.covered === "1") covered.add(row.villageId as string);
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
