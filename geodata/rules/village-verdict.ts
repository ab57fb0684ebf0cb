import type { Evidence } from "../model/evidence.ts";
import type { AdmittedEvidence, Rule } from "../model/rule.ts";
import type { MobileTechnology, Technology } from "../model/technology.ts";
import type { FtthVerdict, MobileVerdict, VerdictFlag, VillageVerdicts } from "../model/verdict.ts";
import type { Village } from "../model/village.ts";
import type { Judgement } from "../model/village-detail.ts";
import { answerAt, CENTRE, officialOrder, officialOrderFtth } from "./evidence-in-force.ts";
import { type Findings, findingsOf } from "./findings.ts";
import { nextEvidence } from "./next-evidence.ts";
import {
  ftthVerdict,
  isInDoubt,
  mobileVerdict,
  type PointState,
  pointState,
  type Standing,
} from "./point-state.ts";
import { type Standings, standingsOf } from "./standings.ts";

/** What of a thôn its verdict depends on. */
export type JudgedPlaces = Pick<Village, "id" | "clusters">;

/** A part only: one technology judged alone, and/or what one operator has. */
export interface MobilePart {
  technology?: MobileTechnology | undefined;
  operatorCode?: string | undefined;
}
export type FtthPart = Pick<MobilePart, "operatorCode">;

type Reasons = Omit<Judgement, "verdict">;
export type MobileJudgement = Reasons & { verdict: MobileVerdict };
export type FtthJudgement = Reasons & { verdict: FtthVerdict };

/**
 * The verdict of a thôn for mobile broadband with all its reasons. Without `only.technology` the
 * technologies that the rule counts decide together; with it that technology is judged alone, also
 * where the rule does not count it. Rows of other thôn, of fibre, of parts that were not asked for,
 * observed after `asOf`, or silent about every point of the thôn appear nowhere in the answer; all
 * others are either used or set aside. `used` also lists what stands at points that the rule does
 * not look at (`points[].decides` tells them apart).
 */
export function judgeMobile(
  rule: Rule,
  village: JudgedPlaces,
  evidence: readonly Evidence[],
  asOf: string,
  only: MobilePart = {},
): MobileJudgement {
  const order = officialOrder(rule.evidence);
  const clusterIds = village.clusters.map((cluster) => cluster.id);
  const findings = findingsOf({
    rows: evidence.filter(
      (row) =>
        row.technology !== "ftth" &&
        (only.technology === undefined || row.technology === only.technology) &&
        isAskedFor(row, village, asOf, only.operatorCode),
    ),
    asOf,
    points: [CENTRE, ...clusterIds],
    deciding: new Set(rule.points === "centre" ? [CENTRE] : [CENTRE, ...clusterIds]),
    technologies: only.technology === undefined ? rule.technologies : [only.technology],
    order,
  });
  const [centre, ...clusters] = findings.points.map((point) => point.state);
  const verdict = mobileVerdict(centre ?? "unknown", clusters, rule.points);
  return { verdict, ...reasonsOf(verdict, findings, order) };
}

/**
 * The verdict of a thôn for fibre to the home with all its reasons: it has fibre by any operator's
 * claim or measurement in force at the centre. The same rows as in `judgeMobile` are left out.
 */
export function judgeFtth(
  rule: Rule,
  village: JudgedPlaces,
  evidence: readonly Evidence[],
  asOf: string,
  only: FtthPart = {},
): FtthJudgement {
  const order = officialOrderFtth(rule.evidence);
  const technologies: Technology[] = ["ftth"];
  const findings = findingsOf({
    rows: evidence.filter(
      (row) => row.technology === "ftth" && isAskedFor(row, village, asOf, only.operatorCode),
    ),
    asOf,
    points: [CENTRE, ...village.clusters.map((cluster) => cluster.id)],
    deciding: new Set([CENTRE]),
    technologies,
    order,
  });
  const verdict = ftthVerdict(findings.points[0]?.state ?? "unknown");
  return { verdict, ...reasonsOf(verdict, findings, order) };
}

export interface QuickJudgement {
  verdicts: VillageVerdicts;
  /** Operators that cover the centre with a technology that the rule counts. */
  operatorCount: number;
  /** Of mobile broadband and of fibre, as in their judgements. */
  flags: VerdictFlag[];
}

/**
 * All verdicts of a thôn in one pass and without reasons, for lists, maps and tiles: the same
 * verdicts and flags as `judgeMobile` and `judgeFtth` give one by one.
 */
export function verdictsOf(
  rule: Rule,
  village: JudgedPlaces,
  evidence: readonly Evidence[],
  asOf: string,
  operatorCode?: string,
): QuickJudgement {
  const clusterIds = rule.points === "centre" ? [] : village.clusters.map((cluster) => cluster.id);
  const points = [CENTRE, ...clusterIds];
  const rows = evidence.filter((row) => isAskedFor(row, village, asOf, operatorCode));
  const standings = standingsOf(rule, points, rows, asOf);

  const at = (technologies: readonly Technology[]) =>
    points.map((_, index) =>
      standings
        .filter(({ technology }) => technologies.includes(technology))
        .map((standing) => standing.at[index]!),
    );
  const statesOf = (counted: readonly Standing[][]) =>
    counted.map((here, index) => pointState(here, points[index]!));
  const mobileOf = ([centre, ...clusters]: readonly PointState[]) =>
    mobileVerdict(centre!, clusters, rule.points);

  const mobile = at(rule.technologies);
  const mobileStates = statesOf(mobile);
  const ftth = at(["ftth"])[0]!;
  const ftthState = pointState(ftth, CENTRE);
  const inDoubt =
    isInDoubt(ftth, CENTRE, ftthState) ||
    mobile.some((here, index) => isInDoubt(here, points[index]!, mobileStates[index]!));
  return {
    verdicts: {
      mobile: mobileOf(mobileStates),
      umts: mobileOf(statesOf(at(["umts"]))),
      lte: mobileOf(statesOf(at(["lte"]))),
      nr: mobileOf(statesOf(at(["nr"]))),
      ftth: ftthVerdict(ftthState),
    },
    operatorCount: countOperators(standings, rule.technologies),
    flags: inDoubt ? ["dang_xac_minh"] : [],
  };
}

function countOperators(standings: readonly Standings[], technologies: readonly Technology[]) {
  const covering = standings.filter(({ technology, at: [centre] }) => {
    const used = technologies.includes(technology) ? centre?.used : undefined;
    return used !== undefined && answerAt(used, CENTRE) === true;
  });
  return new Set(covering.map(({ operatorCode }) => operatorCode)).size;
}

function isAskedFor(
  row: Evidence,
  village: JudgedPlaces,
  asOf: string,
  operatorCode: string | undefined,
): boolean {
  return (
    row.villageId === village.id &&
    row.observedOn <= asOf &&
    (operatorCode === undefined || row.operatorCode === operatorCode)
  );
}

function reasonsOf(
  verdict: MobileVerdict | FtthVerdict,
  findings: Findings,
  order: readonly AdmittedEvidence[],
): Reasons {
  const inDoubt = findings.points.some((point) => point.decides && point.inDoubt);
  return {
    flags: inDoubt ? ["dang_xac_minh"] : [],
    points: findings.points.map(({ point, decides, state, coveredBy }) => ({
      point,
      decides,
      state,
      coveredBy,
    })),
    used: findings.used,
    setAside: findings.setAside,
    next: nextEvidence(
      verdict,
      findings.points,
      order.some(({ kind }) => kind === "claimed"),
    ),
  };
}
