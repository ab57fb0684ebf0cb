/**
 * What a terminal runs, hides or turns around: control and format characters but tab and line feed,
 * halves of a character, private and unassigned ones, separators of lines.
 */
const UNSEEN = /(?![\t\n])[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Text in which everything is seen: "a\u202eb" gives "a‹U+202E›b". The same text a second time. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return `‹U+${code.toString(16).toUpperCase().padStart(4, "0")}›`;
  });
}
