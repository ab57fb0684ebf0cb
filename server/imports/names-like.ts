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
    .map((name) => ({ name, wrong: editDistance(asked, foldKey(bare(name))) }))
    .filter(({ wrong }) => wrong <= Math.min(MAX_WRONG_LETTERS, asked.length / 2))
    .sort((a, b) => a.wrong - b.wrong);
  const same = near.filter(({ wrong }) => wrong === 0);
  return (same.length > 0 ? same : near).slice(0, 3).map(({ name }) => name);
}

/** Levenshtein's distance: letters to change, add or leave out. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...b].entries())
      current.push(
        Math.min(
          (current[column] ?? 0) + 1,
          (previous[column + 1] ?? 0) + 1,
          (previous[column] ?? 0) + (letter === other ? 0 : 1),
        ),
      );
    previous = current;
  }
  return previous[b.length] ?? 0;
}
