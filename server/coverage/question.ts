import { type Static, Type } from "typebox";
import { Epoch, epochOf, unitOfKey } from "../../geodata/model/administrative-unit.ts";
import { Day } from "../../geodata/model/day.ts";
import { Operator } from "../../geodata/model/operator.ts";
import { Rule } from "../../geodata/model/rule.ts";
import { BadRequestError } from "../errors.ts";
import type { CoverageSnapshot, Question } from "./coverage-snapshot.ts";

/** A day that the calendar has: 2025-02-30 is refused. */
export const RealDay = { ...Day, format: "date" };

/** The parameters by which any figure is asked for; what is absent is the default. */
export const questionParameters = {
  asOf: Type.Optional({
    ...RealDay,
    description: "Day, YYYY-MM-DD; by default the day of the latest evidence",
  }),
  rule: Type.Optional({
    ...Rule.properties.id,
    description: "Rule id, e.g. ke-hoach-2023 (the default); see /api/rules",
  }),
  epoch: Type.Optional({
    ...Epoch,
    description: "Communes of 2023 or of 2025; by default those in force on asOf",
  }),
};

/** Counts what one operator has, nothing else. */
export const operatorParameter = Type.Optional({
  ...Operator.properties.code,
  description: "Operator code, e.g. VTL; see /api/operators",
});

const AskedQuestion = Type.Object({ ...questionParameters, operator: operatorParameter });

/**
 * A unit that is named with the first day of its validity brings its own epoch, whatever the day:
 * "06196@2025-07-01" is never the commune that had the code before. Throws BadRequestError where
 * another epoch is asked for too.
 */
export function withEpochOfUnit<Q extends { epoch?: Epoch }>(asked: Q, key: string | undefined): Q {
  const validFrom = key === undefined ? undefined : unitOfKey(key).validFrom;
  if (validFrom === undefined) return asked;
  const epoch = epochOf(validFrom);
  if (asked.epoch !== undefined && asked.epoch !== epoch)
    throw new BadRequestError(`epoch=${asked.epoch} và đơn vị ${key} mâu thuẫn nhau.`, [
      { pointer: "/epoch", got: asked.epoch, expected: epoch },
    ]);
  return { ...asked, epoch };
}

/** Fills in what was not asked for. Rules and operators that do not exist are refused when judged. */
export async function questionOf(
  snapshot: CoverageSnapshot,
  asked: Static<typeof AskedQuestion>,
): Promise<Question> {
  const defaults = await snapshot.defaults();
  const asOf = asked.asOf ?? defaults.asOf;
  return {
    asOf,
    ruleId: asked.rule ?? defaults.ruleId,
    epoch: asked.epoch ?? epochOf(asOf),
    ...(asked.operator !== undefined && { operator: asked.operator }),
  };
}
