import type { Static } from "typebox";
import type { Evidence } from "../model/evidence.ts";
import type { AdmittedEvidence } from "../model/rule.ts";
import { TECHNOLOGIES, type Technology } from "../model/technology.ts";
import type {
  PointFinding as PointFindingSchema,
  SetAsideEvidence as SetAsideEvidenceSchema,
  UsedEvidence as UsedEvidenceSchema,
} from "../model/village-detail.ts";
import {
  answerAt,
  evidenceInForce,
  isForeignNetwork,
  isLater,
  type SetAsideReason,
} from "./evidence-in-force.ts";
import { isInDoubt, isMeasured, pointState, type Standing } from "./point-state.ts";

type PointFinding = Static<typeof PointFindingSchema>;
type UsedEvidence = Static<typeof UsedEvidenceSchema>;
type SetAsideEvidence = Static<typeof SetAsideEvidenceSchema>;

/** What is asked of the evidence about one thôn. */
export interface Question {
  /** Rows of this thôn and theme, observed on or before `asOf`. */
  rows: readonly Evidence[];
  asOf: string;
  /** `centre`, then the ids of the clusters. */
  points: readonly string[];
  /** The points that the rule looks at. */
  deciding: ReadonlySet<string>;
  /** The technologies that are judged; rows of others are set aside as not counted. */
  technologies: readonly Technology[];
  /** Kinds of evidence that may decide, best first. */
  order: readonly AdmittedEvidence[];
}

/** One point with what the reasons and the next step need to know of it. */
export interface JudgedPoint extends PointFinding {
  /** Its state rests on a measurement within its shelf life. */
  measured: boolean;
  /** A calculation contradicts the claim that its state rests on. */
  inDoubt: boolean;
  /** A measurement at this point is older than its shelf life. */
  expiredMeasurement: boolean;
}

export interface Findings {
  points: JudgedPoint[];
  used: UsedEvidence[];
  /** By operator, technology, newest first. */
  setAside: SetAsideEvidence[];
}

/**
 * Looks at every point for every operator and technology. A row that is used at one point is not
 * listed as set aside at another; a row that is set aside at several points carries the reason of
 * the first of them.
 */
export function findingsOf(question: Question): Findings {
  const { rows, asOf, points, technologies, order } = question;
  const groups = groupByOperatorAndTechnology(rows);
  const counted = groups.filter((group) => technologies.includes(group.technology));
  const reasons = new Map<Evidence, SetAsideReason>();
  const used: UsedEvidence[] = [];

  const judgedPoints = points.map((point): JudgedPoint => {
    const standings: Standing[] = [];
    const coveredBy: PointFinding["coveredBy"] = [];
    let expiredMeasurement = false;
    for (const { operatorCode, technology, rows: ofGroup } of counted) {
      const inForce = evidenceInForce(ofGroup, point, order, asOf);
      standings.push({ used: inForce.used, modelled: newestModelled(ofGroup, point) });
      for (const { evidence, reason } of inForce.setAside) {
        if (!reasons.has(evidence)) reasons.set(evidence, reason);
        if (reason === "expired" && evidence.kind === "measured") expiredMeasurement = true;
      }
      if (inForce.used === undefined) continue;
      used.push({ evidence: inForce.used, point });
      if (answerAt(inForce.used, point) === true) coveredBy.push({ operatorCode, technology });
    }
    const state = pointState(standings, point);
    return {
      point,
      decides: question.deciding.has(point),
      state,
      coveredBy,
      measured: isMeasured(standings, point, state),
      inDoubt: isInDoubt(standings, point, state),
      expiredMeasurement,
    };
  });

  for (const group of groups) {
    if (counted.includes(group)) continue;
    for (const row of group.rows) {
      if (points.every((point) => answerAt(row, point) === undefined)) continue;
      reasons.set(row, isForeignNetwork(row) ? "foreign_network" : "not_counted");
    }
  }

  const usedRows = new Set(used.map(({ evidence }) => evidence));
  const setAside = groups.flatMap((group) =>
    group.rows.flatMap((evidence) => {
      const reason = reasons.get(evidence);
      return reason === undefined || usedRows.has(evidence) ? [] : [{ evidence, reason }];
    }),
  );
  return { points: judgedPoints, used, setAside };
}

interface Group {
  operatorCode: string;
  technology: Technology;
  /** Newest first. */
  rows: Evidence[];
}

/** Ordered by operator, then technology from 2G to 5G to fibre. */
function groupByOperatorAndTechnology(rows: readonly Evidence[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const key = `${row.operatorCode} ${TECHNOLOGIES.indexOf(row.technology)}`;
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { ...pick(row), rows: [row] });
  }
  const inOrder = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  for (const group of inOrder) group.rows.sort((a, b) => (isLater(a, b) ? -1 : 1));
  return inOrder;
}

function pick({ operatorCode, technology }: Evidence) {
  return { operatorCode, technology };
}

function newestModelled(newestFirst: readonly Evidence[], point: string): Evidence | undefined {
  return newestFirst.find(
    (row) =>
      row.kind === "modelled" && answerAt(row, point) !== undefined && !isForeignNetwork(row),
  );
}
