/**
 * How engineers grade an RSRP (LTE) or SS-RSRP (NR) at 1.5 m, best first, dBm: customary figures, not a
 * regulation. What counts as covered is a rule's `thresholdsDbm` and never one of these.
 */
export const SIGNAL_CLASSES = [
  { id: "rat_tot", fromDbm: -85 },
  { id: "tot", fromDbm: -95 },
  { id: "du_dung", fromDbm: -105 },
  { id: "yeu", fromDbm: -110 },
  // Comes and goes.
  { id: "rat_yeu", fromDbm: -120 },
  { id: "khong_song", fromDbm: -Infinity },
] as const;
export type SignalClass = (typeof SIGNAL_CLASSES)[number]["id"];

/** Undefined where the level is NaN: not computed is none of the classes. */
export function signalClassOf(rsrpDbm: number): SignalClass | undefined {
  return SIGNAL_CLASSES.find(({ fromDbm }) => rsrpDbm >= fromDbm)?.id;
}
