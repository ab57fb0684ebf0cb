import type { SiteStatus } from "../../../geodata/model/site.ts";
import type { Facts } from "../facts.ts";
import type { Random } from "../random.ts";
import { addDays, dayBetween } from "./days.ts";
import type { MastPlan } from "./mast-plan.ts";
import type { MastSpot } from "./mast-spots.ts";
import { goingOnAir, type PlannedSite, underWay, waiting } from "./site-stages.ts";
import { assignOwners, assignTenants, mostUseful } from "./tenancy.ts";

/**
 * Sites per operator are those of `operators.csv`: 125 in mid-2023 and 150 at the end of 2025 over
 * four operators. 125 masts on air of which 20 are shared would need 145 sites, so the 125 cannot
 * all be on air: we keep the site counts exact and the share as near to the plan's 16 % as whole
 * masts allow. Mid-2023: 106 masts on air, 17 of them shared (15 by two, 2 by three) = 16.04 %; 125
 * masts known, 19 of them planned or waiting for land. End of 2025: 124 on air, 24 shared (19.4 %), of 150 known.
 */
export const MAST_COUNTS = { base: 106, added: 20, stuck: 5, pipeline: 20 } as const;
/** Of the added masts, how many are already known in mid-2023: 106 + 14 + 5 = 125. */
const KNOWN_AT_START = 14;

/** Who rents on another's mast: in mid-2023, and in addition by the end of 2025. */
const TENANTS_AT_START = { VTL: 3, VNPT: 7, MBF: 7, VNM: 2 } as const;
const TENANTS_ADDED = { VNPT: 3, MBF: 4 } as const;
/** Two of the tenants of mid-2023 are third on their mast. */
const THIRD_TENANTS = ["MBF", "MBF"] as const;
/** Sites that leave the air before the end of 2025, and for good. */
const LEAVING: readonly { operatorCode: string; status: SiteStatus; from: string }[] = [
  { operatorCode: "VTL", status: "thao_do", from: "2024-08-20" },
  { operatorCode: "MBF", status: "tam_ngung", from: "2025-10-12" },
];
/** Sites that are off for some weeks, never on a day that operators report on. */
const PAUSES: readonly { operatorCode: string; from: string; to: string }[] = [
  { operatorCode: "VTL", from: "2023-10-09", to: "2023-11-20" },
  { operatorCode: "VNPT", from: "2024-07-18", to: "2024-09-12" },
  { operatorCode: "VTL", from: "2025-04-21", to: "2025-06-03" },
];
/** First day on air of the masts that reach one more thôn each, in the order of the plan. */
export const REACHED_LATER_ON = [
  "2023-08-25",
  "2023-11-28",
  "2024-01-19",
  "2024-03-08",
  "2024-05-24",
  "2024-11-15",
  "2025-05-16",
  "2025-11-21",
] as const;
const REACHED_LATER_BY = ["VTL", "VNPT", "VTL", "VTL", "VNPT", "VTL", "VTL", "VTL"] as const;
/** What is in the way of the masts that never get built. */
const STUCK_AT: readonly SiteStatus[] = [
  "vuong_mat_bang",
  "ke_hoach",
  "vuong_mat_bang",
  "ke_hoach",
  "de_xuat",
];
/** Where the newest masts have got to by the end of 2025. */
const PIPELINE_AT: readonly SiteStatus[] = [
  "dang_xay_dung",
  "da_cap_phep",
  "ke_hoach",
  "dang_xay_dung",
  "cho_dien",
  "ke_hoach",
  "da_cap_phep",
  "cho_phat_song",
  "de_xuat",
  "dang_xay_dung",
];
/** Who puts a site where and when, so that the counts above hold. */
export function planSites(plan: MastPlan, facts: Facts, random: Random): PlannedSite[] {
  const wanted = new Map(
    facts.operators.map((operator) => [operator.code, operator.demoSites2023]),
  );
  const own = new Map([...wanted].map(([code, sites]) => [code, sites - tenantsOf(code)]));
  const built = assignOwners(plan.base, own);
  const tenants = assignTenants(built, TENANTS_AT_START, THIRD_TENANTS);
  const dates = random.fork("dates");
  const atStart: PlannedSite[] = [...built, ...tenants].map(({ operatorCode, spot }) => ({
    operatorCode,
    spot,
    stages: [{ status: "hoat_dong", from: dayBetween("2009-03-01", "2023-04-30", dates.next()) }],
  }));
  // A tenant comes after the owner.
  for (const site of atStart) {
    const owner = atStart.find(({ spot }) => spot === site.spot)!;
    if (owner === site || owner.stages[0]!.from < site.stages[0]!.from) continue;
    [owner.stages, site.stages] = [site.stages, owner.stages];
  }
  leaveAndPause(atStart);
  return [
    ...atStart,
    ...addedSites(plan, facts, atStart, dates),
    ...plan.stuck.map((spot, index) =>
      waiting(
        index % 2 === 0 ? "VTL" : "VNPT",
        spot,
        STUCK_AT[index]!,
        dayBetween("2022-03-01", "2023-05-15", dates.next()),
      ),
    ),
    ...plan.pipeline.map((spot, index) => {
      const operatorCode = ["VTL", "VNPT", "VTL", "MBF", "VTL"][index % 5]!;
      const status = PIPELINE_AT[index % PIPELINE_AT.length]!;
      return underWay(
        operatorCode,
        spot,
        status,
        dayBetween("2024-01-15", "2025-03-30", dates.next()),
        dates,
      );
    }),
  ];
}

function tenantsOf(code: string): number {
  return TENANTS_AT_START[code as keyof typeof TENANTS_AT_START] ?? 0;
}

/** Ends and interrupts sites that stand alone in a place where others of the operator are near. */
function leaveAndPause(sites: PlannedSite[]): void {
  const alone = (site: PlannedSite) => sites.filter(({ spot }) => spot === site.spot).length === 1;
  const used = new Set<PlannedSite>();
  const spare = (operatorCode: string): PlannedSite => {
    const own = sites.filter(
      (site) => site.operatorCode === operatorCode && alone(site) && !used.has(site),
    );
    const others = (site: PlannedSite) => sites.filter((other) => other !== site);
    const loss = (site: PlannedSite) =>
      [...site.spot.marginDb].filter(
        ([id, margin]) =>
          margin > 0 && others(site).every(({ spot }) => (spot.marginDb.get(id) ?? -99) <= 0),
      ).length;
    const site = own.toSorted((a, b) => loss(a) - loss(b))[0];
    if (site === undefined) throw new Error(`No site of ${operatorCode} can be spared`);
    used.add(site);
    return site;
  };
  for (const { operatorCode, status, from } of LEAVING)
    spare(operatorCode).stages.push({ status, from });
  for (const { operatorCode, from, to } of PAUSES) {
    spare(operatorCode).stages.push(
      { status: "tam_ngung", from },
      { status: "hoat_dong", from: to },
    );
  }
}

/** New sites on new and on other operators' masts, so that the counts of 2025 come out exactly. */
function addedSites(
  plan: MastPlan,
  facts: Facts,
  atStart: readonly PlannedSite[],
  dates: Random,
): PlannedSite[] {
  const left = new Map(
    facts.operators.map(({ code, demoSites2023, demoSites2025 }) => [
      code,
      demoSites2025 -
        demoSites2023 +
        LEAVING.filter(({ operatorCode }) => operatorCode === code).length,
    ]),
  );
  const sites: PlannedSite[] = [];
  const open = (operatorCode: string, spot: MastSpot, onAirFrom: string, plannedFrom: string) => {
    left.set(operatorCode, left.get(operatorCode)! - 1);
    sites.push(goingOnAir(operatorCode, spot, onAirFrom, plannedFrom));
  };
  const shares = Object.entries(TENANTS_ADDED);
  for (const [operatorCode, count] of shares) {
    for (let index = 0; index < count; index++) {
      const all = [...atStart, ...sites];
      const single = atStart.filter(
        (site) =>
          site.operatorCode !== operatorCode &&
          site.stages.at(-1)!.status === "hoat_dong" &&
          all.filter(({ spot }) => spot === site.spot).length === 1,
      );
      const spot = mostUseful(
        operatorCode,
        single.map((site) => site.spot),
        all,
      );
      const from = dayBetween("2023-10-01", "2025-10-31", dates.next());
      open(operatorCode, spot, from, addDays(from, -dates.integer(60, 140)));
    }
  }
  plan.added.forEach((spot, index) => {
    const known = index < KNOWN_AT_START;
    const fallback = [...left].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
    const operatorCode = REACHED_LATER_BY[index] ?? fallback;
    const from =
      REACHED_LATER_ON[index] ??
      dayBetween(
        known ? "2023-09-15" : "2024-12-01",
        known ? "2024-11-30" : "2025-12-10",
        dates.next(),
      );
    const plannedFrom = known
      ? dayBetween("2022-02-01", "2023-06-15", dates.next())
      : addDays(from, -dates.integer(220, 330));
    open(operatorCode, spot, from, plannedFrom);
  });
  const unplaced = [...left].filter(([, count]) => count !== 0);
  if (unplaced.length > 0) throw new Error(`Sites left over: ${JSON.stringify(unplaced)}`);
  return sites;
}
