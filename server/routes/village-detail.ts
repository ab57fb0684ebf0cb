import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { VillageDetail } from "../../geodata/model/village-detail.ts";
import { questionOf, questionParameters } from "../coverage/question.ts";
import { villageDetail } from "../coverage/village-detail.ts";
import type { RouteDeps } from "../deps.ts";
import { addApiRoute } from "./api-route.ts";

/** `GET /api/villages/{id}` */
export function registerVillageDetail(app: FastifyInstance, deps: RouteDeps): void {
  addApiRoute(app, deps, {
    url: "/api/villages/:id",
    allow: "everybody",
    summary: "One thôn: its verdicts with every reason, piece of evidence and distance",
    query: Type.Object(questionParameters),
    params: Type.Object({ id: Type.String({ maxLength: 200 }) }),
    response: VillageDetail,
    make: async (snapshot, asked, { id }) =>
      villageDetail(snapshot, await questionOf(snapshot, asked), id),
  });
}
