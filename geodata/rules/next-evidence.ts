import type { Static } from "typebox";
import type { FtthVerdict, MobileVerdict } from "../model/verdict.ts";
import type { NextEvidence as NextEvidenceSchema } from "../model/village-detail.ts";
import type { JudgedPoint } from "./findings.ts";

export type NextEvidence = Static<typeof NextEvidenceSchema>;

/**
 * The cheapest evidence that would settle or change a verdict. A letter is cheaper than a trip: a
 * thôn that nobody spoke of is asked about first, where the rule admits claims. A claim that is
 * contradicted, or that leaves a point uncovered, is worth a trip; a measurement that grew too old
 * is renewed. What measurements say needs nothing more, good or bad.
 */
export function nextEvidence(
  verdict: MobileVerdict | FtthVerdict,
  points: readonly JudgedPoint[],
  admitsClaims: boolean,
): NextEvidence {
  const [centre, ...clusters] = points;
  const expired = centre?.expiredMeasurement === true && !centre.measured;
  if (verdict === "chua_ro" && admitsClaims) return "ask_operator_claim";
  if (expired) return "renew_measurement";
  if (verdict === "chua_ro" || centre?.inDoubt) return "measure_centre";
  if (verdict === "trang_song" || verdict === "chua_co_cap") {
    return centre?.measured ? "none" : "measure_centre";
  }
  const openCluster = clusters.some(
    (cluster) =>
      cluster.decides && (cluster.inDoubt || (cluster.state === "uncovered" && !cluster.measured)),
  );
  return openCluster ? "measure_clusters" : "none";
}
