import { type Static, Type } from "typebox";
import { UnitKey, unitOfKey } from "../../geodata/model/administrative-unit.ts";
import { type CoverageTheme, CoverageTheme as Theme } from "../../geodata/model/technology.ts";
import { FtthVerdict, MobileVerdict } from "../../geodata/model/verdict.ts";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { matchesFolded } from "../../geodata/text/fold.ts";
import { BadRequestError } from "../errors.ts";

const MOBILE_WORDS: readonly string[] = MobileVerdict.anyOf.map((word) => word.const);
const FTTH_WORDS: readonly string[] = FtthVerdict.anyOf.map((word) => word.const);

/** The parameters by which a list of thôn is narrowed; all of them must hold. */
export const villageFilterParameters = {
  commune: Type.Optional(UnitKey),
  verdict: Type.Optional(
    Type.String({
      pattern: "^[a-z_]+(,[a-z_]+)*$",
      maxLength: 80,
      description: `Verdict words of the theme, joined by commas: ${MOBILE_WORDS.join(", ")}; for ftth ${FTTH_WORDS.join(", ")}`,
    }),
  ),
  theme: Type.Optional({
    ...Theme,
    description: "What `verdict` and its order speak of; mobile unless said otherwise",
  }),
  technology: Type.Optional({ ...Theme, description: "Another name of `theme`" }),
  remote: Type.Optional(Type.Boolean({ description: "Vùng sâu, vùng xa by the rule" })),
  q: Type.Optional(
    Type.String({
      maxLength: 100,
      description: "Words of the names of the thôn or of its communes, diacritics optional",
    }),
  ),
};
const VillageFilter = Type.Object(villageFilterParameters);
export type VillageFilter = Static<typeof VillageFilter>;

/** What `verdict` and sorting by verdict speak of. Throws BadRequestError for a contradiction. */
export function themeOf({ theme, technology, verdict }: VillageFilter): CoverageTheme {
  if (theme !== undefined && technology !== undefined && theme !== technology) {
    throw new BadRequestError(`theme=${theme} và technology=${technology} mâu thuẫn nhau.`, [
      { pointer: "/technology", got: technology, expected: theme },
    ]);
  }
  const words = wordsOf(verdict);
  const onlyFtth = words.length > 0 && words.some((word) => !MOBILE_WORDS.includes(word));
  const chosen = theme ?? technology ?? (onlyFtth ? "ftth" : "mobile");
  const known = chosen === "ftth" ? FTTH_WORDS : MOBILE_WORDS;
  const unknown = words.find((word) => !known.includes(word));
  if (unknown !== undefined) {
    const expected = `một hoặc nhiều trong: ${known.join(", ")}`;
    throw new BadRequestError(`Tham số verdict: nhận được "${unknown}"; cần ${expected}.`, [
      { pointer: "/verdict", got: unknown, expected },
    ]);
  }
  return chosen;
}

/** @param words folded names by village id */
export function filterVillages(
  items: readonly VillageListItem[],
  filter: VillageFilter,
  words: ReadonlyMap<string, string>,
): VillageListItem[] {
  const theme = themeOf(filter);
  const verdicts = wordsOf(filter.verdict);
  const commune = filter.commune === undefined ? undefined : unitOfKey(filter.commune).code;
  return items.filter(
    (item) =>
      (commune === undefined || item.communeCode === commune) &&
      (verdicts.length === 0 || verdicts.includes(item.verdicts[theme])) &&
      (filter.remote === undefined || item.remote === filter.remote) &&
      (filter.q === undefined || matchesFolded(words.get(item.id) ?? "", filter.q)),
  );
}

function wordsOf(list: string | undefined): string[] {
  return list === undefined ? [] : list.split(",");
}
