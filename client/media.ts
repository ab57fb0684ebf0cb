import { useSyncExternalStore } from "react";

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    () => matchMedia(query).matches,
  );
}

/** Below this the answer lies under the map as a sheet; the same number stands in shell.css. */
export const PHONE = "(max-width: 759px)";
/** Phone and tablet: pages and tools in a menu, the map's choices in a dialog; also in shell.css. */
export const NARROW = "(max-width: 1023px)";
export const REDUCED_MOTION = "(prefers-reduced-motion: reduce)";
