/**
 * Text that a spreadsheet would run as a formula, full-width forms too (OWASP, CSV injection): what
 * programs drop or do not show (spaces, control and format characters: U+200B, U+202E) may stand
 * before the sign. And text that would be taken for guarded text: apostrophes before such a start.
 */
const FORMULA_START =
  /^'*[\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]*[=+\-@\t\r\0＝＋－＠﹢﹣﹦﹫]/u;

/** Text as a cell that no spreadsheet runs: an apostrophe goes before what it would run. */
export function guardFormula(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}

/** The text that `guardFormula` was given, exactly. */
export function unguardFormula(cell: string): string {
  return cell.startsWith("'") && FORMULA_START.test(cell) ? cell.slice(1) : cell;
}
