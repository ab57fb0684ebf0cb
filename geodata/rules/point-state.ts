import type { Static } from "typebox";
import type { Evidence } from "../model/evidence.ts";
import type { Rule } from "../model/rule.ts";
import type { FtthVerdict, MobileVerdict } from "../model/verdict.ts";
import type { PointFinding } from "../model/village-detail.ts";
import { answerAt } from "./evidence-in-force.ts";

export type PointState = Static<typeof PointFinding>["state"];

/** What stands about one point for one operator and technology. */
export interface Standing {
  /** The row in force there. */
  used: Evidence | undefined;
  /** The newest calculation there, whether or not the rule admits it. */
  modelled: Evidence | undefined;
}

/** One valid positive covers a point; a negative without a positive leaves it uncovered. */
export function pointState(standings: readonly Standing[], point: string): PointState {
  let state: PointState = "unknown";
  for (const { used } of standings) {
    if (used === undefined) continue;
    if (answerAt(used, point) === true) return "covered";
    state = "uncovered";
  }
  return state;
}

/** The verdict from the states of the points; clusters count only where the rule looks at them. */
export function mobileVerdict(
  centre: PointState,
  clusters: readonly PointState[],
  points: Rule["points"],
): MobileVerdict {
  if (centre === "unknown") return "chua_ro";
  if (centre === "uncovered") return "trang_song";
  const hole = points === "centre_and_clusters" && clusters.includes("uncovered");
  return hole ? "lom_song" : "phu_song";
}

const FTTH_VERDICT = {
  covered: "co_cap",
  uncovered: "chua_co_cap",
  unknown: "chua_ro",
} as const satisfies Record<PointState, FtthVerdict>;

/** Fibre is judged at the centre alone. */
export function ftthVerdict(centre: PointState): FtthVerdict {
  return FTTH_VERDICT[centre];
}

/**
 * True when the state of a point rests on measurements: one that covers it or, where it is
 * uncovered, nothing but measurements.
 */
export function isMeasured(
  standings: readonly Standing[],
  point: string,
  state: PointState,
): boolean {
  if (state === "unknown") return false;
  if (state === "uncovered") {
    return standings.every(({ used }) => used === undefined || used.kind === "measured");
  }
  return standings.some(({ used }) => used?.kind === "measured" && answerAt(used, point) === true);
}

/**
 * True when a calculation contradicts a claim that decides the point: a claim whose answer is the
 * point's answer, that no measurement has settled, against the newest calculation of the same
 * operator and technology.
 */
export function isInDoubt(
  standings: readonly Standing[],
  point: string,
  state: PointState,
): boolean {
  if (state === "unknown") return false;
  const answer = state === "covered";
  const contradicted = standings.some(
    ({ used, modelled }) =>
      modelled !== undefined &&
      used?.kind === "claimed" &&
      answerAt(used, point) === answer &&
      answerAt(modelled, point) !== answer,
  );
  return contradicted && !isMeasured(standings, point, state);
}
