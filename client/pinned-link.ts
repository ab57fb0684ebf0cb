import type { Summary } from "../geodata/model/summary.ts";
import { changed, epochOfView, type View, viewToSearch } from "./view.ts";

type Answer = Pick<Summary, "asOf" | "rule" | "epoch" | "targets">;

/** "169/175,163/175": both counts, as a pinned link carries them. */
export function countsOf({ targets }: Pick<Summary, "targets">): string {
  return targets.map(({ numerator, denominator }) => `${numerator}/${denominator}`).join(",");
}

/** The view with its day, rule, units and the counts of now: what it says later can be compared. */
export function pinned(view: View, answer: Answer): View {
  const { asOf, rule, epoch } = answer;
  // A chosen commune brings its own units.
  const ownEpoch = epochOfView(view) === undefined || view.epoch !== undefined;
  return changed(view, { asOf, rule, ...(ownEpoch && { epoch }), counts: countsOf(answer) });
}

/** The view as it is asked for without a day: it moves on with the data. */
export function unpinned(view: View): View {
  return changed(view, { asOf: undefined, counts: undefined });
}

/** The present page with another view; the camera stays. */
export function linkTo(view: View): string {
  const query = viewToSearch(view);
  const { origin, pathname, hash } = location;
  return `${origin}${pathname}${query && `?${query}`}${hash}`;
}
