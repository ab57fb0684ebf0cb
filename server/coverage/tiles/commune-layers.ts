import { booleanPointInPolygon } from "@turf/boolean-point-in-polygon";
import { pointOnFeature } from "@turf/point-on-feature";
import type { Point } from "geojson";
import { type AdministrativeUnit, unitKey } from "../../../geodata/model/administrative-unit.ts";
import { communeCodeOf, makeCrosswalk } from "../../../geodata/rules/crosswalk.ts";
import { communesOfEpoch } from "../communes-of-epoch.ts";
import type { CoverageSnapshot, Question } from "../coverage-snapshot.ts";
import { stretchAround } from "../validity-stretch.ts";
import { type BorderLine, type BorderUnit, communeBorders } from "./commune-borders.ts";
import { attributesOf, fieldsOf, type LayerSource } from "./layer-source.ts";

interface EpochUnit {
  key: string;
  unit: AdministrativeUnit;
  /** False for communes of the province that never held a thôn of ours. */
  hasVillages: boolean;
}

/** Communes of the epoch, their labels and the lines between them. */
export function communeLayers(snapshot: CoverageSnapshot) {
  const shapesKey = async ({ asOf, epoch }: Question) =>
    `${epoch}|${stretchAround(await snapshot.rows("units"), asOf)}`;
  const unitsOf = (question: Question) => epochUnits(snapshot, question);

  const communes: LayerSource = {
    minZoom: 0,
    fields: fieldsOf("communes", {
      key: "String",
      code: "String",
      name: "String",
      hasVillages: "Boolean",
      demo: "Boolean",
    }),
    shapesKey,
    attributesKey: shapesKey,
    shapes: async (question) =>
      (await unitsOf(question)).map(({ key, unit }) => ({ key, geometry: unit.geometry })),
    attributes: async (question) =>
      attributesOf(
        "communes",
        (await unitsOf(question)).map(({ key, unit: { code, name, dataSource }, hasVillages }) => [
          key,
          { key, code, name, hasVillages, demo: dataSource === "demo" },
        ]),
      ),
  };

  const labels: LayerSource = {
    minZoom: 0,
    fields: fieldsOf("commune-labels", {
      key: "String",
      code: "String",
      name: "String",
      hasVillages: "Boolean",
    }),
    shapesKey,
    attributesKey: shapesKey,
    shapes: async (question) =>
      (await unitsOf(question)).map(({ key, unit }) => ({ key, geometry: labelPoint(unit) })),
    attributes: async (question) =>
      attributesOf(
        "commune-labels",
        (await unitsOf(question)).map(({ key, unit: { code, name }, hasVillages }) => [
          key,
          { key, code, name, hasVillages },
        ]),
      ),
  };

  const bordersOf = async (question: Question): Promise<BorderLine[]> =>
    snapshot.derive(`commune borders ${await shapesKey(question)}`, async () =>
      communeBorders(borderUnits(await unitsOf(question))),
    );
  const borders: LayerSource = {
    minZoom: 0,
    fields: fieldsOf("commune-borders", { edge: "String" }),
    shapesKey,
    attributesKey: shapesKey,
    shapes: async (question) =>
      (await bordersOf(question)).map(({ coordinates }, index) => ({
        key: String(index),
        geometry: { type: "LineString", coordinates },
      })),
    attributes: async (question) =>
      attributesOf(
        "commune-borders",
        (await bordersOf(question)).map(({ edge }, index) => [String(index), { edge }]),
      ),
  };

  return { communes, "commune-labels": labels, "commune-borders": borders };
}

async function epochUnits(
  snapshot: CoverageSnapshot,
  { asOf, epoch }: Question,
): Promise<EpochUnit[]> {
  const [units, villages, crosswalkRows] = await Promise.all([
    snapshot.rows("units"),
    snapshot.rows("villages"),
    snapshot.rows("crosswalk"),
  ]);
  const crosswalk = makeCrosswalk(crosswalkRows);
  const settled = new Set(villages.map((village) => communeCodeOf(village, epoch, crosswalk)));
  return communesOfEpoch(units, epoch, asOf).map((unit) => ({
    key: unitKey(unit),
    unit,
    hasVillages: settled.has(unit.code),
  }));
}

/**
 * A set with communes that hold none of our thôn is wider than the district: what its outer edge
 * would enclose is not ours to draw, and it may run along the national border.
 */
function borderUnits(units: readonly EpochUnit[]): BorderUnit[] {
  const isWider = units.some(({ hasVillages }) => !hasVillages);
  return units.map(({ unit }) => ({
    geometry: unit.geometry,
    outerAllowed: !isWider && !unit.borderCommune,
  }));
}

/** The label point of the row, or where that lies outside, a point that does not. */
function labelPoint({ lon, lat, geometry }: AdministrativeUnit): Point {
  const point: Point = { type: "Point", coordinates: [lon, lat] };
  return booleanPointInPolygon(point, geometry) ? point : pointOnFeature(geometry).geometry;
}
