import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { epochOf } from "../../geodata/model/administrative-unit.ts";
import { IndicatorList } from "../../geodata/model/indicator-result.ts";
import { type Figures, indicatorResults } from "../../geodata/rules/indicator-values.ts";
import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import { sourceOfAll } from "../coverage/summary.ts";
import { type ApiDeps, addApiRoute } from "./api-route.ts";
import { questionOf, questionParameters } from "./question.ts";

/** `GET /api/indicators`: every row of the plan, with ours where it can be counted. */
export function registerIndicators(app: FastifyInstance, deps: ApiDeps): void {
  addApiRoute(app, deps, {
    url: "/api/indicators",
    summary: "The plan's indicators, and our figure and its course where one can be counted",
    query: Type.Object({ asOf: questionParameters.asOf, rule: questionParameters.rule }),
    response: IndicatorList,
    async make(snapshot, asked) {
      const { asOf, ruleId } = await questionOf(snapshot, asked);
      const course = [];
      for (const day of await snapshot.evidenceDays()) {
        course.push({ asOf: day, figures: await figuresOf(snapshot, day, ruleId) });
      }
      const figures = await figuresOf(snapshot, asOf, ruleId);
      return { asOf, rule: ruleId, items: indicatorResults(deps.indicators, figures, course) };
    },
  });
}

/** The computed figures of a day; which units group them does not change a total. */
function figuresOf(snapshot: CoverageSnapshot, day: string, ruleId: string): Promise<Figures> {
  return snapshot.derive(`figures ${day} ${ruleId}`, async () => {
    const judged = await snapshot.judged({ asOf: day, ruleId, epoch: epochOf(day) });
    const figures = await snapshot.exactCounts.figuresOn(
      day,
      judged.map(({ item }) => item),
    );
    // A thôn's verdict also rests on its evidence, which may be of another source than the thôn.
    const dataSource = sourceOfAll(judged);
    return {
      ...figures,
      MBB_VILLAGES: { ...figures.MBB_VILLAGES, dataSource },
      FTTH_VILLAGES: { ...figures.FTTH_VILLAGES, dataSource },
    };
  });
}
