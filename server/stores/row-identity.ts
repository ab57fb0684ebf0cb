import type { Validity } from "../../geodata/model/day.ts";
import type { DataSource } from "../../geodata/model/provenance.ts";
import { KIND_TABLE, type Kind, type RowOf } from "./kinds.ts";

type AnyRow = RowOf[Kind];

function idOf(row: AnyRow): string {
  if ("id" in row) return row.id;
  if ("code" in row) return row.code;
  return "oldCode" in row ? row.oldCode : row.villageId;
}

/** `id@validFrom` or `id`, as the store port says. */
export function keyOf(kind: Kind, row: AnyRow): string {
  return KIND_TABLE[kind].isVersioned ? `${idOf(row)}@${validityOf(row).validFrom}` : idOf(row);
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
