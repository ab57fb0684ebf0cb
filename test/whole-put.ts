import type { Change } from "../server/stores/coverage-store.ts";
import type { Kind } from "../server/stores/kinds.ts";
import { REFERENCES, targetsOf } from "../server/stores/references.ts";
import { makeMast, makeOperator, makeSite, makeUnit, makeVillage } from "./makers.ts";

type Put = NonNullable<Change["put"]>;

/** A plain row of a kind that others point to, by its id or code. */
const PLAIN: { [K in Kind]?: (id: string) => object } = {
  units: (code) => makeUnit({ code }),
  operators: (code) => makeOperator({ code }),
  villages: (id) => makeVillage({ id }),
  masts: (id) => makeMast({ id }),
  sites: (id) => makeSite({ id }),
};

/**
 * Rows with plain ones for whatever they point to and do not bring along, so that a test names only
 * what it is about and a store takes it.
 */
export function wholePut(put: Put): Put {
  const whole: Partial<Record<Kind, object[]>> = {};
  for (const [kind, rows] of Object.entries(put)) whole[kind as Kind] = [...rows];
  // What is added may point to more: as often as there are references is enough.
  for (const _ of REFERENCES)
    for (const { from, field, to } of REFERENCES) {
      const rows = whole[to] ?? [];
      const there = new Set(
        rows.map((row) => ("code" in row && to !== "sites" ? row.code : "id" in row && row.id)),
      );
      const wanted = (whole[from] ?? []).map((row) => targetsOf(from, row as never).get(field));
      const missing = [...new Set(wanted)].filter((id) => id !== undefined && !there.has(id));
      if (missing.length > 0)
        whole[to] = [...rows, ...missing.map((id) => PLAIN[to]?.(String(id)) ?? {})];
    }
  return whole as Put;
}

/** The rows of a world of which a part was replaced, without those that now point to nothing. */
export function withoutDangling(put: Put): Put {
  const whole: Partial<Record<Kind, object[]>> = {};
  for (const [kind, rows] of Object.entries(put)) whole[kind as Kind] = [...rows];
  for (const _ of REFERENCES)
    for (const { from, field, to } of REFERENCES) {
      const there = new Set(
        (whole[to] ?? []).map((row) =>
          "code" in row && to !== "sites" ? row.code : "id" in row && row.id,
        ),
      );
      whole[from] = (whole[from] ?? []).filter((row) => {
        const target = targetsOf(from, row as never).get(field);
        return target === undefined || there.has(target);
      });
    }
  return whole as Put;
}
