/**
 * Text that a spreadsheet would run as a formula, full-width forms too (OWASP, CSV injection), and
 * text that would be taken for guarded text: apostrophes before such a start.
 */
const FORMULA_START = /^'*[\s\0]*[=+\-@\t\r\0＝＋－＠]/;

/** Text as a cell that no spreadsheet runs: an apostrophe goes before what it would run. */
export function guardFormula(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}

/** The text that `guardFormula` was given, exactly. */
export function unguardFormula(cell: string): string {
  return cell.startsWith("'") && FORMULA_START.test(cell) ? cell.slice(1) : cell;
}
