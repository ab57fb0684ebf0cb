import type { Static } from "typebox";
import { addDays } from "../model/day.ts";
import type { Evidence, EvidenceKind } from "../model/evidence.ts";
import type { AdmittedEvidence } from "../model/rule.ts";
import type { SetAsideReason as SetAsideReasonSchema } from "../model/village-detail.ts";

export type SetAsideReason = Static<typeof SetAsideReasonSchema>;

/** The name of a thôn's centre among its points; the others are the ids of its clusters. */
export const CENTRE = "centre";

/** ITU's mobile country code of Việt Nam; a phone on any other network proves nothing here. */
const MCC_VIETNAM = "452";

/** True when the row was observed on a network of another country: kept, but never evidence. */
export function isForeignNetwork(row: Evidence): boolean {
  return row.mccMnc !== undefined && !row.mccMnc.startsWith(`${MCC_VIETNAM}-`);
}

/**
 * What a row says of one point (`centre` or a cluster's id): covered, not covered, or nothing.
 * Should a row name a cluster twice, its first word counts.
 */
export function answerAt(row: Evidence, point: string): boolean | undefined {
  if (point === CENTRE) return row.covered;
  return row.clusters.find((cluster) => cluster.clusterId === point)?.covered;
}

/**
 * Of which points a row speaks, in one word: rows that speak of the same points supersede each other
 * whole; one that speaks of clusters alone never hides an older word about the centre.
 */
export function pointsOf(row: Evidence): string {
  const clusters = new Set(row.clusters.map(({ clusterId }) => clusterId));
  return [row.covered === undefined ? "" : CENTRE, ...[...clusters].sort()].join(" ");
}

/**
 * True when `row` is the word that stands before `other` of the same kind: observed later or, of one
 * day, the less favourable (first at `point`, where one is given), for nobody knows which was meant.
 * Only what is public decides, then the id; so the answer never depends on the order of rows, nor
 * on an operator's own numbers: rows that are publicly alike have ids by `public-evidence.ts`.
 */
export function isLater(row: Evidence, other: Evidence, point = CENTRE): boolean {
  if (row.observedOn !== other.observedOn) return row.observedOn > other.observedOn;
  const here = answerAt(row, point);
  const there = answerAt(other, point);
  if (here !== there) return here === false || there === true;
  const content = publicContentOf(row);
  const otherContent = publicContentOf(other);
  return content === otherContent ? row.id >= other.id : content < otherContent;
}

/**
 * What a row says, without who says it and under which number, as text: `0` (not covered), `1` or
 * `x` (not spoken of) for the centre, the same for each cluster, the level and the network. Of two
 * texts the smaller is the less favourable.
 */
export function publicContentOf({ covered, clusters, rsrpDbm, mccMnc }: Evidence): string {
  const said = (answer: boolean | undefined) => (answer === undefined ? "x" : answer ? "1" : "0");
  const ofClusters = clusters.map((cluster) => `${said(cluster.covered)}${cluster.clusterId}`);
  return [
    said(covered),
    ...ofClusters.sort(),
    // -150 to -30 dBm: three digits that grow with the level.
    ...(rsrpDbm === undefined ? [] : [`${String(150 + rsrpDbm).padStart(3, "0")}dB`]),
    ...(mccMnc === undefined ? [] : [mccMnc]),
  ].join(".");
}

/** The first day on which evidence of this shelf life still counts on `asOf`; "" = never too old. */
export function freshFrom(asOf: string, shelfLifeDays: number | undefined): string {
  return shelfLifeDays === undefined ? "" : addDays(asOf, -shelfLifeDays);
}

/**
 * The kinds that may decide, best first. Calculation never decides beside claims or measurements:
 * `modelled` counts only in a rule that admits nothing else.
 */
export function officialOrder(evidence: readonly AdmittedEvidence[]): readonly AdmittedEvidence[] {
  const official = evidence.filter((admitted) => admitted.kind !== "modelled");
  return official.length > 0 ? official : evidence;
}

/**
 * The same for fibre, which is never calculated: what the rule says of measurements and claims, or
 * any measurement before any claim where it speaks of neither.
 */
export function officialOrderFtth(
  evidence: readonly AdmittedEvidence[],
): readonly AdmittedEvidence[] {
  const official = evidence.filter((admitted) => admitted.kind !== "modelled");
  return official.length > 0 ? official : [{ kind: "measured" }, { kind: "claimed" }];
}

export interface EvidenceInForce {
  /** The row that speaks for this operator and technology at this point. */
  used: Evidence | undefined;
  /** Every other row that speaks of the point, newest first, with the reason. */
  setAside: { evidence: Evidence; reason: SetAsideReason }[];
}

/**
 * Which row stands at one point, of the rows of one operator and one technology about one thôn.
 * The first kind of `order` with a row within its shelf life decides, by its latest row; a row is
 * fresh for `shelfLifeDays` days after the day of observation, that last day included. Rows that
 * were observed after `asOf` or say nothing of the point are in neither answer.
 */
export function evidenceInForce(
  rows: readonly Evidence[],
  point: string,
  order: readonly AdmittedEvidence[],
  asOf: string,
): EvidenceInForce {
  const speaking = rows
    .filter((row) => row.observedOn <= asOf && answerAt(row, point) !== undefined)
    .sort((a, b) => (isLater(a, b, point) ? -1 : 1));
  const latest = new Map<EvidenceKind, Evidence>();
  const reasons = new Map<Evidence, SetAsideReason>();
  for (const row of speaking) {
    const admitted = order.find((candidate) => candidate.kind === row.kind);
    if (isForeignNetwork(row)) reasons.set(row, "foreign_network");
    else if (admitted === undefined) reasons.set(row, "not_admitted");
    else if (row.observedOn < freshFrom(asOf, admitted.shelfLifeDays)) reasons.set(row, "expired");
    else if (latest.has(row.kind)) reasons.set(row, "superseded");
    else latest.set(row.kind, row);
  }
  const used = order.map(({ kind }) => latest.get(kind)).find((row) => row !== undefined);
  return {
    used,
    setAside: speaking
      .filter((row) => row !== used)
      .map((evidence) => ({ evidence, reason: reasons.get(evidence) ?? "outranked" })),
  };
}
