import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { bboxOf } from "../../geodata/geometry/bbox.ts";
import { unitOfKey } from "../../geodata/model/administrative-unit.ts";
import { CommuneDetail } from "../../geodata/model/commune-detail.ts";
import { CommuneList } from "../../geodata/model/commune-list.ts";
import { communeDetail } from "../coverage/commune-detail.ts";
import { communesOfEpoch } from "../coverage/communes-of-epoch.ts";
import { questionOf, questionParameters, withEpochOfUnit } from "../coverage/question.ts";
import type { RouteDeps } from "../deps.ts";
import { addApiRoute } from "./api-route.ts";

/** `GET /api/communes` and `GET /api/communes/{code}` */
export function registerCommunes(app: FastifyInstance, deps: RouteDeps): void {
  addApiRoute(app, deps, {
    url: "/api/communes",
    allow: "everybody",
    summary: "The communes of an epoch, without their outlines",
    query: Type.Object({ asOf: questionParameters.asOf, epoch: questionParameters.epoch }),
    response: CommuneList,
    async make(snapshot, asked) {
      const question = await questionOf(snapshot, asked);
      const { asOf, epoch } = question;
      const judged = await snapshot.judged(question);
      const villages = Map.groupBy(judged, ({ item }) => item.communeCode);
      const communes = communesOfEpoch(await snapshot.rows("units"), epoch, asOf);
      return {
        asOf,
        epoch,
        items: communes.map(({ geometry, ...unit }) => ({
          ...unit,
          bbox: bboxOf(geometry) ?? [],
          villages: villages.get(unit.code)?.length ?? 0,
        })),
      };
    },
  });

  addApiRoute(app, deps, {
    url: "/api/communes/:code",
    allow: "everybody",
    summary: "One commune: its part of both targets, its thôn, its stations",
    query: Type.Object(questionParameters),
    params: Type.Object({
      code: Type.String({ maxLength: 20, pattern: "^[^@]+(@\\d{4}-\\d{2}-\\d{2})?$" }),
    }),
    response: CommuneDetail,
    make: async (snapshot, asked, { code }) =>
      communeDetail(
        snapshot,
        deps.indicators,
        await questionOf(snapshot, withEpochOfUnit(asked, code)),
        unitOfKey(code),
      ),
  });
}
