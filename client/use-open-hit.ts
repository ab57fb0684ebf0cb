import { useCallback } from "react";
import { navigate } from "wouter/use-browser-location";
import type { SearchHit } from "../geodata/model/search-result.ts";
import { useMapHandle } from "./toolbar/map-handle.tsx";
import { pageAddress, useOutlook } from "./use-view.ts";
import type { Selection, ViewChange } from "./view.ts";

/** Zoom at which a place that is no thôn is shown: its hamlets and paths. */
const PLACE_ZOOM = 14;

/** What a search hit changes of the view: units decide the epoch, a place only moves the camera. */
export function changeOfHit(hit: Pick<SearchHit, "kind" | "id">): ViewChange {
  if (hit.kind === "place") return { selection: undefined };
  if (hit.kind !== "commune") {
    const selection: Selection = { kind: hit.kind, id: hit.id };
    return { selection };
  }
  // Its id names its time, and that decides the units.
  return { selection: { kind: "commune", id: hit.id }, epoch: undefined };
}

/** Opens what was found: on the map where it is in sight, else by going there. */
export function useOpenHit(): (hit: SearchHit) => void {
  const { view, change } = useOutlook();
  const map = useMapHandle();
  return useCallback(
    (hit) => {
      if (location.pathname === "/") {
        change(changeOfHit(hit));
        if (hit.kind === "place") map.current?.goTo(hit, PLACE_ZOOM);
        return;
      }
      const camera =
        hit.kind === "place"
          ? `#map=${PLACE_ZOOM}/${hit.lat.toFixed(5)}/${hit.lon.toFixed(5)}`
          : "";
      navigate(pageAddress("/", view, changeOfHit(hit)) + camera);
    },
    [view, change, map],
  );
}
