import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { epochOf } from "../../geodata/model/administrative-unit.ts";
import { Comparison } from "../../geodata/model/comparison.ts";
import { Rule } from "../../geodata/model/rule.ts";
import { movedVillages } from "../../geodata/rules/comparison.ts";
import { summarise, villageTargetsOf } from "../../geodata/rules/coverage-summary.ts";
import { sourceOfAll } from "../coverage/summary.ts";
import { type ApiDeps, addApiRoute } from "./api-route.ts";
import { operatorParameter, questionParameters, RealDay } from "./question.ts";

const ruleOf = (side: string) =>
  Type.Optional({ ...Rule.properties.id, description: `Rule of the ${side} side` });
const dayOf = (side: string) =>
  Type.Optional({ ...RealDay, description: `Day of the ${side} side; the latest by default` });

/** `GET /api/compare`: two days, two rules or both, and every thôn whose verdict differs. */
export function registerCompare(app: FastifyInstance, deps: ApiDeps): void {
  addApiRoute(app, deps, {
    url: "/api/compare",
    summary: "Both targets on two sides, and each thôn whose verdict differs",
    query: Type.Object({
      from: dayOf("first"),
      to: dayOf("second"),
      fromRule: ruleOf("first"),
      toRule: ruleOf("second"),
      epoch: questionParameters.epoch,
      operator: operatorParameter,
    }),
    response: Comparison,
    async make(snapshot, { from, to, fromRule, toRule, epoch: asked, operator }) {
      const defaults = await snapshot.defaults();
      const epoch = asked ?? epochOf(to ?? defaults.asOf);
      const targets = villageTargetsOf(deps.indicators);
      const sideOf = async (asOf: string, ruleId: string) => {
        const judged = await snapshot.judged({
          asOf,
          ruleId,
          epoch,
          ...(operator !== undefined && { operator }),
        });
        const items = judged.map(({ item }) => item);
        return { judged, items, side: { asOf, rule: ruleId, ...targetsOnly(items) } };
      };
      const targetsOnly = (items: Parameters<typeof summarise>[0]) => ({
        targets: summarise(items, [], targets).targets,
      });
      const before = await sideOf(from ?? defaults.asOf, fromRule ?? defaults.ruleId);
      const after = await sideOf(to ?? defaults.asOf, toRule ?? defaults.ruleId);
      return {
        epoch,
        dataSource: sourceOfAll([...before.judged, ...after.judged]),
        from: before.side,
        to: after.side,
        moved: movedVillages(before.items, after.items),
      };
    },
  });
}
