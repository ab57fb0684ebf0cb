import { useEffect, useState } from "react";

export interface Vn2000 {
  /** Northing and easting, metres, of the province's meridian. */
  x: number;
  y: number;
}

/** A place in VN-2000; the projection's code (43 kB) comes when the first one is asked for. */
export function useVn2000(lon: number, lat: number, known?: Vn2000): Vn2000 | undefined {
  const [projected, setProjected] = useState<Vn2000>();
  const isKnown = known !== undefined;
  useEffect(() => {
    if (isKnown) return;
    let isCurrent = true;
    void import("../geodata/geometry/vn2000.ts").then(({ toVn2000Tm3 }) => {
      if (isCurrent) setProjected(toVn2000Tm3(lon, lat));
    });
    return () => {
      isCurrent = false;
    };
  }, [lon, lat, isKnown]);
  return known ?? projected;
}
