import { useDeferredValue } from "react";
import { useRouter } from "wouter";
import { navigate, useLocationProperty } from "wouter/use-browser-location";
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

/** The last addresses read: all parts of a page ask for the same one. */
const read = new Map<string, View>();
const READ_KEPT = 8;

function viewIn(search: string): View {
  const known = read.get(search);
  if (known) return known;
  if (read.size >= READ_KEPT) read.clear();
  const view = viewFromSearch(search);
  read.set(search, view);
  return view;
}

/** The view in the URL now. */
export const presentView = () => viewIn(location.search);
/** A commune that is chosen decides the units, and so what is asked; whatever else is chosen does not. */
function withoutFeature(search: string): string {
  const view = viewIn(search);
  return view.selection === undefined || view.selection.kind === "commune"
    ? search
    : viewToSearch(changed(view, { selection: undefined }));
}

const WAYS = {
  change: (wanted: ViewChange, gesture?: Gesture) => go(changed(presentView(), wanted), gesture),
  amend: (wanted: ViewChange) => replaceView(changed(presentView(), wanted), presentStep()),
  undo: () => {
    const back = undone(presentView());
    if (!back) return;
    if (presentStep().step > 0) history.back();
    else replaceView(back, { step: 0 });
  },
};

function useControl(partOf: (search: string) => string): ViewControl {
  const { ssrSearch = "" } = useRouter();
  const search = useLocationProperty(
    () => partOf(location.search),
    () => partOf(ssrSearch),
  );
  const view = viewIn(search);
  return { view, language: view.language ?? "vi", ...WAYS };
}

/** The view in the URL and the ways to change it. The camera in the hash stays as it is. */
export const useView = () => useControl((search) => search);

/**
 * The same for whatever does not change with the thôn, site or span that is chosen: without it in
 * the view, and so not drawn again when another is chosen.
 */
export const useOutlook = () => useControl(withoutFeature);

/**
 * The same a moment later: for what may follow the panel that was asked for, in tasks of its own.
 * `latest` is the view already asked for: another object than `view` while this one is behind.
 */
export const useCalmView = () => useCalm(useView());
export const useCalmOutlook = () => useCalm(useOutlook());

function useCalm(control: ViewControl): ViewControl & { readonly latest: View } {
  return { ...control, view: useDeferredValue(control.view), latest: control.view };
}

function addressOf(view: View): string {
  const query = viewToSearch(view);
  return `${location.pathname}${query && `?${query}`}${location.hash}`;
}

function go(view: View, gesture: Gesture | undefined): void {
  if (viewToSearch(view) === viewToSearch(presentView())) return;
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
