import type { FeatureSet, WrittenFeature } from "./feature-set.ts";

/** Where a page begins: after or before a feature's id, at a place, or at the start. */
export interface PagePosition {
  offset?: number | undefined;
  after?: string | undefined;
  before?: string | undefined;
}

export interface ItemsPage {
  features: readonly WrittenFeature[];
  numberMatched: number;
  /** Ids to continue from; absent on the first and on the last page. */
  previousBefore?: string;
  nextAfter?: string;
}

/**
 * A page of the features found. Pages are told by ids, not by counting, so that a feature which
 * was there all along is met once, whatever is added or removed while somebody pages.
 *
 * @param found positions in the set, ascending, which is the order of ids
 */
export function itemsPage(
  set: FeatureSet,
  found: readonly number[],
  limit: number,
  { offset = 0, after, before }: PagePosition,
): ItemsPage {
  const idAt = (place: number) => set.features[found[place]!]!.id;
  let start = Math.min(offset, found.length);
  let end = Math.min(start + limit, found.length);
  if (after !== undefined) {
    start = firstPlace(found.length, (place) => idAt(place) > after);
    end = Math.min(start + limit, found.length);
  } else if (before !== undefined) {
    end = firstPlace(found.length, (place) => idAt(place) >= before);
    start = Math.max(0, end - limit);
  }
  const features = found.slice(start, end).map((index) => set.features[index]!);
  return {
    features,
    numberMatched: found.length,
    ...(start > 0 && start < end && { previousBefore: idAt(start) }),
    ...(end < found.length && start < end && { nextAfter: idAt(end - 1) }),
  };
}

/** The first place for which `holds` is true; it must stay true from there on. */
function firstPlace(length: number, holds: (place: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
