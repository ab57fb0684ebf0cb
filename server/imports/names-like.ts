import { distance } from "fastest-levenshtein";
import { foldKey } from "../../geodata/text/fold.ts";

/** At most so many letters may be wrong in a name that is suggested. */
const MAX_WRONG_LETTERS = 2;

/** "Có phải Nà Lại, hay Nà Lộc?"; nothing where there is no name to ask about. */
export function questionOf(names: readonly string[]): { suggestion?: string } {
  return names.length === 0 ? {} : { suggestion: `Có phải ${names.join(", hay ")}?` };
}

/**
 * Names that differ little from what was written, three at most: those that differ in nothing but
 * marks alone if there are any, else the nearest first. `bare` leaves out what does not tell names
 * apart.
 */
export function closestNames(
  written: string,
  names: readonly string[],
  bare: (name: string) => string,
): string[] {
  const asked = foldKey(bare(written));
  const near = [...new Set(names)]
    .map((name) => ({ name, wrong: distance(asked, foldKey(bare(name))) }))
    .filter(({ wrong }) => wrong <= Math.min(MAX_WRONG_LETTERS, asked.length / 2))
    .sort((a, b) => a.wrong - b.wrong);
  const same = near.filter(({ wrong }) => wrong === 0);
  return (same.length > 0 ? same : near).slice(0, 3).map(({ name }) => name);
}
