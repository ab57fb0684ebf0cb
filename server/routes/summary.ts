import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { Summary } from "../../geodata/model/summary.ts";
import { operatorParameter, questionOf, questionParameters } from "../coverage/question.ts";
import { summaryOf } from "../coverage/summary.ts";
import type { RouteDeps } from "../deps.ts";
import { addApiRoute } from "./api-route.ts";

/** Technologies that a summary may be asked for alone. */
export const SingleTechnology = Type.Union([
  Type.Literal("umts"),
  Type.Literal("lte"),
  Type.Literal("nr"),
]);

/** `GET /api/summary` */
export function registerSummary(app: FastifyInstance, deps: RouteDeps): void {
  addApiRoute(app, deps, {
    url: "/api/summary",
    allow: "everybody",
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
