import type { Operator } from "../../geodata/model/operator.ts";
import { foldKey } from "../../geodata/text/fold.ts";
import { hasMarks, nameKey } from "../../geodata/text/written-name.ts";
import { questionOf } from "./names-like.ts";
import type { RowReader } from "./row-reader.ts";
import { type WordList, wordsOf } from "./word-lists.ts";

/** Words alone, marks and all: "VNPT-VinaPhone" is "vnpt vinaphone". */
const plain = (text: string) => nameKey(text.replace(/[^\p{L}\p{M}\p{N}]+/gu, " "));

/**
 * The operator of a row by code, name or other name, as it is written; text without marks may stand
 * for one name with them. Undefined after an error, and where the row names none and need not.
 */
export function readOperator(
  reader: RowReader,
  operators: WordList<Operator>,
  isRequired = true,
): Operator | undefined {
  const expected = `mã hoặc tên nhà mạng: ${wordsOf(operators)}`;
  const text = isRequired ? reader.requiredText("operator", expected) : reader.text("operator");
  if (text === undefined) return undefined;
  const asked = plain(text);
  const exact = operators.filter(({ words }) => words.some((word) => plain(word) === asked));
  const like = operators.filter(({ words }) =>
    words.some((word) => foldKey(plain(word)) === foldKey(asked)),
  );
  const [only, ...others] = exact.length > 0 ? exact : hasMarks(asked) ? [] : like;
  if (only && others.length === 0) return only.value;
  return reader.error("operator", only ? "ambiguous" : "unknown_operator", {
    got: text,
    expected,
    ...questionOf((only ? [only, ...others] : like).map(({ value }) => value.name)),
  });
}
