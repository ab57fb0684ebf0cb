import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import { unitOfKey } from "../../geodata/model/administrative-unit.ts";
import { VillageList, type VillageListItem } from "../../geodata/model/village-list.ts";
import { communesOfEpoch, unitOn } from "../coverage/communes-of-epoch.ts";
import type { CoverageSnapshot, Question } from "../coverage/coverage-snapshot.ts";
import type { JudgedVillage } from "../coverage/judged-village.ts";
import { villageWords } from "../coverage/search-words.ts";
import { sourceOfAll } from "../coverage/summary.ts";
import { NotFoundError } from "../errors.ts";
import { type ApiDeps, addApiRoute } from "./api-route.ts";
import { pageOf, pageParameters } from "./paging.ts";
import { operatorParameter, questionOf, questionParameters, withEpochOfUnit } from "./question.ts";
import { villagesCsv } from "./village-csv.ts";
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
  limit,
  offset,
});
type Query = Static<typeof Query>;

/** `GET /api/villages`: a page of thôn as JSON, or all that match as CSV. */
export function registerVillages(app: FastifyInstance, deps: ApiDeps): void {
  addApiRoute(app, deps, {
    url: "/api/villages",
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
    async makeCsv(snapshot, query) {
      const { question, judged, items } = await matching(snapshot, query);
      return {
        fileName: `thon-${question.asOf}-${question.ruleId}.csv`,
        pieces: [villagesCsv(items, judged, question)],
      };
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
