import type { ParabolicPattern } from "./antenna-pattern.ts";

/** Three-sector macro cell (3GPP TR 36.814 table A.2.1.1-2). Sites differ in gain: none is given. */
export const TR_36_814: ParabolicPattern = {
  kind: "parabolic",
  horizontalBeamwidthDeg: 70,
  verticalBeamwidthDeg: 10,
  horizontalFloorDb: 25,
  verticalFloorDb: 20,
  combinedFloorDb: 25,
};

/** One element of a panel (3GPP TR 38.901 table 7.3-1); a panel of many has narrower beams. */
export const TR_38_901_ELEMENT: ParabolicPattern = {
  kind: "parabolic",
  horizontalBeamwidthDeg: 65,
  verticalBeamwidthDeg: 65,
  horizontalFloorDb: 30,
  verticalFloorDb: 30,
  combinedFloorDb: 30,
  peakGainDbi: 8,
};

/** The same in all directions, above and below too: where nothing is known of an antenna. */
export const OMNI: ParabolicPattern = {
  kind: "parabolic",
  horizontalBeamwidthDeg: 360,
  verticalBeamwidthDeg: 360,
  horizontalFloorDb: 0,
  verticalFloorDb: 0,
  combinedFloorDb: 0,
};
