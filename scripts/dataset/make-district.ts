import type { DistrictFacts, OperatorFact } from "../../geodata/datasets/fact-tables.ts";
import { villageAreas } from "../../geodata/geometry/village-areas.ts";
import type { Operator } from "../../geodata/model/operator.ts";
import { fibreClaims } from "./claims/fibre-claims.ts";
import { mobileClaims } from "./claims/mobile-claims.ts";
import {
  type Content,
  claimsCsv,
  type DatasetFile,
  featureRows,
  jsonObject,
  jsonRows,
  littleEndian,
} from "./files.ts";
import { makeLieOfLand } from "./land/lie-of-land.ts";
import { makeTerrain } from "./land/relief.ts";
import { planCarriers } from "./network/carriers.ts";
import { coverageStory } from "./network/coverage-story.ts";
import { makeFibre } from "./network/fibre.ts";
import { makeGround } from "./network/ground.ts";
import { planSites } from "./network/sites.ts";
import { stationRows } from "./network/station-rows.ts";
import { makeOrganisations } from "./organisations.ts";
import { makeRandom } from "./random.ts";
import { makeRoads } from "./roads/roads.ts";
import { makeUnits } from "./units/units.ts";
import { makePlaces } from "./villages/places.ts";
import { makeVillages } from "./villages/villages.ts";

/**
 * All files of a district's dataset, as the catalogue lists them. Pure: the same facts and seed give
 * the same bytes. First the land, from the facts; then what operators have put on it; then what they say.
 */
export function makeDistrict(facts: DistrictFacts, seed: number): DatasetFile[] {
  const random = makeRandom(seed);
  const { communes2023, communes2025 } = makeUnits(facts);
  const terrain = makeTerrain(facts, communes2023, random.fork("valleys"));
  const land = makeLieOfLand(terrain);
  const villages = makeVillages(facts, communes2023, land, random.fork("villages"));
  const roads = makeRoads(terrain, land, communes2023, villages, facts.story);

  const ground = makeGround(facts, land, communes2023, villages, roads);
  const fibre = makeFibre(ground, random.fork("fibre"));
  const coverage = coverageStory(ground, random.fork("story"));
  const plan = planSites(ground, coverage, random.fork("sites"));
  const carriers = planCarriers(plan.sites, ground, random.fork("carriers"));
  const stations = stationRows(ground, plan.sites, carriers, random.fork("looks"));
  const claims = [
    ...mobileClaims(ground, plan, carriers, coverage, random.fork("claims")),
    ...fibreClaims(ground, fibre.services),
  ];

  const contents: Record<string, Content> = {
    "district.json": jsonObject(facts.district),
    "communes-2023.geojson": featureRows(communes2023),
    "communes-2025.geojson": featureRows(communes2025),
    "crosswalk.json": jsonRows(facts.crosswalk),
    "villages.json": jsonRows(villages),
    "village-areas.json": jsonRows(villageAreas(villages, communes2023)),
    "terrain.json": jsonObject({ file: "terrain.i16", ...terrain.header }),
    "terrain.i16": littleEndian(terrain.heightsM),
    "roads.json": jsonRows(roads),
    "places.json": jsonRows(makePlaces(facts, communes2023, villages)),
    "organisations.json": jsonRows(makeOrganisations(facts)),
    "operators.json": jsonRows(facts.operators.map(operatorRow)),
    "masts.json": jsonRows(stations.masts),
    "sites.json": jsonRows(stations.sites),
    "cells.json": jsonRows(stations.cells),
    "fibre-spans.json": jsonRows(fibre.spans),
    "access-points.json": jsonRows(fibre.services.flatMap(({ cabinet }) => cabinet ?? [])),
    "claims.csv": claimsCsv(claims),
  };
  return facts.story.files.map((entry) => {
    const content = contents[entry.file];
    if (content === undefined) throw new Error(`got ${entry.file} in the catalogue, made no such`);
    return { ...entry, madeBy: "npm run data (scripts/make-dataset.ts)", ...content };
  });
}

function operatorRow(fact: OperatorFact): Operator {
  const { bands2gMhz: gsm, bands3gMhz: umts, bands4gMhz: lte, bands5gMhz: nr } = fact;
  const named = Object.entries({ gsm, umts, lte, nr }).filter(([, bands]) => bands.length > 0);
  return {
    code: fact.code,
    name: fact.name,
    aliases: fact.aliases,
    mccMnc: fact.mccMnc,
    services: fact.services,
    bandsMhz: Object.fromEntries(named),
    ...(fact.launch5g && { launch5g: fact.launch5g }),
    source: `operators.csv${fact.certainty ? `: ${fact.certainty}` : ""}`,
  };
}
