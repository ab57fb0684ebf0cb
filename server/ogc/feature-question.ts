import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import { invalid } from "../http/query-parameters.ts";
import type { FeatureQuestion } from "./collections.ts";
import { type DayInterval, nearestDay } from "./datetime-parameter.ts";

/**
 * The day and the rule that features are told of: the day of the interval nearest to that of the
 * latest evidence. A rule that does not exist is the caller's mistake.
 */
export async function readFeatureQuestion(
  snapshot: CoverageSnapshot,
  asked: { interval: DayInterval | undefined; rule?: string | undefined },
): Promise<FeatureQuestion> {
  const { interval, rule } = asked;
  const defaults = await snapshot.defaults();
  if (rule !== undefined) {
    const rules = (await snapshot.rows("rules")).map(({ id }) => id);
    if (!rules.includes(rule)) throw invalid("rule", rule, `một trong: ${rules.join(", ")}`);
  }
  return { asOf: nearestDay(interval, defaults.asOf), ruleId: rule ?? defaults.ruleId };
}
