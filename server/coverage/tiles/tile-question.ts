import { isCalendarDay } from "../../../geodata/model/day.ts";
import { invalid } from "../../http/query-parameters.ts";
import type { CoverageSnapshot, Question } from "../coverage-snapshot.ts";
import { questionOf } from "../question.ts";

/** Parameters of a question as they stand in an address. */
export interface AskedText {
  asOf?: string | undefined;
  rule?: string | undefined;
  epoch?: string | undefined;
  operator?: string | undefined;
}

/**
 * The question that the parameters ask, defaults filled in. A rule or an operator that does not
 * exist is refused at once, also where the layers asked for do not depend on it.
 */
export async function readTileQuestion(
  snapshot: CoverageSnapshot,
  { asOf, rule, epoch, operator }: AskedText,
): Promise<Question> {
  if (asOf !== undefined && !isCalendarDay(asOf)) throw invalid("asOf", asOf, "ngày YYYY-MM-DD");
  if (epoch !== undefined && epoch !== "2023" && epoch !== "2025")
    throw invalid("epoch", epoch, "2023 hoặc 2025");
  const question = await questionOf(snapshot, {
    ...(asOf !== undefined && { asOf }),
    ...(rule !== undefined && { rule }),
    ...(epoch !== undefined && { epoch }),
    ...(operator !== undefined && { operator }),
  });
  await snapshot.rule(question.ruleId);
  if (question.operator !== undefined) await snapshot.operator(question.operator);
  return question;
}
