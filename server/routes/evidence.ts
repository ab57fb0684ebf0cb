import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { isValidOn } from "../../geodata/model/day.ts";
import type { Evidence } from "../../geodata/model/evidence.ts";
import { EvidenceList } from "../../geodata/model/evidence-list.ts";
import { mixOf } from "../../geodata/model/provenance.ts";
import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import { questionParameters } from "../coverage/question.ts";
import type { RouteDeps } from "../deps.ts";
import { addApiRoute } from "./api-route.ts";
import { evidenceCsv } from "./evidence-csv.ts";
import { pageOf, pageParameters } from "./paging.ts";

const { limit, offset } = pageParameters({ standard: 5000, most: 50_000 });

/** `GET /api/evidence`: pages of JSON, or everything as CSV, line by line. */
export function registerEvidence(app: FastifyInstance, deps: RouteDeps): void {
  addApiRoute(app, deps, {
    url: "/api/evidence",
    allow: "everybody",
    summary: "Every row that a figure of the day can rest on; CSV holds all of them",
    query: Type.Object({ asOf: questionParameters.asOf, limit, offset }),
    response: EvidenceList,
    async make(snapshot, query) {
      const { asOf, rows } = await evidenceOn(snapshot, query.asOf);
      return {
        asOf,
        dataSource: mixOf(rows.map((row) => row.dataSource)),
        numberMatched: rows.length,
        ...pageOf(rows, "/api/evidence", query),
      };
    },
    async makeCsv(snapshot, query) {
      const { asOf, rows } = await evidenceOn(snapshot, query.asOf);
      return { fileName: `bang-chung-${asOf}`, pieces: evidenceCsv(rows, asOf) };
    },
  });
}

/** Evidence about thôn that are valid that day; of others no figure is made. */
async function evidenceOn(snapshot: CoverageSnapshot, asked: string | undefined) {
  const asOf = asked ?? (await snapshot.defaults()).asOf;
  const valid = new Set(
    (await snapshot.rows("villages"))
      .filter((village) => isValidOn(village, asOf))
      .map((village) => village.id),
  );
  const rows: readonly Evidence[] = await snapshot.evidenceAsOf(asOf);
  return { asOf, rows: rows.filter((row) => valid.has(row.villageId)) };
}
