import { sector } from "@turf/sector";
import type { Polygon } from "geojson";

/** Length of a wedge on the ground, metres: it shows a direction, not a reach. */
const WEDGE_LENGTH_M = 300;
/** Beamwidth of the usual three-sector panel antenna, degrees, where a cell does not tell its own. */
const USUAL_BEAMWIDTH_DEG = 65;
/** Corners on the arc of a wedge: 8 keep it round at zoom 16. */
const ARC_STEPS = 24;

/** A wedge from the mast along the azimuth, degrees clockwise from true north. */
export function sectorWedge(
  lon: number,
  lat: number,
  azimuthDeg: number,
  beamwidthDeg: number = USUAL_BEAMWIDTH_DEG,
): Polygon {
  const half = Math.min(beamwidthDeg, 359) / 2;
  return sector([lon, lat], WEDGE_LENGTH_M, azimuthDeg - half, azimuthDeg + half, {
    units: "meters",
    steps: ARC_STEPS,
  }).geometry;
}
