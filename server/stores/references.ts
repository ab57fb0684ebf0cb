import { UNITS_2025_FROM } from "../../geodata/model/administrative-unit.ts";
import type { Change } from "./coverage-store.ts";
import { KINDS, type Kind, type RowOf } from "./kinds.ts";
import { DanglingReferenceError } from "./store-errors.ts";

/** A field of the rows of one kind that names a row of another kind by its id or code. */
export interface Reference {
  from: Kind;
  field: string;
  to: Kind;
  /** Only rows that are valid from before this day are meant. */
  toBefore?: string;
  /** What a row is that points to nothing, after its number. */
  words: string;
}

/**
 * The references that hold in every version of the data, over the rows in force of every validity:
 * those on which a figure, a place or an owner rests. README.md says which fields are none.
 */
export const REFERENCES: readonly Reference[] = [
  {
    from: "villages",
    field: "communeCode",
    to: "units",
    toBefore: UNITS_2025_FROM,
    words: "thôn thuộc xã không có trong kho",
  },
  {
    from: "masts",
    field: "communeCode",
    to: "units",
    toBefore: UNITS_2025_FROM,
    words: "cột thuộc xã không có trong kho",
  },
  {
    from: "villageAreas",
    field: "villageId",
    to: "villages",
    words: "vùng của thôn không có trong kho",
  },
  { from: "sites", field: "mastId", to: "masts", words: "trạm trên cột không có trong kho" },
  { from: "cells", field: "siteId", to: "sites", words: "ô sóng của trạm không có trong kho" },
  {
    from: "evidence",
    field: "villageId",
    to: "villages",
    words: "dòng bằng chứng về thôn không có trong kho",
  },
  ...(["sites", "spans", "accessPoints", "evidence"] as const).map((from) => ({
    from,
    field: "operatorCode",
    to: "operators" as const,
    words: `${{ sites: "trạm", spans: "tuyến cáp", accessPoints: "tủ/hộp cáp", evidence: "dòng bằng chứng" }[from]} của nhà mạng không có trong kho`,
  })),
];

/** What a row points to, by the field that does. */
export function targetsOf(kind: Kind, row: RowOf[Kind]): ReadonlyMap<string, string> {
  return new Map(
    REFERENCES.filter(({ from, field }) => from === kind && Object.hasOwn(row, field)).map(
      ({ field }) => [field, (row as unknown as Record<string, string>)[field] ?? ""],
    ),
  );
}

/** Kinds of which a change puts or retires rows. */
export function touchedKinds({ put, retire }: Pick<Change, "put" | "retire">): Set<Kind> {
  return new Set(
    KINDS.filter(
      (kind) => (put?.[kind]?.length ?? 0) > 0 || retire?.some((row) => row.kind === kind),
    ),
  );
}

/** References that a change can break: from or to a kind that it touches. */
export function referencesAtStake(change: Pick<Change, "put" | "retire">): Reference[] {
  const touched = touchedKinds(change);
  return REFERENCES.filter(({ from, to }) => touched.has(from) || touched.has(to));
}

/** `kinds` with those that point to them, and everything that all of these point to. */
export function withReferences(kinds: Iterable<Kind>): Kind[] {
  const all = new Set(kinds);
  for (const { from, to } of REFERENCES) if (all.has(to)) all.add(from);
  // Each round follows the arrows by one step; there are fewer steps than references.
  for (const _ of REFERENCES) for (const { from, to } of REFERENCES) if (all.has(from)) all.add(to);
  return KINDS.filter((kind) => all.has(kind));
}

/** Rows that name something that is not there, by what they name. */
export interface Dangling {
  target: string;
  rows: number;
  /** Key of one of them. */
  example: string;
}

/** Targets and examples told in one sentence. */
const SHOWN_TARGETS = 3;

/** “2 trạm trên cột không có trong kho (m9: s1@2020-01-01, …)” */
export function danglingText({ words }: Reference, dangling: readonly Dangling[]): string {
  const rows = dangling.reduce((sum, one) => sum + one.rows, 0);
  const shown = dangling
    .slice(0, SHOWN_TARGETS)
    .map(({ target, example }) => `“${target}”, ví dụ hàng ${example}`);
  const more = dangling.length - shown.length;
  return `${rows} ${words} (${shown.join("; ")}${more > 0 ? `; và ${more} mã khác` : ""})`;
}

/**
 * Throws DanglingReferenceError where more rows point to nothing after a change than before it: what
 * an older program left dangling does not forbid a change that makes it no worse.
 */
export function assertNoneDangles(
  before: ReadonlyMap<Reference, readonly Dangling[]>,
  after: ReadonlyMap<Reference, readonly Dangling[]>,
): void {
  const texts = [...after].flatMap(([reference, found]) => {
    const known = new Map(before.get(reference)?.map(({ target, rows }) => [target, rows]));
    const added = found.filter(({ target, rows }) => rows > (known.get(target) ?? 0));
    return added.length === 0 ? [] : [danglingText(reference, added)];
  });
  if (texts.length > 0)
    throw new DanglingReferenceError(
      `Không lưu gì, vì sau lần này sẽ có hàng nói về cái không có: ${texts.join("; ")}. Hãy nhập cái còn thiếu trước, rồi chạy lại. ` +
        "Nothing was saved: rows would speak of things that are not in the store.",
    );
}
