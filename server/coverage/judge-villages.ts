import type {
  AdministrativeUnit,
  CrosswalkRow,
  Epoch,
} from "../../geodata/model/administrative-unit.ts";
import { isValidOn } from "../../geodata/model/day.ts";
import type { Evidence } from "../../geodata/model/evidence.ts";
import { type DataSourceMix, mixOf } from "../../geodata/model/provenance.ts";
import type { Rule } from "../../geodata/model/rule.ts";
import type { Village } from "../../geodata/model/village.ts";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { communeCodeOf, makeCrosswalk } from "../../geodata/rules/crosswalk.ts";
import { remoteReasons } from "../../geodata/rules/remote.ts";
import { judgeMobile, verdictsOf } from "../../geodata/rules/village-verdict.ts";
import type { Detail } from "../../geodata/rules/visibility.ts";
import { communesOfEpoch } from "./communes-of-epoch.ts";
import { basisOf, type Surroundings } from "./distances.ts";
import type { JudgedVillage } from "./judged-village.ts";

/** Everything that the verdicts of one day depend on. */
export interface JudgingRows {
  rule: Rule;
  asOf: string;
  epoch: Epoch;
  /** Only what this operator has counts. */
  operator: string | undefined;
  /** Of any validity; the day picks. */
  villages: readonly Village[];
  units: readonly AdministrativeUnit[];
  crosswalk: readonly CrosswalkRow[];
  /** As the store's `evidenceAsOf`. */
  evidence: readonly Evidence[];
  surroundings: Surroundings;
  detail: Detail;
}

/** One entry for each thôn valid that day, in the order of `villages`. */
export function judgeVillages(rows: JudgingRows): JudgedVillage[] {
  const { rule, asOf, epoch, operator } = rows;
  const crosswalk = makeCrosswalk(rows.crosswalk);
  const communes = new Map(
    communesOfEpoch(rows.units, epoch, asOf).map((unit) => [unit.code, unit.name]),
  );
  const evidenceByVillage = Map.groupBy(rows.evidence, (row) => row.villageId);

  return rows.villages
    .filter((village) => isValidOn(village, asOf))
    .map((village) => {
      const evidence = evidenceByVillage.get(village.id) ?? [];
      const communeCode = communeCodeOf(village, epoch, crosswalk);
      const near = distancesOf(village, rows);
      const remote = remoteReasons(rule, village, near.measured);
      const item: VillageListItem = {
        ...listedProperties(village),
        communeCode,
        communeName: communes.get(communeCode) ?? communeCode,
        remote: remote.length > 0,
        ...near.told,
        ...fibreDistancesOf(village, rows),
        ...verdictsOf(rule, village, evidence, asOf, operator),
      };
      return {
        village,
        item,
        // Reasons cost as much as all verdicts together and weigh more than what is cached here; few ask.
        judgeMobile: () => judgeMobile(rule, village, evidence, asOf, { operatorCode: operator }),
        remoteReasons: remote,
        sourceMix: sourceMixOf(village, evidence, rows),
      };
    });
}

function listedProperties(village: Village) {
  const { id, name, otherNames, lon, lat, dataSource } = village;
  const { households, population, gridPower, hardship } = village;
  return {
    id,
    name,
    otherNames,
    lon,
    lat,
    ...(households !== undefined && { households }),
    ...(population !== undefined && { population }),
    ...(gridPower !== undefined && { gridPower }),
    ...(hardship !== undefined && { hardship }),
    dataSource,
  };
}

/** As they are measured, and as they are told; both from what the viewer may see. */
function distancesOf(village: Village, { surroundings, detail }: JudgingRows) {
  const { lon, lat, communeCode } = village;
  const isWithheld = surroundings.withheld.masts.has(communeCode);
  const mast = isWithheld ? undefined : surroundings.nearestMasts(lon, lat)[0];
  const road = surroundings.nearestRoads(lon, lat)[0];
  const basis = isWithheld ? "khong_cong_bo" : mast && basisOf(mast.row, detail);
  return {
    measured: { distanceToMastM: mast?.distanceM, distanceToRoadM: road?.distanceM },
    told: {
      ...(mast && { distanceToMastM: Math.round(mast.distanceM) }),
      ...(basis && { mastDistanceBasis: basis }),
      ...(road && { distanceToRoadM: Math.round(road.distanceM) }),
    },
  };
}

/** How far the nearest cable and cabinet are; neither where a nearer one may be withheld. */
function fibreDistancesOf(
  { lon, lat, communeCode }: Village,
  { surroundings, detail }: JudgingRows,
): Pick<VillageListItem, "distanceToSpanM" | "distanceToCabinetM" | "fibreDistanceBasis"> {
  if (surroundings.withheld.fibre.has(communeCode)) return { fibreDistanceBasis: "khong_cong_bo" };
  const [span] = surroundings.nearestSpans(lon, lat);
  const [cabinet] = surroundings.nearestAccessPoints(lon, lat);
  const bases = [span, cabinet].map((found) => found && basisOf(found.row, detail));
  const basis = bases.includes("khai_quat") ? "khai_quat" : bases.find(Boolean);
  return {
    ...(span && { distanceToSpanM: Math.round(span.distanceM) }),
    ...(cabinet && { distanceToCabinetM: Math.round(cabinet.distanceM) }),
    ...(basis && { fibreDistanceBasis: basis }),
  };
}

/** Rows of kinds, technologies or operators that are not counted do not colour the figure. */
function sourceMixOf(
  village: Village,
  evidence: readonly Evidence[],
  { rule, operator }: JudgingRows,
): DataSourceMix {
  const technologies = new Set<string>([...rule.technologies, "ftth"]);
  const kinds = new Set(rule.evidence.map((admitted) => admitted.kind));
  const counted = evidence.filter(
    (row) =>
      technologies.has(row.technology) &&
      (row.technology === "ftth" || kinds.has(row.kind)) &&
      (operator === undefined || row.operatorCode === operator),
  );
  return mixOf([village.dataSource, ...counted.map((row) => row.dataSource)]);
}
