import type { VillageListItem } from "../model/village-list.ts";

/** Rows and columns of the ministry's split; what nobody said is a column of its own. */
export const ANSWERS = ["yes", "no", "unknown"] as const;
export type Answer = (typeof ANSWERS)[number];
const answerOf = (value: boolean | undefined): Answer =>
  value === undefined ? "unknown" : value ? "yes" : "no";

/** Thôn by hardship and grid power, as the ministry asks for them. */
export function ministrySplit(
  villages: readonly Pick<VillageListItem, "hardship" | "gridPower">[],
) {
  return (hardship: Answer, gridPower: Answer) =>
    villages.filter(
      (village) =>
        answerOf(village.hardship) === hardship && answerOf(village.gridPower) === gridPower,
    ).length;
}
