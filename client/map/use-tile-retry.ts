import { useEffect, useRef } from "react";

export interface TileId {
  z: number;
  x: number;
  y: number;
}

/** A server that was busy is asked again after so long, ms; then only when the user moves the map. */
const RETRY_AFTER_MS = [2000, 5000, 15000] as const;

/** Asks for tiles that did not come once more: MapLibre itself only does so when the map moves. */
export function useTileRetry(refresh: (sourceId: string, tiles: TileId[]) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tries = useRef(0);
  const missing = useRef(new Map<string, Map<string, TileId>>());
  useEffect(() => () => clearTimeout(timer.current), []);

  const soon = (sourceId: string, { z, x, y }: TileId) => {
    const tiles = missing.current.get(sourceId) ?? new Map<string, TileId>();
    missing.current.set(sourceId, tiles.set(`${z}/${x}/${y}`, { z, x, y }));
    const waitMs = RETRY_AFTER_MS[tries.current];
    if (timer.current !== undefined || waitMs === undefined) return;
    tries.current++;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      const asked = missing.current;
      missing.current = new Map();
      for (const [source, wanted] of asked) refresh(source, [...wanted.values()]);
    }, waitMs);
  };
  const succeeded = () => {
    if (timer.current === undefined) tries.current = 0;
  };
  return { soon, succeeded };
}
