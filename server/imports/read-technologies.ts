import type { Technology } from "../../geodata/model/technology.ts";
import type { RowReader } from "./row-reader.ts";
import { findWord, TECHNOLOGY_WORDS } from "./word-lists.ts";

/** The technologies of a row, several in one cell as "2G/4G"; undefined after an error. */
export function readTechnologies(reader: RowReader, mobileOnly: boolean): Technology[] | undefined {
  const expected = mobileOnly ? "2G, 3G, 4G hoặc 5G" : "2G, 3G, 4G, 5G hoặc FTTH";
  const text = reader.requiredText("technology", expected);
  if (text === undefined) return undefined;
  const found = text.split(/[/,;+&]/).map((part) => findWord(TECHNOLOGY_WORDS, part)?.value);
  const technologies = [...new Set(found.filter((technology) => technology !== undefined))];
  const isGood =
    technologies.length > 0 &&
    !found.includes(undefined) &&
    !(mobileOnly && technologies.includes("ftth"));
  return isGood
    ? technologies
    : reader.error("technology", "unknown_word", { got: text, expected });
}
