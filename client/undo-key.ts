import { useEffect } from "react";
import { useOutlook } from "./use-view.ts";

/** Inputs that take no words. */
const WORDLESS = ["range", "radio", "checkbox"].map((type) => `:not([type=${type}])`).join("");

/** Whether keys typed at an element are words, not commands. */
export function isTypedInto(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches(`input${WORDLESS}, textarea, select`))
  );
}

/** Esc takes one step back, where nothing nearer (a menu, a dialog, the search) wanted it. */
export function useUndoKey(): void {
  const { undo } = useOutlook();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || isTypedInto(event.target)) return;
      undo();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [undo]);
}
