import { useCallback, useMemo } from "react";
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

/** How many steps on this page came before the present one; kept in the history's state. */
interface Step {
  step: number;
}
function presentStep(): number {
  const state: unknown = history.state;
  return typeof state === "object" && state !== null && "step" in state ? Number(state.step) : 0;
}

export interface ViewControl {
  view: View;
  language: Language;
  /** Changes the view in the URL. `replace` for what is typed or played, so that back undoes it at once. */
  change(change: ViewChange, how?: { replace?: boolean }): void;
  /** One step back: the browser's own where there is one on this page. */
  undo(): void;
}

/** The view in the URL and the ways to change it. The camera in the hash stays as it is. */
export function useView(): ViewControl {
  const search = useSearch();
  const view = useMemo(() => viewFromSearch(search), [search]);
  const change = useCallback((wanted: ViewChange, how: { replace?: boolean } = {}) => {
    go(changed(viewFromSearch(location.search), wanted), how.replace ?? false);
  }, []);
  const undo = useCallback(() => {
    const back = undone(viewFromSearch(location.search));
    if (!back) return;
    if (presentStep() > 0) history.back();
    else go(back, true);
  }, []);
  return { view, language: view.language ?? "vi", change, undo };
}

function go(view: View, replace: boolean): void {
  const query = viewToSearch(view);
  if (query === viewToSearch(viewFromSearch(location.search))) return;
  const step = presentStep() + (replace ? 0 : 1);
  const to = `${location.pathname}${query && `?${query}`}${location.hash}`;
  navigate(to, { replace, state: { step } satisfies Step });
}

/** Address of a page that asks the same question (day, rule, units, operator, language). */
export function pageAddress(path: string, view: View, change: ViewChange = {}): string {
  const query = viewToSearch(changed(questionOf(view), change));
  return query ? `${path}?${query}` : path;
}
