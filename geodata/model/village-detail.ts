import { type Static, Type } from "typebox";
import { Epoch } from "./administrative-unit.ts";
import { Day } from "./day.ts";
import { Evidence } from "./evidence.ts";
import { lonLat } from "./geojson.ts";
import { DistanceBasis } from "./precision.ts";
import { SiteStatus } from "./site.ts";
import { MobileTechnology, Technology } from "./technology.ts";
import { MobileVerdict, Verdict, VerdictFlag } from "./verdict.ts";
import { Cluster, VillageKind } from "./village.ts";
import { VillageListItem } from "./village-list.ts";

/** Why a row of evidence did not decide. */
export const SetAsideReason = Type.Union([
  Type.Literal("superseded", { description: "A newer row of the same kind stands" }),
  Type.Literal("outranked", { description: "A better kind of evidence decides" }),
  Type.Literal("expired", { description: "Older than its shelf life" }),
  Type.Literal("not_admitted", { description: "The rule does not admit this kind" }),
  Type.Literal("not_counted", { description: "The rule does not count this technology" }),
  Type.Literal("foreign_network", { description: "Measured on a foreign network" }),
]);

export const UsedEvidence = Type.Object({ evidence: Evidence, point: Type.String() });
export const SetAsideEvidence = Type.Object({ evidence: Evidence, reason: SetAsideReason });

/** What the evidence says of one point of the thôn: the centre or a cluster. */
export const PointFinding = Type.Object({
  point: Type.String({ description: "`centre` or a cluster's id" }),
  decides: Type.Boolean({ description: "Whether the rule looks at this point" }),
  state: Type.Union([Type.Literal("covered"), Type.Literal("uncovered"), Type.Literal("unknown")]),
  coveredBy: Type.Array(Type.Object({ operatorCode: Type.String(), technology: Technology })),
});

/** The newest standing answer of one operator and technology about the centre. */
export const OperatorFinding = Type.Object({
  operatorCode: Type.String(),
  technology: Technology,
  verdict: Verdict,
  counted: Type.Boolean({ description: "Whether the rule counts this technology" }),
  evidenceId: Type.Optional(Type.String()),
  observedOn: Type.Optional(Day),
  evidenceKind: Type.Optional(Evidence.properties.kind),
});

/** The cheapest thing that would settle or change the verdict. */
export const NextEvidence = Type.Union([
  Type.Literal("none", { description: "The verdict is positive and settled" }),
  Type.Literal("ask_operator_claim", { description: "Nobody reported: ask for a report" }),
  Type.Literal("measure_centre", { description: "Measure at the centre" }),
  Type.Literal("measure_clusters", { description: "Measure at the clusters without signal" }),
  Type.Literal("renew_measurement", { description: "A measurement has expired: measure again" }),
]);

export const NearestMast = Type.Object({
  mastId: Type.String(),
  distanceM: Type.Integer(),
  operatorCodes: Type.Array(Type.String()),
  technologies: Type.Array(MobileTechnology),
  position: Type.Optional(Type.Object(lonLat)),
});
const NearestFibre = Type.Object({
  spanId: Type.String(),
  operatorCode: Type.String(),
  distanceM: Type.Integer(),
});

/** What is being done about it: a mast of a later day. */
export const WorkNear = Type.Object({
  siteId: Type.String(),
  code: Type.Optional(Type.String({ description: "Absent where it is not told" })),
  operatorCode: Type.String(),
  status: SiteStatus,
  distanceM: Type.Integer(),
  basis: Type.Optional(DistanceBasis),
});

/** A mast on air beside a report that says there is no signal. */
export const Contradiction = Type.Object({
  siteId: Type.String(),
  operatorCode: Type.String(),
  technology: MobileTechnology,
  distanceM: Type.Integer(),
});

/** A verdict with everything that it rests on. */
export const Judgement = Type.Object({
  verdict: Verdict,
  flags: Type.Array(VerdictFlag),
  points: Type.Array(PointFinding),
  used: Type.Array(UsedEvidence),
  setAside: Type.Array(SetAsideEvidence),
  next: NextEvidence,
});
export type Judgement = Static<typeof Judgement>;

/** `GET /api/villages/{id}` */
export const VillageDetail = Type.Object({
  asOf: Day,
  rule: Type.String(),
  epoch: Epoch,
  village: Type.Object({
    ...VillageListItem.properties,
    kind: VillageKind,
    clusters: Type.Array(Cluster),
    positionAccuracyM: Type.Optional(Type.Number()),
    source: Type.String(),
    vn2000: Type.Object(
      { x: Type.Number(), y: Type.Number() },
      { description: "VN-2000, kinh tuyến trục 107°15', múi 3°: x northing, y easting, m" },
    ),
    communes: Type.Array(
      Type.Object({ epoch: Epoch, code: Type.String(), validFrom: Day, name: Type.String() }),
    ),
    outsideCommuneM: Type.Optional(
      Type.Integer({ description: "How far the centre lies outside its commune's outline" }),
    ),
  }),
  remoteReasons: Type.Array(
    Type.Union([
      Type.Literal("no_grid_power"),
      Type.Literal("hardship"),
      Type.Literal("far_from_road"),
      Type.Literal("far_from_mast"),
    ]),
  ),
  remoteReasonsLeftOut: Type.Optional(
    Type.Array(Type.Literal("far_from_mast"), {
      description: "Criteria that were not looked at, because the distance is not told",
    }),
  ),
  mobile: Judgement,
  ftth: Judgement,
  technologies: Type.Array(
    Type.Object({ technology: MobileTechnology, verdict: MobileVerdict, counted: Type.Boolean() }),
  ),
  operators: Type.Array(OperatorFinding),
  nearestMasts: Type.Array(NearestMast),
  nearestFibre: Type.Optional(NearestFibre),
  works: Type.Array(WorkNear, {
    description: "Masts that are planned, blocked or being built within reach, nearest first",
  }),
  contradictions: Type.Array(Contradiction, {
    description: "Masts on air so near that the operator's report of no signal must be checked",
  }),
  history: Type.Array(Type.Object({ asOf: Day, mobile: MobileVerdict, ftth: Verdict }), {
    description: "Verdict at each day with evidence",
  }),
});
export type VillageDetail = Static<typeof VillageDetail>;
