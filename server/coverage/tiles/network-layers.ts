import type { Cell } from "../../../geodata/model/cell.ts";
import { isValidOn } from "../../../geodata/model/day.ts";
import { SITE_STAGE } from "../../../geodata/model/site.ts";
import { MOBILE_TECHNOLOGIES } from "../../../geodata/model/technology.ts";
import type { CoverageSnapshot, Question } from "../coverage-snapshot.ts";
import { FIBRE_STAGE } from "../fibre-stage.ts";
import type { PublicNetwork, PublicSite } from "../public-network.ts";
import { stretchAround } from "../validity-stretch.ts";
import { attributesOf, fieldsOf, type LayerSource } from "./layer-source.ts";
import { sectorWedge } from "./sector-wedge.ts";

/** A wedge of 300 m is 8 pixels long at this zoom. */
const SECTORS_FROM_ZOOM = 12;

/** Sites, their sectors and cables, as the public sees them; one operator's when one is asked for. */
export function networkLayers(snapshot: CoverageSnapshot, network: PublicNetwork) {
  /** Where the same masts, sites and cells are valid, everything about them is the same. */
  const siteStretch = async ({ asOf }: Question) => {
    const [masts, sites, cells] = await Promise.all([
      snapshot.rows("masts"),
      snapshot.rows("sites"),
      snapshot.rows("cells"),
    ]);
    return [masts, sites, cells].map((rows) => stretchAround(rows, asOf)).join("|");
  };
  const withOperator =
    (stretch: (question: Question) => Promise<string>) => async (question: Question) =>
      `${await stretch(question)}|${question.operator ?? ""}`;

  const sites: LayerSource = {
    minZoom: 0,
    fields: fieldsOf("sites", {
      id: "String",
      mastId: "String",
      operatorCode: "String",
      stage: "String",
      shared: "Boolean",
      technologies: "String",
      demo: "Boolean",
    }),
    shapesKey: siteStretch,
    attributesKey: withOperator(siteStretch),
    shapes: async ({ asOf }) =>
      (await network.sitesOn(asOf)).map(({ site, mast: { lon, lat } }) => ({
        key: site.id,
        geometry: { type: "Point", coordinates: [lon, lat] },
      })),
    attributes: async ({ asOf, operator }) =>
      attributesOf(
        "sites",
        (await network.sitesOn(asOf))
          .filter(({ site }) => isOf(operator, site))
          .map(({ site, technologies, shared }) => [
            site.id,
            {
              id: site.id,
              mastId: site.mastId,
              operatorCode: site.operatorCode,
              stage: SITE_STAGE[site.status],
              shared,
              technologies: technologies.join(","),
              demo: site.dataSource === "demo",
            },
          ]),
      ),
  };

  const sectors: LayerSource = {
    minZoom: SECTORS_FROM_ZOOM,
    fields: fieldsOf("sectors", {
      siteId: "String",
      operatorCode: "String",
      technology: "String",
    }),
    shapesKey: siteStretch,
    attributesKey: withOperator(siteStretch),
    shapes: async ({ asOf }) =>
      (await network.sitesOn(asOf)).flatMap(({ site, mast, cells }) =>
        sectorsOf(cells).map(({ azimuthDeg, beamwidthDeg }) => ({
          key: `${site.id}|${azimuthDeg}`,
          geometry: sectorWedge(mast.lon, mast.lat, azimuthDeg, beamwidthDeg),
        })),
      ),
    attributes: async ({ asOf, operator }) =>
      attributesOf(
        "sectors",
        (await network.sitesOn(asOf))
          .filter(({ site }) => isOf(operator, site))
          .flatMap(({ site, cells }) =>
            sectorsOf(cells).map(
              ({ azimuthDeg, technology }) =>
                [
                  `${site.id}|${azimuthDeg}`,
                  { siteId: site.id, operatorCode: site.operatorCode, technology },
                ] as const,
            ),
          ),
      ),
  };

  const spanStretch = async ({ asOf }: Question) =>
    stretchAround(await snapshot.rows("spans"), asOf);
  const spansOn = async ({ asOf }: Question) =>
    (await network.spans()).filter(({ span }) => isValidOn(span, asOf));
  const spans: LayerSource = {
    minZoom: 0,
    fields: fieldsOf("fibre-spans", {
      id: "String",
      operatorCode: "String",
      stage: "String",
      demo: "Boolean",
    }),
    shapesKey: spanStretch,
    attributesKey: withOperator(spanStretch),
    shapes: async (question) =>
      (await spansOn(question)).map(({ span }) => ({ key: span.id, geometry: span.geometry })),
    attributes: async (question) =>
      attributesOf(
        "fibre-spans",
        (await spansOn(question))
          .filter(({ span }) => isOf(question.operator, span))
          .map(({ span: { id, operatorCode, status, dataSource } }) => [
            id,
            { id, operatorCode, stage: FIBRE_STAGE[status], demo: dataSource === "demo" },
          ]),
      ),
  };

  return { sites, sectors, "fibre-spans": spans };
}

function isOf(operator: string | undefined, { operatorCode }: { operatorCode: string }): boolean {
  return operator === undefined || operator === operatorCode;
}

/** One sector an azimuth, with the best technology on it; cells without an azimuth have none. */
function sectorsOf(cells: PublicSite["cells"]) {
  const best = new Map<number, Cell & { azimuthDeg: number }>();
  const rank = ({ technology }: Cell) => MOBILE_TECHNOLOGIES.indexOf(technology);
  for (const cell of cells) {
    const { azimuthDeg } = cell;
    if (azimuthDeg === undefined) continue;
    const known = best.get(azimuthDeg);
    if (!known || rank(cell) > rank(known)) best.set(azimuthDeg, { ...cell, azimuthDeg });
  }
  return [...best.values()];
}
