import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { distanceOutsideM } from "../../geodata/geometry/distance.ts";
import { SourcesReport } from "../../geodata/model/catalogue.ts";
import { isValidOn } from "../../geodata/model/day.ts";
import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import { communesOfVillages } from "../coverage/search-words.ts";
import type { RouteDeps } from "../deps.ts";
import { reportTerrain } from "../terrain/terrain-report.ts";
import { addApiRoute } from "./api-route.ts";

/** Files of the catalogue that an imported terrain takes the place of. */
const SHIPPED_TERRAIN = ["terrain.json", "terrain.i16"];

/** `GET /api/sources`: where the data comes from and what the store holds now. */
export function registerSources(app: FastifyInstance, deps: RouteDeps): void {
  const terrainNow = () => reportTerrain(deps.terrain, (error) => app.log.error(error));
  addApiRoute(app, deps, {
    url: "/api/sources",
    allow: "everybody",
    summary: "The shipped files with source and licence, and the rows stored now, by kind",
    query: Type.Object({}),
    response: SourcesReport,
    // A terrain is imported without a new version of the data.
    edition: async () => JSON.stringify(await terrainNow()),
    make: async (snapshot) => {
      const terrain = await terrainNow();
      const isShipped = terrain.status === "demonstration";
      return {
        datasetVersion: snapshot.version,
        catalogue: deps.catalogue.filter(
          ({ file }) => isShipped || !SHIPPED_TERRAIN.includes(file),
        ),
        terrain,
        stored: [...(await snapshot.counts())],
        outsideCommune: await outsideCommune(snapshot),
      };
    },
  });
}

/** Thôn of today whose centre lies outside the outline of their commune of 2023; none is moved. */
async function outsideCommune(
  snapshot: CoverageSnapshot,
): Promise<SourcesReport["outsideCommune"]> {
  const { asOf } = await snapshot.defaults();
  const communesOf = await communesOfVillages(snapshot);
  const villages = (await snapshot.rows("villages")).filter((one) => isValidOn(one, asOf));
  return villages
    .flatMap((village) => {
      const { old } = communesOf(village);
      if (!old) return [];
      const { id, name, lon, lat } = village;
      const distanceM = Math.round(distanceOutsideM(lon, lat, old.geometry));
      return distanceM > 0 ? [{ id, name, communeName: old.name, distanceM }] : [];
    })
    .sort((a, b) => b.distanceM - a.distanceM);
}
