import type { Summary } from "../../../geodata/model/summary.ts";
import type { ComparisonQuestion } from "../../api.ts";
import { epochOfView, type View } from "../../view.ts";

/**
 * What a view compares, the earlier day first; two rules on the day that is shown. `summary` fills
 * in what the view leaves to the server.
 */
export function comparisonOf(
  view: View,
  summary: Pick<Summary, "asOf" | "rule" | "epoch"> | undefined,
): ComparisonQuestion {
  const asOf = view.asOf ?? summary?.asOf;
  const rule = view.rule ?? summary?.rule;
  const epoch = epochOfView(view) ?? summary?.epoch;
  const [from, to] =
    view.compareWith !== undefined && asOf !== undefined
      ? [view.compareWith, asOf].toSorted()
      : [asOf, asOf];
  return {
    ...(from && { from }),
    ...(to && { to }),
    ...(rule && { fromRule: view.compareRule ?? rule, toRule: rule }),
    ...(epoch && { epoch }),
    ...(view.operator && { operator: view.operator }),
  };
}
