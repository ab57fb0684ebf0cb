import { bboxOf } from "../../geodata/geometry/bbox.ts";
import type { CommuneDetail } from "../../geodata/model/commune-detail.ts";
import type { Indicator } from "../../geodata/model/indicator.ts";
import { summarise, villageTargetsOf } from "../../geodata/rules/coverage-summary.ts";
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
    ...(await snapshot.exactCounts.stationsIn(unit, epoch, asOf)),
  };
}

const NOTHING = { numerator: 0, denominator: 0, unknown: 0 };
