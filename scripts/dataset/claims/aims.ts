import type { Village } from "../../../geodata/model/village.ts";
import type { Facts } from "../facts.ts";
import { QUARTER_ENDS } from "../network/days.ts";
import { uncoveredIn2023 } from "../network/difficulty.ts";
import type { Ground } from "../network/ground.ts";
import { REACHED_LATER_ON } from "../network/site-plan.ts";

/**
 * The story that the claims tell, in thôn of 175, on each quarter's end. It starts at the plan's
 * baseline (161 = 92 % to the nearest thôn), loses two when Viettel's 3G goes before 4G is there,
 * and ends below the target (172 = 98 %).
 */
export interface QuarterAim {
  day: string;
  /** Covered by 3G, 4G or 5G at the centre. */
  broadband: number;
  /** Covered by 4G or 5G at the centre. */
  lte: number;
  /** Of these, with a cluster that no 4G or 5G reaches. */
  partly: number;
}

const BROADBAND = [161, 162, 163, 165, 166, 164, 165, 166, 167, 168, 169];
const LTE = [145, 147, 150, 153, 156, 157, 159, 161, 163, 165, 166];
const PARTLY = [24, 24, 23, 22, 21, 20, 19, 18, 17, 16, 14];

export const QUARTER_AIMS: readonly QuarterAim[] = QUARTER_ENDS.map((day, index) => ({
  day,
  broadband: BROADBAND[index]!,
  lte: LTE[index]!,
  partly: PARTLY[index]!,
}));

/** The thôn that the story is about. */
export interface Cast {
  /** Without mobile broadband from mid-2023 until this day; no day = to the end. */
  uncoveredUntil: ReadonlyMap<string, string | undefined>;
  /** Of which no operator says anything until this day; no day = to the end. */
  silentUntil: ReadonlyMap<string, string | undefined>;
}

/** Of the thôn that are reached later, the one that nobody reported before. */
const SILENT_AMONG_REACHED = 5;

export function castOf(ground: Ground, facts: Facts): Cast {
  const uncovered = uncoveredIn2023(ground, facts);
  const easiestFirst = uncovered.toReversed();
  const day = (village: Village) => REACHED_LATER_ON[easiestFirst.indexOf(village)];
  const silent = [uncovered[0]!, easiestFirst[SILENT_AMONG_REACHED]!];
  return {
    uncoveredUntil: new Map(uncovered.map((village) => [village.id, day(village)])),
    silentUntil: new Map(silent.map((village) => [village.id, day(village)])),
  };
}
