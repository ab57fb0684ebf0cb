import type { Static } from "typebox";
import type { Indicator } from "../model/indicator.ts";
import type { CountedRatio as CountedRatioSchema, Ratio } from "../model/ratio.ts";
import type {
  CommuneResult as CommuneResultSchema,
  TargetResult as TargetResultSchema,
  VillageIndicatorCode,
} from "../model/summary.ts";
import type { FtthVerdict, MobileVerdict, VillageVerdicts } from "../model/verdict.ts";
import { ratioFromPercentText, reaches, shortfall } from "./ratio.ts";

export type CountedRatio = Static<typeof CountedRatioSchema>;
type CommuneResult = Static<typeof CommuneResultSchema>;
type TargetResult = Static<typeof TargetResultSchema>;

/** A thôn with its verdicts; a `VillageListItem` is one. */
export interface CountedVillage {
  /** Of the epoch that the result is grouped by. */
  communeCode: string;
  remote: boolean;
  verdicts: VillageVerdicts;
}

/** What counts as mobile broadband: all that the rule counts, or one technology alone. */
export type MobileTheme = Exclude<keyof VillageVerdicts, "ftth">;

type NamedCommune = Pick<CommuneResult, "code" | "name" | "validFrom" | "partOfDistrictOnly">;

/** What the plan says of one indicator. */
interface PlannedShare {
  target: Ratio;
  baseline?: Ratio;
}
export type VillageTargets = Record<VillageIndicatorCode, PlannedShare>;

/** Thôn whose centre is covered, of all; a lõm sóng has a covered centre. */
export function countMobile(verdicts: Iterable<MobileVerdict>): CountedRatio {
  return count(verdicts, (verdict) => verdict === "phu_song" || verdict === "lom_song");
}

/** Thôn with fibre, of all. */
export function countFtth(verdicts: Iterable<FtthVerdict>): CountedRatio {
  return count(verdicts, (verdict) => verdict === "co_cap");
}

function count<V extends MobileVerdict | FtthVerdict>(
  verdicts: Iterable<V>,
  isPositive: (verdict: V) => boolean,
): CountedRatio {
  const ratio = { numerator: 0, denominator: 0, unknown: 0 };
  for (const verdict of verdicts) {
    ratio.denominator += 1;
    if (isPositive(verdict)) ratio.numerator += 1;
    if (verdict === "chua_ro") ratio.unknown += 1;
  }
  return ratio;
}

/**
 * The two targets over all thôn, and each commune's part of them. Communes come in the order
 * given, those without thôn left out; thôn of a commune that is not given are kept under its code,
 * so that the parts always add up to the whole.
 */
export function summarise(
  villages: readonly CountedVillage[],
  communes: readonly NamedCommune[],
  targets: VillageTargets,
  theme: MobileTheme = "mobile",
): { targets: TargetResult[]; communes: CommuneResult[] } {
  const byCommune = Map.groupBy(villages, (village) => village.communeCode);
  const named = new Set(communes.map((commune) => commune.code));
  const unnamed: NamedCommune[] = [...byCommune.keys()]
    .filter((code) => !named.has(code))
    .sort()
    .map((code) => ({ code, name: code, partOfDistrictOnly: false }));
  const whole = sharesOf(villages, theme);
  return {
    targets: [
      targetResult("MBB_VILLAGES", whole.mobile, targets),
      targetResult("FTTH_VILLAGES", whole.ftth, targets),
    ],
    communes: [...communes, ...unnamed].flatMap(({ code, name, validFrom, partOfDistrictOnly }) => {
      const own = byCommune.get(code);
      if (own === undefined) return [];
      const uncoveredRemote = own.filter(
        (village) => village.remote && village.verdicts[theme] === "trang_song",
      ).length;
      return [
        {
          code,
          name,
          ...(validFrom !== undefined && { validFrom }),
          partOfDistrictOnly,
          ...sharesOf(own, theme),
          uncoveredRemote,
        },
      ];
    }),
  };
}

function sharesOf(villages: readonly CountedVillage[], theme: MobileTheme) {
  return {
    mobile: countMobile(villages.map((village) => village.verdicts[theme])),
    ftth: countFtth(villages.map((village) => village.verdicts.ftth)),
  };
}

function targetResult(
  indicator: VillageIndicatorCode,
  counted: CountedRatio,
  targets: VillageTargets,
): TargetResult {
  const { target, baseline } = targets[indicator];
  return {
    indicator,
    ...counted,
    target,
    ...(baseline && { baseline }),
    reached: reaches(counted, target),
    shortfall: shortfall(counted, target),
  };
}

/** The targets and baselines of the two indicators as the plan prints them; throws without them. */
export function villageTargetsOf(indicators: readonly Indicator[]): VillageTargets {
  return {
    MBB_VILLAGES: plannedShareOf(indicators, "MBB_VILLAGES"),
    FTTH_VILLAGES: plannedShareOf(indicators, "FTTH_VILLAGES"),
  };
}

function plannedShareOf(
  indicators: readonly Indicator[],
  code: VillageIndicatorCode,
): PlannedShare {
  const indicator = indicators.find((candidate) => candidate.code === code);
  if (indicator?.target === undefined)
    throw new Error(`The plan's indicators lack a target: ${code}`);
  const target = ratioFromPercentText(indicator.target);
  if (indicator.baseline === undefined) return { target };
  return { target, baseline: ratioFromPercentText(indicator.baseline) };
}
