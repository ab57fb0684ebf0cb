import type { Cell } from "../model/cell.ts";
import { isValidOn } from "../model/day.ts";
import type { Indicator } from "../model/indicator.ts";
import type { IndicatorResult } from "../model/indicator-result.ts";
import type { Mast } from "../model/mast.ts";
import { type DataSource, type DataSourceMix, mixOf } from "../model/provenance.ts";
import type { Site } from "../model/site.ts";
import type { VillageVerdicts } from "../model/verdict.ts";
import { type CountedRatio, countFtth, countMobile } from "./coverage-summary.ts";
import { isOnAir, mastSharing, operatorsOnAir } from "./mast-sharing.ts";
import { ratioFromPercentText, reaches, shortfall } from "./ratio.ts";

/** The indicators of the plan that the rows give, wholly or in part. */
type ComputedIndicatorCode = "MBB_VILLAGES" | "FTTH_VILLAGES" | "BTS_SHARED" | "2G_OFF";

/** A counted share with what it rests on. */
interface Figure extends CountedRatio {
  dataSource: DataSourceMix;
}

/** The computed indicators on one day. */
export type Figures = Record<ComputedIndicatorCode, Figure>;

/** What the figures of one day are counted from. */
export interface FigureRows {
  day: string;
  /** Every thôn that is valid that day, judged for that day. */
  villages: readonly { verdicts: VillageVerdicts; dataSource: DataSource }[];
  /** Of any validity; the day picks. */
  masts: readonly Mast[];
  sites: readonly Site[];
  cells: readonly Cell[];
}

/** The four computed indicators on one day. */
export function figuresOn({ day, villages, masts, sites, cells }: FigureRows): Figures {
  const ofVillages = mixOf(villages.map((village) => village.dataSource));
  const onAir = sites.filter((site) => isOnAir(site, day));
  return {
    MBB_VILLAGES: {
      ...countMobile(villages.map((village) => village.verdicts.mobile)),
      dataSource: ofVillages,
    },
    FTTH_VILLAGES: {
      ...countFtth(villages.map((village) => village.verdicts.ftth)),
      dataSource: ofVillages,
    },
    BTS_SHARED: {
      ...mastSharing(masts, sites, day),
      unknown: 0,
      dataSource: mixOf(sourcesOfSharing(masts, onAir, day)),
    },
    "2G_OFF": {
      ...sitesStillWith2g(onAir, cells, day),
      dataSource: mixOf(onAir.map((site) => site.dataSource)),
    },
  };
}

function sourcesOfSharing(masts: readonly Mast[], onAir: readonly Site[], day: string) {
  const counted = operatorsOnAir(masts, onAir, day);
  const countedMasts = masts.filter((mast) => isValidOn(mast, day) && counted.has(mast.id));
  const countedSites = onAir.filter((site) => counted.has(site.mastId));
  return [...countedMasts, ...countedSites].map((row) => row.dataSource);
}

/**
 * Sites on air that still have a 2G cell, of all sites on air. A site whose cells nobody listed
 * that day is unknown, not free of 2G.
 */
function sitesStillWith2g(
  onAir: readonly Site[],
  cells: readonly Cell[],
  day: string,
): CountedRatio {
  const valid = cells.filter((cell) => isValidOn(cell, day));
  const listed = new Set(valid.map((cell) => cell.siteId));
  const with2g = new Set(
    valid.filter((cell) => cell.technology === "gsm").map((cell) => cell.siteId),
  );
  return {
    numerator: onAir.filter((site) => with2g.has(site.id)).length,
    denominator: onAir.length,
    unknown: onAir.filter((site) => !listed.has(site.id)).length,
  };
}

const WHAT_IS_COUNTED: Record<ComputedIndicatorCode, { vi: string; en: string }> = {
  MBB_VILLAGES: {
    vi: "Thôn có sóng băng rộng di động tại trung tâm, trên tổng số thôn (kể cả thôn chưa rõ)",
    en: "Thôn whose centre has mobile broadband, of all thôn (unknown ones included)",
  },
  FTTH_VILLAGES: {
    vi: "Thôn đã có cáp quang của ít nhất một nhà mạng, trên tổng số thôn (kể cả thôn chưa rõ)",
    en: "Thôn with fibre of at least one operator, of all thôn (unknown ones included)",
  },
  BTS_SHARED: {
    vi: "Vị trí trạm có từ hai nhà mạng đang phát sóng, trên tổng số vị trí trạm đang phát sóng",
    en: "Masts with two or more operators on air, of all masts on air",
  },
  "2G_OFF": {
    vi: "Trạm đang phát sóng còn ô sóng 2G, trên tổng số trạm đang phát sóng (mỗi nhà mạng trên một cột là một trạm)",
    en: "Sites on air that still have a 2G cell, of all sites on air (each operator on a mast is one site)",
  },
};

/**
 * Every indicator of the plan, with our figure of the day and its course over other days where it
 * can be counted. Whether a target is reached is said only of shares that should be at least the
 * target as it is printed, so neither of what is only followed (theo dõi) nor of a milestone.
 */
export function indicatorResults(
  indicators: readonly Indicator[],
  figures: Figures,
  course: readonly { asOf: string; figures: Figures }[],
): IndicatorResult[] {
  return indicators.map((indicator) => {
    const { code } = indicator;
    if (!isComputed(code)) return { ...indicator, trajectory: [] };
    return {
      ...indicator,
      computed: {
        ...figures[code],
        ...againstTarget(indicator, figures[code]),
        whatIsCounted: WHAT_IS_COUNTED[code],
      },
      trajectory: course.map(({ asOf, figures: ofDay }) => ({
        asOf,
        numerator: ofDay[code].numerator,
        denominator: ofDay[code].denominator,
      })),
    };
  });
}

function isComputed(code: string): code is ComputedIndicatorCode {
  return Object.hasOwn(WHAT_IS_COUNTED, code);
}

function againstTarget(indicator: Indicator, figure: Figure) {
  if (indicator.target === undefined) return {};
  if (indicator.direction !== "at_least" || indicator.unit !== "percent") return {};
  const target = ratioFromPercentText(indicator.target);
  return { reached: reaches(figure, target), shortfall: shortfall(figure, target) };
}
