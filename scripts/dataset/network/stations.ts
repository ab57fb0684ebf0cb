import type { Cell } from "../../../geodata/model/cell.ts";
import type { Mast } from "../../../geodata/model/mast.ts";
import type { Site } from "../../../geodata/model/site.ts";
import type { Facts } from "../facts.ts";
import type { Geography } from "../geography.ts";
import type { Random } from "../random.ts";
import { planCarriers } from "./carrier-plan.ts";
import { cellsOf } from "./cells.ts";
import { addDays } from "./days.ts";
import { uncoveredIn2023 } from "./difficulty.ts";
import type { Ground } from "./ground.ts";
import { planMasts } from "./mast-plan.ts";
import { type MastSpot, mastSpots } from "./mast-spots.ts";
import { MAST_COUNTS, planSites, REACHED_LATER_ON } from "./site-plan.ts";
import { firstOnAir, type PlannedSite } from "./site-stages.ts";

const SOURCE = "Dữ liệu minh họa: số trạm theo operators.csv, vị trí sinh tự động";
/** What a tower is called that belongs to none of the operators. */
const TOWER_COMPANY = "Công ty hạ tầng viễn thông (minh họa)";
/** A mast, and the row of a site that was taken down, last for some weeks more. */
const STANDS_ON_DAYS = 45;

export interface Stations {
  masts: Mast[];
  sites: Site[];
  cells: Cell[];
}

/** Masts, sites and cells with their histories. */
export function makeStations(
  geography: Geography,
  ground: Ground,
  facts: Facts,
  random: Random,
): Stations {
  const uncovered = uncoveredIn2023(ground, facts);
  const reachedLater = uncovered.toReversed().slice(0, REACHED_LATER_ON.length);
  const spots = mastSpots(geography, ground, random.fork("spots"));
  const aims = { uncoveredAtStart: uncovered, reachedLater };
  const plan = planMasts(spots, MAST_COUNTS, aims, ground, facts);
  const planned = planSites(plan, facts, random.fork("sites"));
  const carriers = planCarriers(planned, facts, ground, random.fork("carriers"));

  const mastOf = new Map<MastSpot, Mast>();
  const standing = [...new Set(planned.map(({ spot }) => spot))].sort(byPlace);
  for (const [index, spot] of standing.entries()) {
    const sites = planned.filter((site) => site.spot === spot);
    mastOf.set(spot, mastRow(`cot-${number(index + 1)}`, spot, sites, facts, random));
  }

  const sites: Site[] = [];
  const cells: Cell[] = [];
  for (const { code, name } of facts.operators) {
    const own = planned
      .filter((site) => site.operatorCode === code)
      .sort((a, b) => byPlace(a.spot, b.spot));
    for (const [index, site] of own.entries()) {
      const mast = mastOf.get(site.spot)!;
      const rows = siteRows(site, `tram-${code.toLowerCase()}-${number(index + 1)}`, {
        code: `${code}-MH-${number(index + 1)}`,
        name: `${name} ${communeName(site.spot, facts)} (minh họa ${index + 1})`,
        mastId: mast.id,
        random,
      });
      sites.push(...rows);
      const plannedCarriers = carriers[planned.indexOf(site)]!;
      cells.push(...cellsOf(rows[0]!, site.spot, plannedCarriers, ground, random, SOURCE));
    }
  }
  return { masts: [...mastOf.values()], sites, cells };
}

function mastRow(
  id: string,
  spot: MastSpot,
  sites: readonly PlannedSite[],
  facts: Facts,
  random: Random,
): Mast {
  const owner = sites[0]!;
  const towerCompany = sites.length === 1 && random.fork(`owner ${id}`).chance(0.08);
  const lastDays = sites.map(({ stages }) => stages.at(-1)!);
  const gone = lastDays.every(({ status }) => status === "thao_do");
  const last = lastDays
    .map(({ from }) => from)
    .sort()
    .at(-1)!;
  return {
    id,
    lon: spot.position[0],
    lat: spot.position[1],
    kind: spot.kind,
    heightM: spot.heightM,
    communeCode: spot.communeCode,
    owner: towerCompany
      ? TOWER_COMPANY
      : facts.operators.find(({ code }) => code === owner.operatorCode)!.name,
    validFrom: sites.map(({ stages }) => stages[0]!.from).sort()[0]!,
    ...(gone ? { validTo: addDays(last, STANDS_ON_DAYS) } : {}),
    dataSource: "demo",
    source: SOURCE,
  };
}

/** One row for every status that a site has had. */
function siteRows(
  planned: PlannedSite,
  id: string,
  { code, name, mastId, random }: { code: string; name: string; mastId: string; random: Random },
): Site[] {
  const look = random.fork(`supply ${id}`);
  const power = planned.spot.inTown || look.chance(0.85) ? "Điện lưới" : "Điện lưới và máy nổ";
  const backhaul = planned.spot.inTown || look.chance(0.8) ? "Cáp quang" : "Vi ba";
  const onAirFrom = firstOnAir(planned);
  return planned.stages.map((stage, index) => {
    const to =
      planned.stages[index + 1]?.from ??
      (stage.status === "thao_do" ? addDays(stage.from, STANDS_ON_DAYS) : undefined);
    return {
      id,
      code,
      name,
      operatorCode: planned.operatorCode,
      mastId,
      status: stage.status,
      // Known only once it has happened.
      ...(onAirFrom !== undefined && onAirFrom <= stage.from ? { onAirFrom } : {}),
      power,
      backhaul,
      validFrom: stage.from,
      ...(to === undefined ? {} : { validTo: to }),
      dataSource: "demo",
      source: SOURCE,
    };
  });
}

function communeName(spot: MastSpot, facts: Facts): string {
  return facts.communes2023.find(({ code }) => code === spot.communeCode)!.name;
}

/** By commune, then from west to east: numbers say nothing of who came first. */
function byPlace(a: MastSpot, b: MastSpot): number {
  return (
    a.communeCode.localeCompare(b.communeCode) ||
    a.position[0] - b.position[0] ||
    a.position[1] - b.position[1]
  );
}

function number(value: number): string {
  return String(value).padStart(3, "0");
}
