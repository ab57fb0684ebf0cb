import { bboxOf } from "../../geodata/geometry/bbox.ts";
import type { CommuneDetail } from "../../geodata/model/commune-detail.ts";
import type { Indicator } from "../../geodata/model/indicator.ts";
import { summarise, villageTargetsOf } from "../../geodata/rules/coverage-summary.ts";
import { compareVietnamese } from "../../geodata/text/vietnamese-order.ts";
import { NotFoundError } from "../errors.ts";
import { communesOfEpoch, unitOn } from "./communes-of-epoch.ts";
import type { CoverageSnapshot, Question } from "./coverage-snapshot.ts";
import { sourceOfAll } from "./summary.ts";

/**
 * One commune: that of the epoch asked for, or the one that had the code on `validFrom`, with the thôn that
 * belong to it by the crosswalk, whatever the day. Throws NotFoundError.
 */
export async function communeDetail(
  snapshot: CoverageSnapshot,
  indicators: readonly Indicator[],
  question: Question,
  { code, validFrom }: { code: string; validFrom?: string },
): Promise<CommuneDetail> {
  const { asOf, ruleId, epoch } = question;
  const units = await snapshot.rows("units");
  const unit =
    validFrom === undefined
      ? communesOfEpoch(units, epoch, asOf).find((candidate) => candidate.code === code)
      : unitOn(units, code, validFrom);
  if (!unit)
    throw new NotFoundError(
      validFrom === undefined
        ? `Không có xã, phường, thị trấn mã "${code}" năm ${epoch}.`
        : `Không có xã, phường, thị trấn mã "${code}" vào ngày ${validFrom}.`,
    );
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
    sameCode: units
      .filter((other) => other.code === code && other.name !== unit.name)
      .map((other) => ({
        code,
        name: other.name,
        validFrom: other.validFrom,
        ...(other.validTo && { validTo: other.validTo }),
      })),
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
