import { localPlane } from "../../../geodata/geometry/distance.ts";
import type { Cell } from "../../../geodata/model/cell.ts";
import { addDays } from "../../../geodata/model/day.ts";
import type { Mast } from "../../../geodata/model/mast.ts";
import type { Site } from "../../../geodata/model/site.ts";
import type { Random } from "../random.ts";
import { type Carrier, onAirFrom } from "./carriers.ts";
import type { Ground } from "./ground.ts";
import type { Spot } from "./masts.ts";
import type { PlannedSite } from "./sites.ts";

const ORIGIN = {
  dataSource: "demo",
  source: "Dữ liệu minh họa: số trạm theo operators.csv, vị trí sinh tự động",
} as const;
/** Marks a contradiction as meant: the site is on air and its operator reports none beside it. */
const MEANT = "chủ ý minh họa mâu thuẫn: trạm đang phát, nhà mạng vẫn báo thôn bên cạnh chưa phủ";
/** What a tower is called that belongs to none of the operators, and how many do. */
const TOWER_COMPANY = "Công ty hạ tầng viễn thông (minh họa)";
const TOWER_COMPANY_SHARE = 0.08;
/** A mast, and the row of a site that was taken down, last for some weeks more. */
const STANDS_ON_DAYS = 45;
/** Sites that stand along a valley or road have two sectors. */
const TWO_SECTOR_SHARE = 0.12;
/** Kinds and heights of masts (metres), and how steeply their antennas look down (degrees). */
const LOOKS = {
  town: {
    kinds: ["tren_mai", "tren_mai", "don_than", "nguy_trang"],
    heights: [15, 18, 21, 24],
    tilt: 6,
  },
  commune: { kinds: ["day_co", "day_co", "tu_dung"], heights: [30, 33, 36, 39, 42, 45], tilt: 3 },
} as const;
/** Antennas hang this far below the top, metres: each carrier has its own place. */
const BELOW_TOP_M = [2, 2.5, 3, 3.5, 4];

/** Masts, sites and cells with their histories, numbered by commune, then from west to east. */
export function stationRows(
  { facts, communes }: Ground,
  sites: readonly PlannedSite[],
  carriers: ReadonlyMap<PlannedSite, Carrier[]>,
  random: Random,
) {
  const placeOf = ({ spot: { village, lon, lat } }: PlannedSite) =>
    `${village.communeCode} ${lon} ${lat}`;
  const byPlace = sites.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const nameOf = new Map(facts.operators.map(({ code, name }) => [code, name]));
  const number = (index: number) => String(index + 1).padStart(3, "0");
  const rows = { masts: [] as Mast[], sites: [] as Site[], cells: [] as Cell[] };
  const mastOf = new Map<Spot, Mast>();
  for (const [index, [spot, here]] of [...Map.groupBy(byPlace, (site) => site.spot)].entries()) {
    const look = random.fork(`mast ${index}`);
    const { kinds, heights } = spot.inTown ? LOOKS.town : LOOKS.commune;
    const owner = here.reduce((a, b) => (b.stages[0]!.from < a.stages[0]!.from ? b : a));
    const gone = here.every(({ stages }) => stages.at(-1)!.status === "thao_do");
    const mast: Mast = {
      id: `cot-${number(index)}`,
      lon: spot.lon,
      lat: spot.lat,
      kind: look.pick<NonNullable<Mast["kind"]>>(kinds),
      heightM: look.pick<number>(heights),
      communeCode: spot.village.communeCode,
      owner:
        here.length === 1 && look.chance(TOWER_COMPANY_SHARE)
          ? TOWER_COMPANY
          : nameOf.get(owner.operatorCode)!,
      validFrom: owner.stages[0]!.from,
      ...(gone && { validTo: addDays(here[0]!.stages.at(-1)!.from, STANDS_ON_DAYS) }),
      ...ORIGIN,
    };
    mastOf.set(spot, mast);
    rows.masts.push(mast);
  }
  for (const { code, name } of facts.operators) {
    const own = byPlace.filter(({ operatorCode }) => operatorCode === code);
    for (const [index, site] of own.entries()) {
      const mast = mastOf.get(site.spot)!;
      const id = `tram-${code.toLowerCase()}-${number(index)}`;
      const look = random.fork(id);
      const from = onAirFrom(site);
      const power = look.chance(0.85) ? "Điện lưới" : "Điện lưới và máy nổ";
      const backhaul = look.chance(0.8) ? "Cáp quang" : "Vi ba";
      for (const [turn, stage] of site.stages.entries()) {
        const gone = stage.status === "thao_do" ? addDays(stage.from, STANDS_ON_DAYS) : undefined;
        const validTo = site.stages[turn + 1]?.from ?? gone;
        rows.sites.push({
          id,
          code: `${code}-MH-${number(index)}`,
          name: `${name} ${communes.get(mast.communeCode!)!.name} (minh họa ${index + 1})`,
          operatorCode: code,
          mastId: mast.id,
          status: stage.status,
          // Known only once it has happened.
          ...(from && from <= stage.from && { onAirFrom: from }),
          power,
          backhaul,
          validFrom: stage.from,
          ...(validTo && { validTo }),
          ...ORIGIN,
          ...(site.meant && { source: `${ORIGIN.source}; ${MEANT}` }),
        });
      }
      for (const carrier of carriers.get(site) ?? [])
        rows.cells.push(...cellsOf(id, site.spot, mast, carrier, look));
    }
  }
  return rows;
}

/** One carrier on every sector of a site; the first sector looks at the thôn that the mast was put up for. */
function cellsOf(siteId: string, spot: Spot, mast: Mast, carrier: Carrier, random: Random): Cell[] {
  const { technology, bandMhz, bandwidthMhz, powerDbm, from, to } = carrier;
  const { tilt } = spot.inTown ? LOOKS.town : LOOKS.commune;
  const sectors = !spot.inTown && random.fork("sectors").chance(TWO_SECTOR_SHARE) ? 2 : 3;
  const { eastMPerDeg, northMPerDeg } = localPlane(spot.lon, spot.lat);
  const eastM = (spot.village.lon - spot.lon) * eastMPerDeg;
  const northM = (spot.village.lat - spot.lat) * northMPerDeg;
  const firstDeg = Math.round((Math.atan2(eastM, northM) * 18) / Math.PI) * 10 + 360;
  const belowTopM = random.pick(BELOW_TOP_M);
  return Array.from({ length: sectors }, (_, sector) => ({
    id: `${siteId}-${technology}${bandMhz ?? ""}-${sector + 1}`,
    siteId,
    technology,
    ...(bandMhz && { bandMhz }),
    ...(bandwidthMhz && { bandwidthMhz }),
    azimuthDeg: (firstDeg + (360 / sectors) * sector) % 360,
    beamwidthDeg: 65,
    downtiltDeg: tilt,
    antennaHeightAglM: mast.heightM! - belowTopM,
    ...(powerDbm && { powerDbm }),
    validFrom: from,
    ...(to && { validTo: to }),
    ...ORIGIN,
  }));
}
