/** Files of the shared cases about identity and provenance: `cases-identity.test.ts` tries them. */
export const IDENTITY_FILES = [
  "tones-claim-other.csv",
  "tones-over1.csv",
  "tones-over2.csv",
  "tones-villages.csv",
  "tones-claims.csv",
  "codes-fold.csv",
  "cells-fold.csv",
  "rt-villages.csv",
  "rt-ev.csv",
];
