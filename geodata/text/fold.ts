/**
 * The form that words are searched in: no diacritics, no case, single spaces: "Nà  Lộc" gives
 * "na loc". The eth (Ð, ð) that some keyboards type for đ is read as d too.
 */
export function foldKey(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[đð]/g, "d")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * True when every word of `query` (as typed) begins a word of `foldedHaystack` (a `foldKey`), in
 * any order: "loc na" finds "na loc". An empty query finds everything.
 */
export function matchesFolded(foldedHaystack: string, query: string): boolean {
  const words = wordsOf(foldedHaystack);
  return wordsOf(foldKey(query)).every((asked) => words.some((word) => word.startsWith(asked)));
}

function wordsOf(folded: string): string[] {
  return folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}
