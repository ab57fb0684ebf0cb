import { isValidOn, type Validity } from "../../geodata/model/day.ts";
import type { Retirement } from "../stores/coverage-store.ts";

type Versioned = Validity & { id: string };

/** A row of a file; `isDated` where the file itself says from when it is true. */
export interface Stated<Row extends Versioned> {
  row: Row;
  isDated: boolean;
}

export interface FittedVersions<Row> {
  /** In the order of the file. */
  rows: Row[];
  /** Stored versions that end where a new one begins. */
  closed: Row[];
  /** Stored versions that a row takes over with an earlier first day: they go. */
  superseded: { id: string; validFrom: string }[];
}

/**
 * Fits the rows of a file into what is known of the same ids, each from its `validFrom` on. A row that
 * tells the same state (by `isSameState`) corrects the version that is valid then; one that tells
 * another state ends it. The same state told of an earlier day begins that version earlier. A version
 * of which the file says the first day is taken as it is said.
 */
export function closedVersions<Row extends Versioned>(
  stated: readonly Stated<Row>[],
  stored: readonly Row[],
  isSameState: (a: Row, b: Row) => boolean,
): FittedVersions<Row> {
  const versionsOf = Map.groupBy(stored, (row) => row.id);
  const saidVersions = new Map<string, Set<string>>();
  for (const { row, isDated } of stated)
    if (isDated)
      saidVersions.set(row.id, (saidVersions.get(row.id) ?? new Set()).add(row.validFrom));
  const closed = new Map<string, Row>();
  const superseded: { id: string; validFrom: string }[] = [];

  function fit({ row, isDated }: Stated<Row>): Row {
    const all = versionsOf.get(row.id) ?? [];
    const exact = all.find((version) => version.validFrom === row.validFrom);
    if (isDated && exact) return row;
    const said = saidVersions.get(row.id);
    const others = all.filter((version) => !said?.has(version.validFrom));
    const covering = others.find((version) => isValidOn(version, row.validFrom));
    const next = others
      .filter((version) => version.validFrom > row.validFrom)
      .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))[0];
    const until = (validTo: string | undefined): Row =>
      row.validTo !== undefined || validTo === undefined ? row : { ...row, validTo };
    if (covering) {
      if (!isDated && isSameState(row, covering))
        return { ...until(covering.validTo), validFrom: covering.validFrom };
      const end = closed.get(row.id)?.validTo;
      if (covering.validFrom < row.validFrom && (end === undefined || row.validFrom < end))
        closed.set(row.id, { ...covering, validTo: row.validFrom });
      return until(covering.validTo);
    }
    if (next && isSameState(row, next) && row.validTo === undefined) {
      superseded.push({ id: next.id, validFrom: next.validFrom });
      return until(next.validTo);
    }
    return until(next?.validFrom);
  }

  return { rows: stated.map(fit), closed: [...closed.values()], superseded };
}

/** The versions that go, as retirements of one kind. */
export function retirementsOf(
  kind: Retirement["kind"],
  superseded: readonly { id: string; validFrom: string }[],
): Retirement[] {
  return [...Map.groupBy(superseded, ({ validFrom }) => validFrom)].map(([validFrom, rows]) => ({
    kind,
    validFrom,
    ids: rows.map(({ id }) => id),
  }));
}
