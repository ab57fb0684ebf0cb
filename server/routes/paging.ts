import { Type } from "typebox";

/** `limit` and `offset` of a list; `pageOf` fills in what is absent. */
export function pageParameters({ standard, most }: { standard: number; most: number }) {
  return {
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: most,
        default: standard,
        description: `Items on a page, 1 to ${most}`,
      }),
    ),
    offset: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 10_000_000,
        default: 0,
        description: "How many items come before the page",
      }),
    ),
  };
}

/**
 * The part of `all` that the query asks for, and the address of the page after it with every
 * parameter of the query; no address on the last page.
 */
export function pageOf<T>(
  all: readonly T[],
  path: string,
  query: { limit?: number; offset?: number },
): { items: T[]; next?: string } {
  // The validator fills in the defaults of the schema, so both are there.
  const { limit = all.length, offset = 0 } = query;
  const items = all.slice(offset, offset + limit);
  if (offset + limit >= all.length) return { items };
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, offset: offset + limit })) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  return { items, next: `${path}?${parameters}` };
}
