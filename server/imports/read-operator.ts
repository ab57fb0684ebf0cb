import type { Operator } from "../../geodata/model/operator.ts";
import type { RowReader } from "./row-reader.ts";
import { findWord, type WordList, wordsOf } from "./word-lists.ts";

/** The operator of a row by code, name or other name; undefined after an error. */
export function readOperator(
  reader: RowReader,
  operators: WordList<Operator>,
): Operator | undefined {
  const expected = `mã hoặc tên nhà mạng: ${wordsOf(operators)}`;
  const text = reader.requiredText("operator", expected);
  if (text === undefined) return undefined;
  const found = findWord(operators, text);
  return found?.value ?? reader.error("operator", "unknown_operator", { got: text, expected });
}
