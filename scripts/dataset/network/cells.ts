import { bearing } from "@turf/turf";
import type { Cell } from "../../../geodata/model/cell.ts";
import type { Site } from "../../../geodata/model/site.ts";
import type { Random } from "../random.ts";
import type { PlannedCarrier } from "./carrier-plan.ts";
import { type Ground, metresBetween, positionOf } from "./ground.ts";
import type { MastSpot } from "./mast-spots.ts";
import { linkBetween } from "./path-loss.ts";

/** Thôn within this distance decide where sectors look, metres. */
const LOOKED_AT_M = 6000;
/** Sites that stand along a valley or road have two sectors. */
const TWO_SECTOR_CHANCE = 0.12;
const BEAMWIDTH_DEG = 65;
/** Antennas hang this far below the top, metres: each technology has its own place. */
const BELOW_TOP_M = [2, 2.5, 3, 3.5, 4];

/** The cells of one site: every carrier on every sector. */
export function cellsOf(
  site: Pick<Site, "id">,
  spot: MastSpot,
  carriers: readonly PlannedCarrier[],
  ground: Ground,
  random: Random,
  source: string,
): Cell[] {
  const looks = random.fork(site.id);
  const sectors = !spot.inTown && looks.chance(TWO_SECTOR_CHANCE) ? 2 : 3;
  const thon = ground.villages
    .map((village) => {
      const position = positionOf(village);
      return {
        weight: (village.households ?? 50) / (1 + metresBetween(spot.position, position) / 1000),
        distanceM: metresBetween(spot.position, position),
        bearingDeg: (bearing(spot.position, position) + 360) % 360,
        village,
      };
    })
    .filter(({ distanceM }) => distanceM < LOOKED_AT_M);
  const firstDeg = bestAzimuth(thon, sectors);
  const nearest = thon.toSorted((a, b) => a.distanceM - b.distanceM).slice(0, 3);
  const angles = nearest.map(({ village }) => {
    const sender = {
      lon: spot.position[0],
      lat: spot.position[1],
      heightAglM: spot.heightM - BELOW_TOP_M[2]!,
    };
    return linkBetween(ground.terrain, sender, { ...village, heightAglM: 1.5 }).elevationDeg;
  });
  const middle = angles.toSorted((a, b) => a - b)[Math.floor(angles.length / 2)] ?? -3;
  const downtiltDeg = Math.min(Math.max(Math.round(-middle), 0), spot.inTown ? 8 : 6);
  return carriers.flatMap(({ carrier, from, to }) => {
    const belowTopM = looks.pick(BELOW_TOP_M);
    const band = carrier.bandMhz ?? "";
    return Array.from({ length: sectors }, (_, sector) => ({
      id: `${site.id}-${carrier.technology}${band}-${sector + 1}`,
      siteId: site.id,
      technology: carrier.technology,
      ...(carrier.bandMhz === undefined ? {} : { bandMhz: carrier.bandMhz }),
      bandwidthMhz: carrier.bandwidthMhz,
      azimuthDeg: (firstDeg + (360 / sectors) * sector) % 360,
      beamwidthDeg: BEAMWIDTH_DEG,
      downtiltDeg,
      antennaHeightAglM: spot.heightM - belowTopM,
      powerDbm: carrier.powerDbm,
      validFrom: from,
      ...(to === undefined ? {} : { validTo: to }),
      dataSource: "demo" as const,
      source,
    }));
  });
}

/** The azimuth of the first sector, in steps of 10°, that points sectors at most people. */
function bestAzimuth(
  thon: readonly { weight: number; bearingDeg: number }[],
  sectors: number,
): number {
  const spread = 360 / sectors;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let azimuth = 0; azimuth < spread; azimuth += 10) {
    const off = thon.reduce((sum, { weight, bearingDeg }) => {
      const turned = (bearingDeg - azimuth + 360) % spread;
      return sum + weight * Math.min(turned, spread - turned) ** 2;
    }, 0);
    if (off < least) [best, least] = [azimuth, off];
  }
  return best;
}
