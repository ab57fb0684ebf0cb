import type { Validity } from "../../geodata/model/day.ts";
import type { DataSource } from "../../geodata/model/provenance.ts";
import type { Kind, RowOf } from "./coverage-store.ts";

type AnyRow = RowOf[Kind];

/** Every kind, in the order in which a change is applied: a thôn before what hangs on it. */
export const KINDS = [
  "units",
  "crosswalk",
  "operators",
  "organisations",
  "villages",
  "villageAreas",
  "masts",
  "sites",
  "cells",
  "spans",
  "accessPoints",
  "roads",
  "places",
  "rules",
  "evidence",
] as const satisfies readonly Kind[];

/** Kinds of which one id may have several versions, told apart by their first day. */
export const VERSIONED_KINDS = [
  "units",
  "villages",
  "masts",
  "sites",
  "cells",
  "spans",
  "accessPoints",
  "roads",
] as const satisfies readonly Kind[];
const KEYED_BY_VALIDITY: ReadonlySet<Kind> = new Set(VERSIONED_KINDS);

function idOf(row: AnyRow): string {
  if ("id" in row) return row.id;
  if ("code" in row) return row.code;
  return "oldCode" in row ? row.oldCode : row.villageId;
}

/** `id@validFrom` or `id`, as the store port says. */
export function keyOf(kind: Kind, row: AnyRow): string {
  return KEYED_BY_VALIDITY.has(kind) ? `${idOf(row)}@${validityOf(row).validFrom}` : idOf(row);
}

/** What `Retirement.ids` speaks of: the id or code; for areas and evidence that of their thôn. */
export function aboutIdOf(row: AnyRow): string {
  return "villageId" in row ? row.villageId : idOf(row);
}

/** The interval in which the row was true; empty for kinds that have none. */
export function validityOf(row: AnyRow): Partial<Validity> {
  return "validFrom" in row ? row : {};
}

/**
 * `demo` or `real`. An area is of the thôn that it is drawn for; operators, organisations, the
 * crosswalk and rules have no generated rows.
 */
export function sourceOf(
  kind: Kind,
  row: AnyRow,
  villageSource: ReadonlyMap<string, DataSource>,
): DataSource {
  if (kind === "villageAreas") return villageSource.get(aboutIdOf(row)) ?? "real";
  return "dataSource" in row ? row.dataSource : "real";
}
