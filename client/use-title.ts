import { useEffect } from "react";

/** Names the tab and the bookmark after what is looked at. */
export function useTitle(...parts: readonly (string | undefined)[]): void {
  const title = [...parts, "Sóng Thôn, Cao Lộc"].filter(Boolean).join(" · ");
  useEffect(() => {
    document.title = title;
  }, [title]);
}
