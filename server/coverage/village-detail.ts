import { distanceOutsideM } from "../../geodata/geometry/distance.ts";
import type { AdministrativeUnit, Epoch } from "../../geodata/model/administrative-unit.ts";
import { isValidOn } from "../../geodata/model/day.ts";
import type { Evidence } from "../../geodata/model/evidence.ts";
import type { Rule } from "../../geodata/model/rule.ts";
import { MOBILE_TECHNOLOGIES } from "../../geodata/model/technology.ts";
import type { Village } from "../../geodata/model/village.ts";
import type { VillageDetail } from "../../geodata/model/village-detail.ts";
import { judgeFtth, judgeMobile, verdictsOf } from "../../geodata/rules/village-verdict.ts";
import { NotFoundError } from "../errors.ts";
import type { CoverageSnapshot, Question } from "./coverage-snapshot.ts";
import { nearestMastsOf } from "./nearest-masts.ts";
import { operatorFindings } from "./operator-findings.ts";
import { communesOfVillages } from "./search-words.ts";
import { mastsAround } from "./works-near.ts";

/**
 * Everything about one thôn that is valid on the day asked for. All evidence up to that day is
 * judged, so that what was set aside is told too. Throws NotFoundError.
 */
export async function villageDetail(
  snapshot: CoverageSnapshot,
  question: Question,
  id: string,
): Promise<VillageDetail> {
  const { asOf, ruleId, epoch } = question;
  const found = (await snapshot.judged(question)).find(({ item }) => item.id === id);
  if (!found) throw new NotFoundError(`Không có thôn "${id}" vào ngày ${asOf}.`);
  const { village, item, remoteReasons } = found;
  const rule = await snapshot.rule(ruleId);
  const days = await snapshot.evidenceDays();
  const lastDay = [asOf, ...days].sort().at(-1) ?? asOf;
  const everything = await snapshot.evidenceOfVillage(id, lastDay);
  const evidence = everything.filter((row) => row.observedOn <= asOf);
  const { communes, outsideCommuneM } = await placeOf(snapshot, village);
  const operators = operatorFindings(
    rule,
    village,
    evidence,
    asOf,
    await snapshot.rows("operators"),
  );
  // proj4 takes a tenth of a second to load and nothing at start needs it.
  const { toVn2000Tm3 } = await import("../../geodata/geometry/vn2000.ts");

  return {
    asOf,
    rule: ruleId,
    epoch,
    village: {
      ...item,
      kind: village.kind,
      clusters: village.clusters,
      ...(village.positionAccuracyM !== undefined && {
        positionAccuracyM: village.positionAccuracyM,
      }),
      source: village.source,
      vn2000: toVn2000Tm3(village.lon, village.lat),
      communes,
      ...(outsideCommuneM !== undefined && { outsideCommuneM }),
    },
    remoteReasons: [...remoteReasons],
    ...(item.mastDistanceBasis === "khong_cong_bo" && {
      remoteReasonsLeftOut: ["far_from_mast" as const],
    }),
    mobile: judgeMobile(rule, village, evidence, asOf),
    ftth: judgeFtth(rule, village, evidence, asOf),
    technologies: MOBILE_TECHNOLOGIES.map((technology) => ({
      technology,
      verdict: judgeMobile(rule, village, evidence, asOf, { technology }).verdict,
      counted: rule.technologies.includes(technology),
    })),
    operators,
    nearestMasts: await nearestMastsOf(snapshot, village, asOf),
    ...(await nearestFibreOf(snapshot, village, asOf)),
    ...(await mastsAround(snapshot, village, asOf, operators)),
    history: await historyOf(snapshot, rule, id, everything, days),
  };
}

/** Which cable is nearest; none in a commune where a nearer one may be withheld. */
async function nearestFibreOf(
  snapshot: CoverageSnapshot,
  { lon, lat, communeCode }: Village,
  asOf: string,
): Promise<Pick<VillageDetail, "nearestFibre">> {
  const near = await snapshot.surroundings(asOf);
  const [span] = near.withheld.fibre.has(communeCode) ? [] : near.nearestSpans(lon, lat);
  if (!span) return {};
  return {
    nearestFibre: {
      spanId: span.row.id,
      operatorCode: span.row.operatorCode,
      distanceM: Math.round(span.distanceM),
    },
  };
}

/** Its communes of both epochs, and how far its centre lies outside that of 2023, whole metres. */
async function placeOf(snapshot: CoverageSnapshot, village: Village) {
  const { old, now } = (await communesOfVillages(snapshot))(village);
  const outsideM = old ? Math.round(distanceOutsideM(village.lon, village.lat, old.geometry)) : 0;
  return {
    communes: [...(old ? [inEpoch("2023", old)] : []), ...(now ? [inEpoch("2025", now)] : [])],
    outsideCommuneM: outsideM > 0 ? outsideM : undefined,
  };
}

function inEpoch(epoch: Epoch, { code, validFrom, name }: AdministrativeUnit) {
  return { epoch, code, validFrom, name };
}

async function historyOf(
  snapshot: CoverageSnapshot,
  rule: Rule,
  id: string,
  evidence: readonly Evidence[],
  days: readonly string[],
): Promise<VillageDetail["history"]> {
  const versions = (await snapshot.rows("villages")).filter((village) => village.id === id);
  return days.flatMap((day) => {
    const village = versions.find((version) => isValidOn(version, day));
    if (!village) return [];
    const { mobile, ftth } = verdictsOf(rule, village, evidence, day).verdicts;
    return [{ asOf: day, mobile, ftth }];
  });
}
