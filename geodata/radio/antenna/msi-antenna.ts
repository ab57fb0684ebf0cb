import type { SampledPattern } from "./antenna-pattern.ts";

/** What a Planet antenna file says of the antenna beside its cuts. */
interface MsiHeader {
  readonly name?: string;
  /** Absent when the file states none, or a range. */
  readonly frequencyMhz?: number;
  /** The TILT line as it stands: vendors write ELECTRICAL, degrees or nothing. */
  readonly tilt?: string;
}

export interface MsiAntenna extends MsiHeader {
  /** How far below the horizon the vertical cut is strongest, degrees: the tilt that is in it. */
  readonly peakDowntiltDeg: number;
  readonly pattern: SampledPattern;
}

/**
 * An antenna of two cuts, losses in dB at equal steps as in `SampledPattern`. Files differ in what
 * their losses are relative to, so each cut is shifted to 0 where it is strongest (the vertical one:
 * within 90 degrees of the horizon ahead), and there the stated gain holds.
 */
export function makeMsiAntenna(
  peakGainDbi: number,
  horizontalLossDb: Float32Array,
  verticalLossDb: Float32Array,
  header: MsiHeader,
): MsiAntenna {
  const samples = verticalLossDb.length;
  const peak = strongestSample(verticalLossDb);
  const verticalPeakDb = verticalLossDb[(peak + samples) % samples]!;
  const horizontalPeakDb = horizontalLossDb.reduce((least, loss) => Math.min(least, loss));
  return {
    ...header,
    peakDowntiltDeg: (peak * 360) / samples,
    pattern: {
      kind: "sampled",
      horizontalLossDb: horizontalLossDb.map((loss) => loss - horizontalPeakDb),
      // Behind it a cut may be stronger than ahead; no sum of cuts may exceed the stated gain.
      verticalLossDb: verticalLossDb.map((loss) => Math.max(loss - verticalPeakDb, 0)),
      peakGainDbi,
    },
  };
}

/** Sample of the least loss within 90 degrees of the horizon, negative above it; nearest first. */
function strongestSample(verticalLossDb: Float32Array): number {
  const samples = verticalLossDb.length;
  let strongest = 0;
  for (let away = 1; away <= samples / 4; away++)
    for (const sample of [away, -away])
      if (
        verticalLossDb[(sample + samples) % samples]! <
        verticalLossDb[(strongest + samples) % samples]!
      )
        strongest = sample;
  return strongest;
}
