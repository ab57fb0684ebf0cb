import { bboxOf } from "../../geodata/geometry/bbox.ts";
import { covers } from "../../geodata/geometry/intersects.ts";
import type { AdministrativeUnit, Epoch } from "../../geodata/model/administrative-unit.ts";
import type { CommuneDetail } from "../../geodata/model/commune-detail.ts";
import type { Indicator } from "../../geodata/model/indicator.ts";
import type { Mast } from "../../geodata/model/mast.ts";
import { summarise, villageTargetsOf } from "../../geodata/rules/coverage-summary.ts";
import { type Crosswalk, communeCodeOf, makeCrosswalk } from "../../geodata/rules/crosswalk.ts";
import { isOnAir, isShared, operatorsOnAir } from "../../geodata/rules/mast-sharing.ts";
import { compareVietnamese } from "../../geodata/text/vietnamese-order.ts";
import { NotFoundError } from "../errors.ts";
import { communesOfEpoch } from "./communes-of-epoch.ts";
import type { CoverageSnapshot, Question } from "./coverage-snapshot.ts";
import { sourceOfAll } from "./summary.ts";

/** One commune of the epoch asked for. Throws NotFoundError. */
export async function communeDetail(
  snapshot: CoverageSnapshot,
  indicators: readonly Indicator[],
  question: Question,
  code: string,
): Promise<CommuneDetail> {
  const { asOf, ruleId, epoch } = question;
  const communes = communesOfEpoch(await snapshot.rows("units"), epoch, asOf);
  const unit = communes.find((candidate) => candidate.code === code);
  if (!unit) throw new NotFoundError(`Không có xã, phường, thị trấn mã "${code}" năm ${epoch}.`);
  const { geometry, ...unitProperties } = unit;
  const crosswalkRows = await snapshot.rows("crosswalk");
  const judged = (await snapshot.judged(question)).filter(({ item }) => item.communeCode === code);
  const items = judged.map(({ item }) => item);
  const { name, partOfDistrictOnly } = unit;
  const [result] = summarise(items, [unit], villageTargetsOf(indicators)).communes;
  const successor = crosswalkRows.find((row) => row.oldCode === code);

  return {
    asOf,
    rule: ruleId,
    epoch,
    dataSource: sourceOfAll(judged),
    unit: unitProperties,
    bbox: bboxOf(geometry) ?? [],
    predecessors:
      epoch === "2023"
        ? []
        : crosswalkRows
            .filter((row) => row.newCode === code)
            .map((row) => ({ code: row.oldCode, name: row.oldName })),
    ...(epoch === "2023" &&
      successor && { successor: { code: successor.newCode, name: successor.newName } }),
    result: result ?? {
      code,
      name,
      partOfDistrictOnly,
      mobile: NOTHING,
      ftth: NOTHING,
      uncoveredRemote: 0,
    },
    villages: items.sort((a, b) => compareVietnamese(a.name, b.name)),
    ...(await stationsIn(snapshot, unit, epoch, asOf, makeCrosswalk(crosswalkRows))),
  };
}

const NOTHING = { numerator: 0, denominator: 0, unknown: 0 };

/** Masts and sites on air in a commune: counts, which anybody may know. */
async function stationsIn(
  snapshot: CoverageSnapshot,
  unit: AdministrativeUnit,
  epoch: Epoch,
  asOf: string,
  crosswalk: Crosswalk,
) {
  const masts = (await snapshot.rows("masts")).filter((mast) =>
    standsIn(mast, unit, epoch, crosswalk),
  );
  const sites = await snapshot.rows("sites");
  const operators = operatorsOnAir(masts, sites, asOf);
  const onAir = sites.filter((site) => operators.has(site.mastId) && isOnAir(site, asOf));
  return {
    mastsOnAir: operators.size,
    sharedMasts: [...operators.values()].filter(isShared).length,
    sitesOnAir: [...Map.groupBy(onAir, (site) => site.operatorCode)]
      .map(([operatorCode, ofOperator]) => ({ operatorCode, sites: ofOperator.length }))
      .sort((a, b) => (a.operatorCode < b.operatorCode ? -1 : 1)),
  };
}

/** By the commune that the mast is filed under; by its position where none is stated. */
function standsIn(mast: Mast, unit: AdministrativeUnit, epoch: Epoch, crosswalk: Crosswalk) {
  if (mast.communeCode === undefined) return covers(unit.geometry, mast.lon, mast.lat);
  return communeCodeOf({ communeCode: mast.communeCode }, epoch, crosswalk) === unit.code;
}
