import { createContext, type ReactNode, type RefObject, useContext, useRef } from "react";
import type { MapViewHandle } from "../map/map-view.tsx";

const MapHandle = createContext<RefObject<MapViewHandle | null> | undefined>(undefined);

/** Lets the toolbar speak to the map: it is empty until the map has been loaded. */
export function MapHandleProvider({ children }: { children: ReactNode }) {
  const handle = useRef<MapViewHandle>(null);
  return <MapHandle value={handle}>{children}</MapHandle>;
}

export function useMapHandle(): RefObject<MapViewHandle | null> {
  const handle = useContext(MapHandle);
  if (!handle) throw new Error("useMapHandle is used outside MapHandleProvider");
  return handle;
}
