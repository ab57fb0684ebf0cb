import { useCallback, useDeferredValue, useMemo } from "react";
import { useSearch } from "wouter";
import { navigate } from "wouter/use-browser-location";
import {
  changed,
  type Language,
  questionOf,
  undone,
  type View,
  type ViewChange,
  viewFromSearch,
  viewToSearch,
} from "./view.ts";

/** Kept in the history's state: how many steps on this page came before, and what the last one was. */
interface Step {
  step: number;
  gesture?: Gesture;
}
/** Changes that come in runs: a slider drawn, words typed, headings tried. A run is one step back. */
type Gesture = "time" | "text" | "table";

function presentStep(): Step {
  const state: unknown = history.state;
  return typeof state === "object" && state !== null && "step" in state
    ? (state as Step)
    : { step: 0 };
}

export interface ViewControl {
  view: View;
  language: Language;
  /** Changes the view in the URL; changes of one gesture that follow each other are one step. */
  change(change: ViewChange, gesture?: Gesture): void;
  /** The same without a step back: what the address said but the page does not mean. */
  amend(change: ViewChange): void;
  /** One step back: the browser's own where there is one on this page. */
  undo(): void;
}

/** The view in the URL and the ways to change it. The camera in the hash stays as it is. */
export function useView(): ViewControl {
  const search = useSearch();
  const view = useMemo(() => viewFromSearch(search), [search]);
  const change = useCallback((wanted: ViewChange, gesture?: Gesture) => {
    go(changed(viewFromSearch(location.search), wanted), gesture);
  }, []);
  const amend = useCallback((wanted: ViewChange) => {
    replaceView(changed(viewFromSearch(location.search), wanted), presentStep());
  }, []);
  const undo = useCallback(() => {
    const back = undone(viewFromSearch(location.search));
    if (!back) return;
    if (presentStep().step > 0) history.back();
    else replaceView(back, { step: 0 });
  }, []);
  return { view, language: view.language ?? "vi", change, amend, undo };
}

/**
 * The same a moment later: for what may follow the panel that was asked for, in tasks of its own.
 * `latest` is the view already asked for: another object than `view` while this one is behind.
 */
export function useCalmView(): ViewControl & { readonly latest: View } {
  const control = useView();
  return { ...control, view: useDeferredValue(control.view), latest: control.view };
}

function addressOf(view: View): string {
  const query = viewToSearch(view);
  return `${location.pathname}${query && `?${query}`}${location.hash}`;
}

function go(view: View, gesture: Gesture | undefined): void {
  if (viewToSearch(view) === viewToSearch(viewFromSearch(location.search))) return;
  const present = presentStep();
  if (gesture !== undefined && present.gesture === gesture) replaceView(view, present);
  else {
    const state: Step = { step: present.step + 1, ...(gesture && { gesture }) };
    navigate(addressOf(view), { state });
  }
}

function replaceView(view: View, state: Step): void {
  navigate(addressOf(view), { replace: true, state });
}

/** Pages whose figures an operator's filter reaches; the others count all and drop it. */
const BY_OPERATOR: readonly string[] = ["/", "/thon-chua-phu"];

/** Address of a page that asks the same question (day, rule, units, language, and operator if it may). */
export function pageAddress(path: string, view: View, change: ViewChange = {}): string {
  const kept = BY_OPERATOR.includes(path) ? view : changed(view, { operator: undefined });
  const query = viewToSearch(changed(questionOf(kept), change));
  return query ? `${path}?${query}` : path;
}
