import type { Operator } from "../../geodata/model/operator.ts";
import { foldKey } from "../../geodata/text/fold.ts";
import { hasMarks, nameKey } from "../../geodata/text/written-name.ts";
import { questionOf } from "./names-like.ts";
import type { RowReader } from "./row-reader.ts";
import { type WordList, wordsOf } from "./word-lists.ts";

/** Words alone, marks and all: "VNPT-VinaPhone" is "vnpt vinaphone". */
const plain = (text: string) => nameKey(text.replace(/[^\p{L}\p{M}\p{N}]+/gu, " "));

interface OperatorIndex {
  byName: ReadonlyMap<string, readonly Operator[]>;
  byFold: ReadonlyMap<string, readonly Operator[]>;
}

/** Made once a list: a file asks for every row. */
const indexes = new WeakMap<WordList<Operator>, OperatorIndex>();

function indexOf(operators: WordList<Operator>): OperatorIndex {
  const made = indexes.get(operators);
  if (made) return made;
  const by = (key: (word: string) => string) =>
    new Map(
      [
        ...Map.groupBy(
          operators.flatMap(({ value, words }) =>
            [...new Set(words.map(key))].map((name) => ({ name, value })),
          ),
          ({ name }) => name,
        ),
      ].map(([name, found]) => [name, found.map(({ value }) => value)]),
    );
  const index = { byName: by(plain), byFold: by((word) => foldKey(plain(word))) };
  indexes.set(operators, index);
  return index;
}

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
  const { byName, byFold } = indexOf(operators);
  const asked = plain(text);
  const exact = byName.get(asked) ?? [];
  const like = byFold.get(foldKey(asked)) ?? [];
  const [only, ...others] = exact.length > 0 ? exact : hasMarks(asked) ? [] : like;
  if (only && others.length === 0) return only;
  return reader.error("operator", only ? "ambiguous" : "unknown_operator", {
    got: text,
    expected,
    ...questionOf((only ? [only, ...others] : like).map(({ name }) => name)),
  });
}
