import type { Village } from "../../../geodata/model/village.ts";
import { addDays, dayBetween } from "../days.ts";
import type { Random } from "../random.ts";
import type { Ground } from "./ground.ts";

/** A thôn without mobile broadband from the first quarter's end until a day; none = to the end. */
export interface Wait {
  village: Village;
  until?: string;
}

/** Days on which mobile broadband comes to one more thôn, as the plan's counts ask for, and goes. */
export interface CoverageStory {
  /** Without it at first: those that a new mast reaches, easiest first, then those that none does. */
  waiting: Wait[];
  /** The hardest of the others: no mast is near them, and at first they have 3G only, from afar. */
  thin: Village[];
  /** Days on which one of the thôn that the 3G switch-off left gets it again. */
  regained: string[];
  /** Quarter's end by which they have lost it. */
  lostBy?: string;
}

/**
 * The remote communes hold the thôn that are without at first, their hardest ones. A quarter that
 * counts fewer thôn than the one before is that of the switch-off; afterwards new masts and the
 * thôn that were left take turns.
 */
export function coverageStory(
  { facts: { story }, villages }: Ground,
  random: Random,
): CoverageStory {
  const { quarterEnds, covered } = story;
  const uncovered = Object.entries(story.remoteCommunes).flatMap(([code, commune]) => {
    const own = villages.filter(({ communeCode }) => communeCode === code);
    return own.slice(own.length - commune.uncovered);
  });
  const waiting: Wait[] = villages
    .filter((village) => uncovered.includes(village))
    .map((village) => ({ village }));
  if (waiting.length !== villages.length - covered.mobile[0]!)
    throw new Error(
      `got ${waiting.length} uncovered thôn, expected ${villages.length} - ${covered.mobile[0]}`,
    );
  const thin = villages.filter((village) => !uncovered.includes(village)).slice(covered.lte[0]);
  const result: CoverageStory = { waiting, thin, regained: [] };
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
  return result;
}
