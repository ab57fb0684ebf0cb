import { type TSchema, Type } from "typebox";
import { Compile, type Validator } from "typebox/compile";
import { Instant } from "../../geodata/model/day.ts";
import type { Change } from "./coverage-store.ts";
import { KIND_TABLE, KINDS, type Kind, type RowOf } from "./kinds.ts";
import { keyOf, validityOf } from "./row-identity.ts";

const compiled = new Map<Kind, Validator>();

function validatorOf(kind: Kind): Validator {
  const known = compiled.get(kind);
  if (known) return known;
  const made = Compile(KIND_TABLE[kind].schema as TSchema);
  compiled.set(kind, made);
  return made;
}

/** What is wrong with a row, in the words of its schema: which field, what was got, what is due. */
export interface RowFault {
  /** JSON pointer into the row, "" for the row itself. */
  pointer: string;
  got: unknown;
  expected: string;
}

/** The first fault of a row against the schema of its kind; undefined for a good row. */
export function rowFault(kind: Kind, row: unknown): RowFault | undefined {
  const validator = validatorOf(kind);
  if (validator.Check(row)) {
    const { validFrom, validTo } = validityOf(row as RowOf[Kind]);
    if (validFrom !== undefined && validTo !== undefined && validTo <= validFrom)
      return { pointer: "/validTo", got: validTo, expected: `a day after ${validFrom}` };
    return undefined;
  }
  const [fault] = validator.Errors(row);
  const pointer = fault?.instancePath ?? "";
  return { pointer, got: valueAt(row, pointer), expected: fault?.message ?? "a valid row" };
}

function valueAt(row: unknown, pointer: string): unknown {
  let value = row;
  for (const step of pointer.split("/").slice(1)) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step))
      return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

/** Narrows what a file held to the row of its kind, or throws with the field that is wrong. */
export function assertRow<K extends Kind>(
  kind: K,
  row: unknown,
  where: string,
): asserts row is RowOf[K] {
  const fault = rowFault(kind, row);
  if (fault)
    throw new TypeError(
      `${where}: ${kind}${fault.pointer} got ${JSON.stringify(fault.got) ?? "nothing"}, expected: ${fault.expected}`,
    );
}

const ChangeHead = Type.Object({
  recordedAt: Instant,
  by: Type.String({ minLength: 1 }),
  note: Type.String({ minLength: 1 }),
});
let head: Validator | undefined;

/**
 * Throws a TypeError on the first row that its schema refuses and on a key that occurs twice;
 * adapters call it before they touch anything, so that a bad row leaves nothing.
 */
export function assertChange(change: Change): void {
  head ??= Compile(ChangeHead as TSchema);
  if (!head.Check({ recordedAt: change.recordedAt, by: change.by, note: change.note }))
    throw new TypeError("A change needs recordedAt (UTC instant), by and note");
  for (const kind of KINDS) {
    const keys = new Set<string>();
    for (const [index, row] of (change.put?.[kind] ?? []).entries()) {
      assertRow(kind, row, `row ${index} of ${kind}`);
      const key = keyOf(kind, row);
      if (keys.has(key)) throw new TypeError(`${kind} ${key} occurs twice in one change`);
      keys.add(key);
    }
  }
}
