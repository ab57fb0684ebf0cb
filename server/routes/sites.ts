import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { SiteDetail } from "../../geodata/model/site-detail.ts";
import { questionParameters } from "../coverage/question.ts";
import { siteDetail } from "../coverage/site-detail.ts";
import type { RouteDeps } from "../deps.ts";
import { addApiRoute } from "./api-route.ts";

/** `GET /api/sites/{id}` */
export function registerSites(app: FastifyInstance, deps: RouteDeps): void {
  addApiRoute(app, deps, {
    url: "/api/sites/:id",
    allow: "everybody",
    summary: "One site with its mast, its cells and who else stands there",
    query: Type.Object({ asOf: questionParameters.asOf }),
    params: Type.Object({ id: Type.String({ maxLength: 200 }) }),
    response: SiteDetail,
    make: async (snapshot, asked, { id }) =>
      siteDetail(snapshot, asked.asOf ?? (await snapshot.defaults()).asOf, id),
  });
}
