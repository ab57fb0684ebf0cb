import { DEMONSTRATION_MARK } from "../../../geodata/model/provenance.ts";
import type { P1812Link } from "../../../geodata/radio/p1812/link.ts";
import type { P1812Terms } from "../../../geodata/radio/p1812/terms.ts";
import type { LinkAnswer } from "./link-answer.ts";
import { blockedBy, freeShare, type PathPoint } from "./link-clearance.ts";
import type { LinkLevel } from "./link-level.ts";
import type { LinkRequest } from "./link-request.ts";
import { profileDrawing } from "./profile-drawing.ts";
import { SIGNAL_LEGEND } from "./signal-legend.ts";

/** For programs: all of it, units in the names. */
export function answerJson(answer: LinkAnswer, request: LinkRequest, synthetic: boolean) {
  const { link, terms, level, profile, obstacles, step, warnings } = answer;
  const { distanceKm, terrainHeightM, obstacleHeightM } = profile;
  return {
    computed: true,
    synthetic,
    ...(synthetic && { notice: DEMONSTRATION_MARK }),
    warnings,
    link,
    clutter: request.clutter,
    step,
    terms,
    level,
    obstacles,
    profile: {
      distanceKm: [...distanceKm],
      terrainHeightM: [...terrainHeightM],
      obstacleHeightM: [...obstacleHeightM],
    },
  };
}

/** For people: what is computed with what, the profile, what blocks, every loss, the level. */
export function answerLines(
  answer: LinkAnswer,
  request: LinkRequest,
  synthetic: boolean,
): string[] {
  const { link, terms, level, profile, warnings } = answer;
  const { frequencyMhz, polarization, clutter } = request;
  return [
    ...(synthetic ? [`${DEMONSTRATION_MARK} (demonstration terrain)`, ""] : []),
    `${terms.lengthKm.toFixed(3)} km, ${profile.distanceKm.length} points, ${frequencyMhz} MHz, ${polarization} polarisation`,
    `antennas at ${terms.txHeightAmslM.toFixed(1)} m and ${terms.rxHeightAmslM.toFixed(1)} m above sea level, inland, clutter: ${clutter}`,
    ...warnings.map((warning) => `Warning: ${warning}`),
    "",
    ...profileDrawing(profile, terms),
    `${" ".repeat(9)}0 km${`${terms.lengthKm.toFixed(1)} km`.padStart(74)}`,
    "",
    ...sightLines(answer, clutter),
    "",
    ...inColumns(termLines(terms, link)),
    "",
    ...inColumns(levelLines(level, request, link)),
  ];
}

/** Does anything cut the direct ray, what, and how much of the first zone is free. */
function sightLines({ points, obstacles }: LinkAnswer, clutter: string): string[] {
  const nearest = leastFree(points);
  return [
    nearest.clearanceM < 0
      ? `No line of sight. ${cutSentence(nearest, points, clutter)}`
      : "Line of sight.",
    `Least of the first Fresnel zone free: ${(freeShare(nearest) * 100).toFixed(0)} % at ${nearest.atKm.toFixed(2)} km (clearance ${nearest.clearanceM.toFixed(1)} m, zone ${nearest.fresnelM.toFixed(1)} m).`,
    obstacles.length === 0
      ? "Nothing enters 60 % of the zone."
      : "In the way (less than 60 % of the zone free):",
    ...obstacles.map((point) => {
      const what = point.by === "terrain" ? "terrain" : `${clutter} of ${point.clutterM} m`;
      return `  ${point.atKm.toFixed(2).padStart(7)} km  ground ${point.groundM.toFixed(0)} m  clearance ${point.clearanceM.toFixed(1)} m  zone ${point.fresnelM.toFixed(1)} m  (${what})`;
    }),
  ];
}

function cutSentence(nearest: PathPoint, points: readonly PathPoint[], clutter: string): string {
  const by = (-nearest.clearanceM).toFixed(1);
  const where = `${nearest.atKm.toFixed(2)} km`;
  // Another place may be worse in metres and better in its share of the zone.
  const ground = points.filter((point) => point.clearanceM < 0 && blockedBy(point) === "terrain");
  if (blockedBy(nearest) === "terrain")
    return `The terrain cuts the direct ray at ${where} by ${by} m.`;
  const also = ground[0];
  const rest = also
    ? `the terrain itself cuts it at ${also.atKm.toFixed(2)} km too`
    : "the bare terrain would leave it free";
  return `Clutter (${clutter}, ${nearest.clutterM} m) cuts the direct ray at ${where} by ${by} m; ${rest}.`;
}

const leastFree = (points: readonly PathPoint[]) =>
  points.reduce((least, point) => (freeShare(point) < freeShare(least) ? point : least));

/** From the transmitter's power to the margin over each threshold. */
function levelLines(
  level: LinkLevel,
  { transmitter: { antenna }, to }: LinkRequest,
  link: P1812Link,
): [name: string, value: string][] {
  const db = (value: number) => `${signed(value)} dB`;
  const dbm = (value: number) => `${value.toFixed(2)} dBm`;
  const towards = `${level.towardsAzimuthDeg.toFixed(1)} degrees from true north, ${level.towardsElevationDeg.toFixed(2)} up`;
  const places = `${link.timePercent} % of the time at ${link.locationPercent} % of places`;
  return [
    ...(level.powerDbm === undefined
      ? []
      : ([
          ["transmitter's power", dbm(level.powerDbm)],
          ["transmitting antenna's gain", `${level.txGainDbi!.toFixed(2)} dBi`],
          ["feeder", db(0 - level.feederLossDb!)],
        ] as [string, string][])),
    ["EIRP of the carrier", dbm(level.eirpDbm)],
    [`antenna ${antenna.name} towards ${towards}`, db(level.txPatternGainDb)],
    ["basic transmission loss, Lb", db(-level.lossDb)],
    ["receiving antenna's gain", `${level.rxGainDbi.toFixed(2)} dBi`],
    [`received carrier, ${to.heightAglM} m above ground`, dbm(level.receivedCarrierDbm)],
    [`RSRP (${level.resourceBlocks} resource blocks), ${places}`, dbm(level.rsrpDbm)],
    ...level.margins.map(({ signalClass, thresholdDbm, marginDb }): [string, string] => [
      `margin over ${thresholdDbm} dBm (${englishOf(signalClass)})`,
      db(marginDb),
    ]),
  ];
}

const englishOf = (id: LinkLevel["signalClass"]) =>
  SIGNAL_LEGEND.find((entry) => entry.id === id)!.english;

const signed = (value: number) => `${value > 0 ? "+" : ""}${value.toFixed(2)}`;

/** Every term of the loss with its symbol in P.1812-8. */
function termLines(terms: P1812Terms, link: P1812Link): [name: string, value: string][] {
  const db = (value: number) => `${value.toFixed(2)} dB`;
  const spread = link.locationDeviationDb ? ` (${link.locationDeviationDb} dB between them)` : "";
  return [
    ["free space, Lbfs", db(terms.freeSpaceDb)],
    [`line of sight for ${link.timePercent} % of the time, Lb0p`, db(terms.sightDb)],
    ["Bullington over the ground, Lbulla", db(terms.medianDiffraction.bullingtonActualDb)],
    ["Bullington over the smooth Earth, Lbulls", db(terms.medianDiffraction.bullingtonSmoothDb)],
    ["spherical Earth, Ldsph", db(terms.medianDiffraction.sphericalEarthDb)],
    ["diffraction for half of the time, Ld50", db(terms.medianDiffractionDb)],
    [`diffraction for ${link.timePercent} % of the time, Ldp`, db(terms.diffractionDb)],
    ["ducting and layer reflection, Lba", db(terms.ductingDb)],
    ["troposcatter, Lbs", db(terms.troposcatterDb)],
    ["all paths together, for half of the places, Lbc", db(terms.medianLocationDb)],
    [
      `basic transmission loss for ${link.locationPercent ?? 50} % of places${spread}, Lb`,
      db(terms.lossDb),
    ],
    ["field strength for 1 kW, Ep", `${terms.fieldStrengthDbuVm.toFixed(2)} dB(uV/m)`],
  ];
}

/** Names and values in two columns. */
function inColumns(lines: readonly [name: string, value: string][]): string[] {
  const width = Math.max(...lines.map(([name]) => name.length));
  return lines.map(([name, value]) => `${name.padEnd(width)}  ${value.padStart(12)}`);
}
