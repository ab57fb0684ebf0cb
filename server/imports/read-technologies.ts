import type { Technology } from "../../geodata/model/technology.ts";
import type { RowReader } from "./row-reader.ts";
import { findWord, TECHNOLOGY_WORDS } from "./word-lists.ts";

/** What stands between technologies, and the brackets of a list as software writes it. */
const BETWEEN = /[/,;+&|\n\r[\]{}"'–-]|\s(?:và|and)\s/u;

/** The technologies of a row, several in one cell as "2G/4G" or "4G và 5G"; undefined after an error. */
export function readTechnologies(reader: RowReader, mobileOnly: boolean): Technology[] | undefined {
  const expected = mobileOnly ? "2G, 3G, 4G hoặc 5G" : "2G, 3G, 4G, 5G hoặc FTTH";
  const text = reader.requiredText("technology", expected);
  if (text === undefined) return undefined;
  const found = partsOf(text).map((part) => findWord(TECHNOLOGY_WORDS, part)?.value);
  const technologies = [...new Set(found.filter((technology) => technology !== undefined))];
  const isGood =
    technologies.length > 0 &&
    !found.includes(undefined) &&
    !(mobileOnly && technologies.includes("ftth"));
  return isGood
    ? technologies
    : reader.error("technology", "unknown_word", { got: text, expected });
}

/** Words of a list; blanks part them too, unless they belong to a word ("cáp quang"). */
function partsOf(text: string): string[] {
  return text
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter(Boolean)
    .flatMap((part) => (findWord(TECHNOLOGY_WORDS, part) ? [part] : part.split(/\s+/)));
}
