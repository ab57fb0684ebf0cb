import indicators from "../../geodata/datasets/indicators.json" with { type: "json" };
import { isValidOn } from "../../geodata/model/day.ts";
import type { Evidence } from "../../geodata/model/evidence.ts";
import type { Indicator } from "../../geodata/model/indicator.ts";
import type { Ratio } from "../../geodata/model/ratio.ts";
import type { VillageVerdicts } from "../../geodata/model/verdict.ts";
import {
  type CountedRatio,
  countFtth,
  countMobile,
  villageTargetsOf,
} from "../../geodata/rules/coverage-summary.ts";
import { shortfall } from "../../geodata/rules/ratio.ts";
import { verdictsOf } from "../../geodata/rules/village-verdict.ts";
import type { CoverageStore } from "../stores/coverage-store.ts";

/** The rule by which the effect of a file is told: the plan's. */
const RULE_ID = "ke-hoach-2023";

export interface ShareEffect {
  before: CountedRatio;
  after: CountedRatio;
  /** How many thôn are missing to the plan's target afterwards. */
  shortfall: number;
  /** Names of thôn that the file brings into the count, and out of it. */
  gained: string[];
  lost: string[];
}

/** What a change does to the two indicators on the day of the latest evidence. */
export interface IndicatorEffect {
  asOf: string;
  ruleId: string;
  mobile: ShareEffect;
  ftth: ShareEffect;
}

interface Judged {
  name: string;
  verdicts: VillageVerdicts;
}

/** Undefined while the store holds no evidence or not the plan's rule. */
export async function indicatorEffect(
  before: CoverageStore,
  after: CoverageStore,
): Promise<IndicatorEffect | undefined> {
  const days = [...(await before.evidenceDays()), ...(await after.evidenceDays())];
  const asOf = days.sort().at(-1);
  if (asOf === undefined) return undefined;
  const [was, is] = [await judgedOn(before, asOf), await judgedOn(after, asOf)];
  if (!was || !is) return undefined;
  const targets = villageTargetsOf(indicators as Indicator[]);
  return {
    asOf,
    ruleId: RULE_ID,
    mobile: shareEffect(was, is, targets.MBB_VILLAGES.target, (judged) =>
      countMobile(judged.map(({ verdicts }) => verdicts.mobile)),
    ),
    ftth: shareEffect(was, is, targets.FTTH_VILLAGES.target, (judged) =>
      countFtth(judged.map(({ verdicts }) => verdicts.ftth)),
    ),
  };
}

async function judgedOn(
  store: CoverageStore,
  asOf: string,
): Promise<Map<string, Judged> | undefined> {
  const rule = (await store.rows("rules")).find((known) => known.id === RULE_ID);
  if (!rule) return undefined;
  const byVillage = Map.groupBy(await store.evidenceAsOf(asOf), (row: Evidence) => row.villageId);
  const villages = (await store.rows("villages")).filter((village) => isValidOn(village, asOf));
  return new Map(
    villages.map((village) => [
      village.id,
      {
        name: village.name,
        verdicts: verdictsOf(rule, village, byVillage.get(village.id) ?? [], asOf).verdicts,
      },
    ]),
  );
}

function shareEffect(
  was: ReadonlyMap<string, Judged>,
  is: ReadonlyMap<string, Judged>,
  target: Ratio,
  count: (judged: readonly Judged[]) => CountedRatio,
): ShareEffect {
  const isCounted = (judged: Judged | undefined) => judged && count([judged]).numerator === 1;
  const only = (of: ReadonlyMap<string, Judged>, other: ReadonlyMap<string, Judged>) =>
    [...of]
      .filter(([id, judged]) => isCounted(judged) && !isCounted(other.get(id)))
      .map(([, judged]) => judged.name);
  const after = count([...is.values()]);
  return {
    before: count([...was.values()]),
    after,
    shortfall: shortfall(after, target),
    gained: only(is, was),
    lost: only(was, is),
  };
}
