/**
 * Representative height of what stands around the receiver, m above ground (R of P.1812-8 section 3.2;
 * the figures of built-up land are those of its table 2).
 */
export const CLUTTER_HEIGHT_M = {
  water: 0,
  open: 0,
  suburban: 10,
  urban: 15,
  forest: 15,
  dense_urban: 20,
} as const;
export type ClutterClass = keyof typeof CLUTTER_HEIGHT_M;
