import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { Summary } from "../../geodata/model/summary.ts";
import { summaryOf } from "../coverage/summary.ts";
import { type ApiDeps, addApiRoute } from "./api-route.ts";
import { operatorParameter, questionOf, questionParameters } from "./question.ts";

/** Technologies that a summary may be asked for alone. */
export const SingleTechnology = Type.Union([
  Type.Literal("umts"),
  Type.Literal("lte"),
  Type.Literal("nr"),
]);

/** `GET /api/summary` */
export function registerSummary(app: FastifyInstance, deps: ApiDeps): void {
  addApiRoute(app, deps, {
    url: "/api/summary",
    summary: "Both targets of the plan, for the district and by commune",
    query: Type.Object({
      ...questionParameters,
      operator: operatorParameter,
      technology: Type.Optional({
        ...SingleTechnology,
        description: "Counts this technology alone as mobile broadband",
      }),
    }),
    response: Summary,
    make: async (snapshot, { technology, ...asked }) =>
      summaryOf(snapshot, deps.indicators, {
        ...(await questionOf(snapshot, asked)),
        ...(technology !== undefined && { technology }),
      }),
  });
}
