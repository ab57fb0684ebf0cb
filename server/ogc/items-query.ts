import type { Bbox } from "../../geodata/model/geojson.ts";
import { invalid, readParameters } from "../http/query-parameters.ts";
import { readBbox } from "./bbox-parameter.ts";
import type { Collection } from "./collections.ts";
import { type DayInterval, readDatetime } from "./datetime-parameter.ts";
import { readLimit, readOffset } from "./items-limit.ts";

/** What is asked of a collection, read and checked. */
export interface ItemsQuery {
  f?: string | undefined;
  limit: number;
  offset?: number | undefined;
  after?: string | undefined;
  before?: string | undefined;
  boxes: readonly Bbox[] | undefined;
  interval: DayInterval | undefined;
  rule?: string | undefined;
  /** As they came, without the representation and the place of the page: every link keeps them. */
  kept: Readonly<Record<string, string | undefined>>;
}

/** Reads the query of `/items`. Throws the 400 that says which parameter is wrong. */
export function readItemsQuery(query: unknown, collection: Collection): ItemsQuery {
  const names = ["f", "limit", "offset", "after", "before", "bbox", "datetime"] as const;
  const given = readParameters(query, collection.isJudged ? [...names, "rule" as const] : names);
  const {
    f,
    offset: place,
    after,
    before,
    ...kept
  } = given as Partial<Record<(typeof names)[number] | "rule", string>>;
  if (after !== undefined && before !== undefined)
    throw invalid("before", before, "chỉ một trong hai: after hoặc before");
  const offset = readOffset(place);
  if (offset !== undefined && (after ?? before) !== undefined)
    throw invalid("offset", String(offset), "không đi cùng after hoặc before");
  return {
    f,
    limit: readLimit(kept.limit),
    offset,
    after,
    before,
    boxes: readBbox(kept.bbox),
    interval: readDatetime(kept.datetime),
    rule: kept.rule,
    kept,
  };
}
