/** A tone mark written on the first vowel of oa, oe, uy at the end of a syllable: "hòa", "thụy". */
const EARLY_TONE = /([ou])([\u0300\u0301\u0303\u0309\u0323])([aey])(?![\p{L}\p{M}])/gu;

/**
 * The form in which two names are the same name: Unicode composition, case, spaces, the eth that some
 * keyboards type for đ, and the two ways of placing a tone mark ("Hòa", "Hoà") do not tell names
 * apart. Every mark does: "Nà Lài" is not "Nà Lại". For names that are not marked see `hasMarks`.
 */
export function nameKey(text: string): string {
  return text
    .normalize("NFD")
    .toLowerCase()
    .replace(/ð/g, "đ")
    .replace(EARLY_TONE, "$1$3$2")
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .trim();
}

/** A code as it was written, but for Unicode composition and surrounding space: DD01 is not ĐĐ01. */
export function codeKey(text: string): string {
  return text.normalize("NFC").trim();
}

/** False for text typed without any Vietnamese mark ("Na Lai", "LSN-DD01"). */
export function hasMarks(text: string): boolean {
  return /[\p{M}đðĐÐ]/u.test(text.normalize("NFD"));
}
