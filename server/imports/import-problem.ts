/** What a program may want to tell apart; the sentence is for people. */
export type ProblemCode =
  | "missing"
  | "not_a_number"
  | "not_a_day"
  | "unknown_word"
  | "out_of_range"
  | "too_long"
  | "outside_province"
  | "outside_district"
  | "swapped_coordinates"
  | "unknown_operator"
  | "unknown_commune"
  | "unknown_village"
  | "unknown_cluster"
  | "unknown_site"
  | "ambiguous"
  | "duplicate"
  | "bad_geometry"
  | "bad_row"
  | "damaged_text"
  | "schema"
  | "assumed"
  | "derived"
  | "kept"
  | "read_as"
  | "like"
  | "other_epoch"
  | "demonstration"
  | "generalised";

/**
 * Something about one row, or about the file where `row` is absent. An error keeps the row out, a
 * warning does not. Texts are Vietnamese, for a commune officer.
 */
export interface ImportProblem {
  severity: "error" | "warning";
  code: ProblemCode;
  /** Row of the sheet counted from 1 with the header, or feature counted from 1. */
  row?: number;
  /** Header of the column as the file has it. */
  column?: string;
  got?: string;
  /** Goes after "cần": what would have been right. */
  expected?: string;
  /** What happened, where `got` and `expected` do not say it. */
  message?: string;
  /** What to do. */
  suggestion?: string;
}

/** Longer values are cut in messages. */
const SHOWN_CHARACTERS = 60;

/** "Dòng 14, cột Kinh độ: nhận được 1067,2; cần số từ 106,09 đến 107,37. Có phải 106,72?" */
export function problemText(problem: ImportProblem, rowWord: string): string {
  const where = [
    problem.row === undefined ? "" : `${rowWord} ${problem.row}`,
    problem.column === undefined ? "" : `cột ${shown(problem.column)}`,
  ].filter(Boolean);
  const got =
    problem.got === undefined
      ? ""
      : problem.got === ""
        ? "ô để trống"
        : `nhận được ${shown(problem.got)}`;
  const what = [
    problem.message ?? "",
    got,
    problem.expected === undefined ? "" : `cần ${problem.expected}`,
  ]
    .filter(Boolean)
    .join("; ");
  const head = where.length > 0 ? `${where.join(", ")}: ${what}` : what;
  return problem.suggestion === undefined ? `${head}.` : `${head}. ${problem.suggestion}`;
}

/** Headings named in one sentence. */
const SHOWN_COLUMNS = 40;

/** "ten, sdt và 960 cột khác": headings for a sentence, of a file with very many or long ones too. */
export function columnsText(columns: readonly string[]): string {
  const named = columns.slice(0, SHOWN_COLUMNS).map(shown).join(", ");
  const more = columns.length - SHOWN_COLUMNS;
  return more > 0 ? `${named} và ${more} cột khác` : named;
}

function shown(text: string): string {
  const oneLine = text.replace(/\s+/g, " ");
  return oneLine.length > SHOWN_CHARACTERS
    ? `${oneLine.slice(0, SHOWN_CHARACTERS)}… (${text.length} ký tự)`
    : oneLine;
}
