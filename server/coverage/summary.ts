import type { Indicator } from "../../geodata/model/indicator.ts";
import { mixOf } from "../../geodata/model/provenance.ts";
import type { Summary } from "../../geodata/model/summary.ts";
import {
  type MobileTheme,
  summarise,
  villageTargetsOf,
} from "../../geodata/rules/coverage-summary.ts";
import { communesOfEpoch } from "./communes-of-epoch.ts";
import type { CoverageSnapshot, Question } from "./coverage-snapshot.ts";
import type { JudgedVillage } from "./judged-village.ts";

/**
 * The two targets over all thôn and by commune. With `technology` that one alone counts as mobile
 * broadband.
 */
export async function summaryOf(
  snapshot: CoverageSnapshot,
  indicators: readonly Indicator[],
  question: Question & { technology?: Exclude<MobileTheme, "mobile"> },
): Promise<Summary> {
  const { asOf, ruleId, epoch, operator, technology } = question;
  const judged = await snapshot.judged(question);
  const communes = communesOfEpoch(await snapshot.rows("units"), epoch, asOf);
  return {
    asOf,
    rule: ruleId,
    epoch,
    ...(operator !== undefined && { operator }),
    ...(technology !== undefined && { technology }),
    // A day without thôn has no figures, but its map still shows what the other days rest on.
    dataSource:
      judged.length > 0
        ? sourceOfAll(judged)
        : mixOf((await snapshot.rows("villages")).map((village) => village.dataSource)),
    datasetVersion: snapshot.version,
    evidenceDays: [...(await snapshot.evidenceDays())],
    ...summarise(
      judged.map(({ item }) => item),
      communes,
      villageTargetsOf(indicators),
      technology ?? "mobile",
    ),
  };
}

/** Whether figures over these thôn rest on demonstration rows, real ones, or both. */
export function sourceOfAll(judged: readonly JudgedVillage[]) {
  return mixOf(judged.map(({ sourceMix }) => sourceMix));
}
