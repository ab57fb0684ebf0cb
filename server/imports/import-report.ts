import { KIND_TABLE } from "../stores/kinds.ts";
import { type ImportOutcome, MAIN_KIND } from "./import-file.ts";
import { columnsText, type ImportProblem, problemText } from "./import-problem.ts";
import type { ShareEffect } from "./indicator-effect.ts";
import { vietnameseDay } from "./parse-day.ts";
import { vietnameseNumber } from "./vietnamese-number.ts";

/** Names of thôn shown before "và … thôn khác". */
const SHOWN_NAMES = 12;

/** Of what is wrong in one way, so many rows are told one by one; the rest is counted. */
const SHOWN_OF_KIND = 20;
/** Kinds of warnings, and ranges of rows in one, that are told before the rest is counted. */
const SHOWN_WARNINGS = 60;
const SHOWN_RANGES = 12;

/**
 * What happened, for the person at the keyboard. First what was saved, then the counts, the
 * indicators and what is to be known, last the rows that were refused, of each kind the first.
 */
export function importReport(outcome: ImportOutcome): string {
  return `${savedLine(outcome)}\n${importDetails(outcome)}`;
}

/** All but the first line of the report, which is `savedLine`. */
export function importDetails(outcome: ImportOutcome): string {
  const { fileName, table, refusedFile } = outcome;
  const rowWord = table?.rowWord ?? "Dòng";
  const lines = ["", `Tệp ${fileName}${table ? `: ${table.notes.join("; ")}` : ""}.`];
  if (!refusedFile)
    lines.push("", ...countLines(outcome, rowWord), ...outcome.notes.flatMap((note) => ["", note]));
  if (outcome.effect) lines.push("", ...effectLines(outcome.effect));
  if (outcome.droppedColumns.length > 0)
    lines.push(
      "",
      `Cột không dùng đến, đã bỏ và không lưu: ${columnsText(outcome.droppedColumns)}.`,
    );
  lines.push(...problemLines(outcome, rowWord));
  return [...lines, ""].join("\n");
}

function problemLines(outcome: ImportOutcome, rowWord: string): string[] {
  const { fileName, problems } = outcome;
  const errors = problems.filter((problem) => problem.severity === "error");
  const warnings = groupedWarnings(
    problems.filter((problem) => problem.severity === "warning"),
    rowWord,
  );
  const lines: string[] = [];
  if (warnings.length > 0) {
    lines.push("", outcome.refusedFile ? "Lưu ý:" : "Lưu ý (vẫn được nhận):");
    for (const line of warnings.slice(0, SHOWN_WARNINGS)) lines.push(`  ${line}`);
    const more = warnings.length - SHOWN_WARNINGS;
    if (more > 0) lines.push(`  … và ${vietnameseNumber(more)} lưu ý khác.`);
  }
  if (errors.length > 0) {
    const refused = vietnameseNumber(outcome.refusedRows);
    lines.push("", `Bị từ chối ${refused} ${rowWord.toLowerCase()}:`);
    for (const line of boundedErrors(errors, fileName, rowWord)) lines.push(`  ${line}`);
  }
  return lines;
}

/** In the order of the file, of every kind (what is wrong, in which column) the first few. */
function boundedErrors(
  errors: readonly ImportProblem[],
  fileName: string,
  rowWord: string,
): string[] {
  const seen = new Map<string, number>();
  const lines: string[] = [];
  for (const problem of errors) {
    const kind = JSON.stringify([problem.code, problem.column ?? ""]);
    const count = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, count);
    if (count <= SHOWN_OF_KIND) lines.push(`${fileName}, ${problemText(problem, rowWord)}`);
  }
  for (const [kind, count] of seen) {
    if (count <= SHOWN_OF_KIND) continue;
    const [, column] = JSON.parse(kind) as [string, string];
    const where = column === "" ? "" : ` ở cột ${columnsText([column])}`;
    lines.push(
      `… và ${vietnameseNumber(count - SHOWN_OF_KIND)} ${rowWord.toLowerCase()} khác, cùng lỗi${where}.`,
    );
  }
  return lines;
}

/** The same warning about many rows is one line: "Dòng 2-25: giả định đang hoạt động". */
function groupedWarnings(warnings: readonly ImportProblem[], rowWord: string): string[] {
  const groups = Map.groupBy(warnings, ({ row: _, ...rest }) => JSON.stringify(rest));
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    if (others.length === 0) return [problemText(first, rowWord)];
    const { row: _, ...rest } = first;
    const rows = [first, ...others].flatMap(({ row }) => (row === undefined ? [] : [row]));
    return [
      `${rowWord} ${rowRanges(rows)} (${vietnameseNumber(rows.length)}): ${problemText(rest, rowWord)}`,
    ];
  });
}

/** [2, 3, 4, 9] gives "2–4, 9". */
function rowRanges(rows: readonly number[]): string {
  const ranges: [from: number, to: number][] = [];
  for (const row of rows) {
    const last = ranges.at(-1);
    if (last && row === last[1] + 1) last[1] = row;
    else ranges.push([row, row]);
  }
  const shown = ranges
    .slice(0, SHOWN_RANGES)
    .map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  return `${shown.join(", ")}${ranges.length > SHOWN_RANGES ? ", …" : ""}`;
}

function countLines(outcome: ImportOutcome, rowWord: string): string[] {
  const { kind, read, refusedRows, added, changed, unchanged, retired, demoLeft } = outcome;
  const number = vietnameseNumber;
  return [
    `Đã đọc ${number(read)} ${rowWord.toLowerCase()}, bị từ chối ${number(refusedRows)}.`,
    `Mới ${number(added)}, thay đổi ${number(changed)}, không đổi ${number(unchanged)}.`,
    retired.length === 0
      ? "Không có hàng nào hết hiệu lực."
      : `Hết hiệu lực (vẫn giữ làm lịch sử): ${retired.map(retiredText).join(", ")}.`,
    ...(demoLeft === 0
      ? []
      : [
          `Vẫn còn ${number(demoLeft)} ${KIND_TABLE[MAIN_KIND[kind]].words} minh họa, được dùng cùng số liệu thật; muốn rút hết thì nhập lại với --replace.`,
        ]),
  ];
}

function retiredText({ kind, rows, succeeded }: ImportOutcome["retired"][number]): string {
  const replaced = succeeded === 0 ? "" : ` (${vietnameseNumber(succeeded)} có hàng mới thay)`;
  return `${vietnameseNumber(rows)} ${KIND_TABLE[kind].words}${replaced}`;
}

function effectLines(effect: NonNullable<ImportOutcome["effect"]>): string[] {
  return [
    `Chỉ tiêu đến ngày ${vietnameseDay(effect.asOf)}, theo quy tắc ${effect.ruleId}:`,
    ...shareLines("Băng rộng di động", effect.mobile),
    ...shareLines("Cáp quang FTTH", effect.ftth),
  ];
}

function shareLines(
  title: string,
  { before, after, shortfall, gained, lost }: ShareEffect,
): string[] {
  const was = `${before.numerator}/${before.denominator}`;
  const is = `${after.numerator}/${after.denominator}`;
  const change = was === is ? `vẫn ${is} thôn` : `từ ${was} thành ${is} thôn`;
  const missing =
    shortfall === 0 ? "đã đạt mục tiêu" : `còn thiếu ${shortfall} thôn để đạt mục tiêu`;
  return [
    `  ${title}: ${change} (${missing}; chưa rõ ${after.unknown}).`,
    ...(gained.length > 0 ? [`    Thêm ${gained.length} thôn: ${named(gained)}.`] : []),
    ...(lost.length > 0 ? [`    Làm mất ${lost.length} thôn: ${named(lost)}.`] : []),
  ];
}

function named(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN_NAMES).join(", ");
  const more = names.length - SHOWN_NAMES;
  return more > 0 ? `${shown} và ${more} thôn khác` : shown;
}

/** What became of the file, in one line: said before anything else. */
export function savedLine(outcome: ImportOutcome): string {
  const { dryRun, version, refusedFile, table } = outcome;
  if (refusedFile)
    return `Không nhập được tệp: ${problemText(refusedFile, table?.rowWord ?? "Dòng")}\nKhông có gì bị thay đổi.`;
  if (dryRun) return "Chạy thử: không lưu gì.";
  if (version === undefined) return "Không có gì mới để lưu.";
  const saved = vietnameseNumber(outcome.added + outcome.changed);
  return `Đã lưu ${saved} hàng mới hoặc thay đổi; phiên bản dữ liệu ${version}.`;
}
