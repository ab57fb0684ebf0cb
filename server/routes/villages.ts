import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import { unitOfKey } from "../../geodata/model/administrative-unit.ts";
import type { CoverageTheme } from "../../geodata/model/technology.ts";
import type { Verdict } from "../../geodata/model/verdict.ts";
import { VillageList, type VillageListItem } from "../../geodata/model/village-list.ts";
import { VERDICT_WORDS } from "../../geodata/text/verdict-words.ts";
import { communesOfEpoch, unitOn } from "../coverage/communes-of-epoch.ts";
import type { CoverageSnapshot, Question } from "../coverage/coverage-snapshot.ts";
import type { JudgedVillage } from "../coverage/judged-village.ts";
import {
  operatorParameter,
  questionOf,
  questionParameters,
  withEpochOfUnit,
} from "../coverage/question.ts";
import { villageWords } from "../coverage/search-words.ts";
import { sourceOfAll } from "../coverage/summary.ts";
import type { RouteDeps } from "../deps.ts";
import { NotFoundError } from "../errors.ts";
import { addApiRoute } from "./api-route.ts";
import { fileNameOf } from "./file-name.ts";
import { pageOf, pageParameters } from "./paging.ts";
import { villagesTable } from "./village-csv.ts";
import { filterVillages, themeOf, villageFilterParameters } from "./village-filters.ts";
import { SORT_DESCRIPTION, sortVillages } from "./village-order.ts";

const { limit, offset } = pageParameters({ standard: 200, most: 1000 });
const Query = Type.Object({
  ...questionParameters,
  operator: operatorParameter,
  ...villageFilterParameters,
  sort: Type.Optional(
    Type.String({ pattern: "^-?\\w+(,-?\\w+)*$", maxLength: 200, description: SORT_DESCRIPTION }),
  ),
  columns: Type.Optional(
    Type.String({
      pattern: "^\\w+(,\\w+)*$",
      maxLength: 300,
      description: "Of CSV and XLSX: these columns of the table beside names and sources",
    }),
  ),
  limit,
  offset,
});
type Query = Static<typeof Query>;

/** `GET /api/villages`: a page of thôn as JSON, or all that match as CSV. */
export function registerVillages(app: FastifyInstance, deps: RouteDeps): void {
  addApiRoute(app, deps, {
    url: "/api/villages",
    allow: "everybody",
    summary: "Thôn with their verdicts: filtered, sorted, paged; CSV holds all that match",
    query: Query,
    response: VillageList,
    async make(snapshot, query) {
      const { question, judged, items } = await matching(snapshot, query);
      const { asOf, ruleId, epoch, operator } = question;
      return {
        asOf,
        rule: ruleId,
        epoch,
        ...(operator !== undefined && { operator }),
        dataSource: sourceOfAll(judged),
        numberMatched: items.length,
        ...pageOf(items, "/api/villages", query),
      };
    },
    async makeTable(snapshot, query) {
      const { question, judged, items } = await matching(snapshot, query);
      const filters = await filterWords(snapshot, query, question, items);
      return villagesTable(items, judged, {
        question,
        rule: await snapshot.rule(question.ruleId),
        columns: query.columns?.split(","),
        filters,
        fileName: fileNameOf([
          "thon",
          ...filters.map(([, value]) => value),
          question.asOf,
          question.ruleId,
        ]),
      });
    },
  });
}

/** All thôn that match, in order. */
async function matching(
  snapshot: CoverageSnapshot,
  query: Query,
): Promise<{
  question: Question;
  judged: readonly JudgedVillage[];
  items: readonly VillageListItem[];
}> {
  const question = await questionOf(snapshot, withEpochOfUnit(query, query.commune));
  const judged = await snapshot.judged(question);
  await refuseUnknownCommune(snapshot, question, query.commune);
  const items = filterVillages(
    judged.map(({ item }) => item),
    query,
    await villageWords(snapshot),
  );
  return {
    question,
    judged,
    items: sortVillages(items, query.sort ?? "commune,name", themeOf(query)),
  };
}

/** What a list was narrowed to, as people say it. */
async function filterWords(
  snapshot: CoverageSnapshot,
  query: Query,
  { operator }: Question,
  items: readonly VillageListItem[],
): Promise<(readonly [string, string])[]> {
  const theme = themeOf(query);
  const verdicts = query.verdict?.split(",").map((word) => VERDICT_WORDS[word as Verdict] ?? word);
  const filters: (readonly [string, string | undefined])[] = [
    ["Nhà mạng", operator === undefined ? undefined : (await snapshot.operator(operator)).name],
    ["Xã", query.commune === undefined ? undefined : (items[0]?.communeName ?? query.commune)],
    [
      "Kết quả",
      verdicts && `${THEME_WORDS[theme]}: ${verdicts.join(", ").toLocaleLowerCase("vi")}`,
    ],
    ["Vùng", query.remote ? "vùng sâu, vùng xa" : undefined],
    ["Tên có", query.q],
  ];
  return filters.filter((filter): filter is readonly [string, string] => filter[1] !== undefined);
}

const THEME_WORDS: Record<CoverageTheme, string> = {
  mobile: "di động",
  umts: "3G",
  lte: "4G",
  nr: "5G",
  ftth: "cáp quang",
};

async function refuseUnknownCommune(
  snapshot: CoverageSnapshot,
  { epoch, asOf }: Question,
  key: string | undefined,
): Promise<void> {
  if (key === undefined) return;
  const { code, validFrom } = unitOfKey(key);
  const units = await snapshot.rows("units");
  const isKnown =
    validFrom === undefined
      ? communesOfEpoch(units, epoch, asOf).some((unit) => unit.code === code)
      : unitOn(units, code, validFrom) !== undefined;
  if (!isKnown)
    throw new NotFoundError(`Không có xã, phường, thị trấn mã "${key}" theo đơn vị năm ${epoch}.`);
}
