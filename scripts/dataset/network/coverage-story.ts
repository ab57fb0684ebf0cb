import { addDays } from "../../../geodata/model/day.ts";
import type { Village } from "../../../geodata/model/village.ts";
import { dayBetween } from "../days.ts";
import type { Random } from "../random.ts";
import { type Ground, nearestM } from "./ground.ts";

/** Days on which mobile broadband comes to one more thôn, as the plan's counts ask for, and goes. */
export interface CoverageStory {
  /** Without it at first: those that a new mast reaches, each until its day, then those that none does. */
  waiting: { village: Village; until?: string }[];
  /** The hardest of the others: no mast is near them, and at first they have 3G only. */
  thin: Village[];
  /** Days on which one of the thôn that the 3G switch-off left gets it again. */
  regained: string[];
  /** Quarter's end by which they have lost it. */
  lostBy?: string;
}

/** Thôn without coverage are this far from one another, or the mast of one would reach the next, metres. */
const APART_M = 1900;

/**
 * The remote communes hold the thôn that are without at first, their hardest ones, easiest first. A quarter that
 * counts fewer thôn than the one before is that of the switch-off; afterwards new masts and the
 * thôn that were left take turns.
 */
export function coverageStory(
  { facts: { story }, villages }: Ground,
  random: Random,
): CoverageStory {
  const { quarterEnds, covered } = story;
  const uncovered: Village[] = [];
  for (const [code, commune] of Object.entries(story.remoteCommunes)) {
    const before = uncovered.length;
    for (const village of villages.toReversed().filter(({ communeCode }) => communeCode === code))
      if (uncovered.length < before + commune.uncovered && nearestM(village, uncovered) > APART_M)
        uncovered.push(village);
  }
  const waiting: CoverageStory["waiting"] = villages
    .filter((village) => uncovered.includes(village))
    .map((village) => ({ village }));
  if (waiting.length !== villages.length - covered.mobile[0]!)
    throw new Error(`got ${waiting.length} thôn without coverage, ${covered.mobile[0]} with it`);
  const result: CoverageStory = { waiting, thin: [], regained: [] };
  let [reached, left, turnOfLost] = [0, 0, false];
  for (const [index, end] of quarterEnds.entries()) {
    const more = index === 0 ? 0 : covered.mobile[index]! - covered.mobile[index - 1]!;
    if (more < 0) [left, result.lostBy] = [-more, end];
    for (let count = 0; count < more; count++) {
      const day = dayBetween(addDays(quarterEnds[index - 1]!, 8), end, random.between(0, 0.9));
      turnOfLost = !turnOfLost && left > result.regained.length;
      if (turnOfLost) result.regained.push(day);
      else waiting[reached++]!.until = day;
    }
  }
  const reachedThon = waiting.slice(0, reached).map(({ village }) => village);
  result.thin = villages
    .filter((village) => !uncovered.includes(village) && nearestM(village, reachedThon) > APART_M)
    .slice(covered.lte[0]! - covered.mobile[0]!);
  return result;
}
