import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { Operator } from "../../geodata/model/operator.ts";
import { Rule } from "../../geodata/model/rule.ts";
import type { RouteDeps } from "../deps.ts";
import { addApiRoute } from "./api-route.ts";

/** `GET /api/rules` and `GET /api/operators` */
export function registerReferenceLists(app: FastifyInstance, deps: RouteDeps): void {
  addApiRoute(app, deps, {
    url: "/api/rules",
    allow: "everybody",
    summary: "What counts as covered: the rules, as data",
    query: Type.Object({}),
    response: Type.Object({ items: Type.Array(Rule) }),
    make: async (snapshot) => ({ items: [...(await snapshot.rows("rules"))] }),
  });
  addApiRoute(app, deps, {
    url: "/api/operators",
    allow: "everybody",
    summary: "Operators with their services, bands and network codes",
    query: Type.Object({}),
    response: Type.Object({ items: Type.Array(Operator) }),
    make: async (snapshot) => ({ items: [...(await snapshot.rows("operators"))] }),
  });
}
