import type { SiteStatus } from "../../../geodata/model/site.ts";
import type { Random } from "../random.ts";
import { addDays, dayBetween, END_DAY, START_DAY } from "./days.ts";
import type { MastSpot } from "./mast-spots.ts";

/** One operator's equipment on a mast through the years. */
export interface PlannedSite {
  operatorCode: string;
  spot: MastSpot;
  /** Each holds until the next begins; oldest first. */
  stages: { status: SiteStatus; from: string }[];
}

const PROGRESS: readonly SiteStatus[] = [
  "de_xuat",
  "ke_hoach",
  "da_cap_phep",
  "dang_xay_dung",
  "cho_dien",
  "cho_phat_song",
  "hoat_dong",
];

/** A site that goes from plan to air. */
export function goingOnAir(
  operatorCode: string,
  spot: MastSpot,
  from: string,
  plannedFrom: string,
): PlannedSite {
  const build = addDays(from, -75);
  const stages: PlannedSite["stages"] = [];
  if (plannedFrom < addDays(build, -60)) {
    stages.push({ status: "ke_hoach", from: plannedFrom });
    stages.push({ status: "da_cap_phep", from: addDays(build, -40) });
  } else {
    stages.push({ status: "da_cap_phep", from: plannedFrom });
  }
  const building = build > plannedFrom ? build : addDays(plannedFrom, 7);
  stages.push({ status: "dang_xay_dung", from: building });
  stages.push({ status: "cho_phat_song", from: addDays(from, -12) });
  stages.push({ status: "hoat_dong", from });
  return { operatorCode, spot, stages };
}

export function waiting(
  operatorCode: string,
  spot: MastSpot,
  status: SiteStatus,
  from: string,
): PlannedSite {
  const stages: PlannedSite["stages"] = [
    { status: status === "de_xuat" ? "de_xuat" : "ke_hoach", from },
  ];
  if (status === "vuong_mat_bang") stages.push({ status, from: addDays(from, 190) });
  return { operatorCode, spot, stages };
}

/** A site that has got as far as `status` by the end. */
export function underWay(
  operatorCode: string,
  spot: MastSpot,
  status: SiteStatus,
  from: string,
  dates: Random,
): PlannedSite {
  const steps = PROGRESS.slice(PROGRESS.indexOf("ke_hoach"), PROGRESS.indexOf(status) + 1);
  if (steps.length === 0) return { operatorCode, spot, stages: [{ status, from }] };
  const stages = steps.map((step, index) => ({
    status: step,
    from:
      index === 0 ? from : dayBetween(from, END_DAY, (index - 0.3 * dates.next()) / steps.length),
  }));
  return { operatorCode, spot, stages };
}

/** What a site is on a day, if it is known by then. */
export function statusOn(site: PlannedSite, day: string): SiteStatus | undefined {
  return site.stages.findLast((stage) => stage.from <= day)?.status;
}

/** First day on air, if it ever is. */
export function firstOnAir(site: PlannedSite): string | undefined {
  return site.stages.find(({ status }) => status === "hoat_dong")?.from;
}

/** True on the day of the plan's baseline. */
export function isOnAirAtStart(site: PlannedSite): boolean {
  return statusOn(site, START_DAY) === "hoat_dong";
}
