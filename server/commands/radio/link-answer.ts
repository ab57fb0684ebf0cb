import { CLUTTER_HEIGHT_M } from "../../../geodata/radio/clutter.ts";
import type { P1812Link } from "../../../geodata/radio/p1812/link.ts";
import { p1812 } from "../../../geodata/radio/p1812/p1812.ts";
import { pathCentreLatDeg } from "../../../geodata/radio/p1812/path-centre.ts";
import type { P1812Terms } from "../../../geodata/radio/p1812/terms.ts";
import type { PathProfile } from "../../../geodata/radio/path-profile.ts";
import { elevationM, type MetricTerrain } from "../../../geodata/radio/terrain/metric-terrain.ts";
import { profileBetween, type TerrainGap } from "../../../geodata/radio/terrain/profile-between.ts";
import { groundDistanceM, toUtm48 } from "../../../geodata/radio/terrain/utm48.ts";
import { OUTSIDE_P1812 } from "./command-options.ts";
import { withEvenClutter } from "./even-clutter.ts";
import { clearances, type Obstacle, obstaclesOf, type PathPoint } from "./link-clearance.ts";
import { type LinkLevel, linkLevel } from "./link-level.ts";
import type { LinkRequest } from "./link-request.ts";

/** One link, computed. */
export interface LinkAnswer {
  link: P1812Link;
  terms: P1812Terms;
  level: LinkLevel;
  /** With the clutter that was asked for. */
  profile: PathProfile;
  points: PathPoint[];
  obstacles: Obstacle[];
  step: { stepM: number; terrainCellM: number; lossAtTerrainCellDb: number };
  /** What whoever asked may not know, one sentence each. */
  warnings: string[];
}

/** Where a path crosses ground that nobody knows. */
export interface UnknownGround extends TerrainGap {
  /** Antennas that stand on it. */
  under: ("transmitter" | "receiver")[];
}

/** P.1812-8: "path lengths from 0.25 km up to about 3 000 km". */
const SHORTEST_P1812_KM = 0.25;
/** Less is not worth a word, dB. */
const SAME_DB = 0.05;

/** The whole chain of P.1812-8 over one path, or where its ground is unknown. */
export function answerLink(
  request: LinkRequest,
  terrain: MetricTerrain,
): { answer: LinkAnswer; gap?: undefined } | { answer?: undefined; gap: UnknownGround } {
  const { from, to, frequencyMhz, clutter } = request;
  const terrainCellM = terrain.header.cellSizeM;
  const stepM = request.stepM ?? terrainCellM;
  const ends = [toUtm48(from.lon, from.lat), toUtm48(to.lon, to.lat)] as const;
  const link: P1812Link = {
    frequencyGHz: frequencyMhz / 1000,
    timePercent: request.timePercent,
    locationPercent: request.locationPercent,
    locationDeviationDb: request.locationDeviationDb,
    txHeightAglM: from.heightAglM,
    rxHeightAglM: to.heightAglM,
    polarization: request.polarization,
    centreLatDeg: pathCentreLatDeg(
      from.lon,
      from.lat,
      to.lon,
      to.lat,
      groundDistanceM(...ends) / 1000,
    ),
  };
  const unknownUnder = () =>
    (["transmitter", "receiver"] as const).filter(
      (_, i) => elevationM(terrain, ends[i]!.eastingM, ends[i]!.northingM) === undefined,
    );
  const inSteps = (metres: number) => {
    const { profile: ground, gap } = profileBetween(terrain, ...ends, metres);
    if (!ground) return { gap: { ...gap, under: unknownUnder() } };
    const profile = withEvenClutter(ground, CLUTTER_HEIGHT_M[clutter], terrainCellM);
    return { profile, terms: p1812(profile, link) };
  };
  const asked = inSteps(stepM);
  if (!asked.profile) return { gap: asked.gap };
  // Coarse steps may stride over a void that finer ones meet.
  const byCell = stepM === terrainCellM ? asked : inSteps(terrainCellM);
  if (!byCell.profile) return { gap: byCell.gap };
  const { profile, terms } = asked;
  const lossAtTerrainCellDb = byCell.terms.lossDb;
  const points = clearances(profile, terms, link.frequencyGHz);
  const step = { stepM, terrainCellM, lossAtTerrainCellDb };
  return {
    answer: {
      link,
      terms,
      level: linkLevel(request.transmitter, request.rxGainDbi, profile, terms, ends),
      profile,
      points,
      obstacles: obstaclesOf(points),
      step,
      warnings: [
        ...request.transmitter.warnings,
        ...lengthWarnings(terms.lengthKm),
        ...stepWarnings(step, terms.lossDb),
      ],
    },
  };
}

function lengthWarnings(lengthKm: number): string[] {
  if (lengthKm >= SHORTEST_P1812_KM) return [];
  return [
    `The path of ${lengthKm.toFixed(3)} km is ${OUTSIDE_P1812}, which begins at ${SHORTEST_P1812_KM} km: a figure to go by, no prediction.`,
  ];
}

function stepWarnings(
  { stepM, terrainCellM, lossAtTerrainCellDb }: LinkAnswer["step"],
  lossDb: number,
): string[] {
  const differenceDb = lossDb - lossAtTerrainCellDb;
  const isCoarse = stepM > terrainCellM;
  if (!isCoarse && Math.abs(differenceDb) < SAME_DB) return [];
  const what = isCoarse
    ? `Steps of ${stepM} m are coarser than the terrain's cells of ${terrainCellM} m and may stride over what blocks`
    : `Steps of ${stepM} m change the answer`;
  return [
    `${what}: the loss is ${lossDb.toFixed(2)} dB, in steps of ${terrainCellM} m it is ${lossAtTerrainCellDb.toFixed(2)} dB (${Math.abs(differenceDb).toFixed(2)} dB ${differenceDb > 0 ? "less" : "more"}).`,
  ];
}
