import type { Rule } from "../../../geodata/model/rule.ts";
import type { Technology } from "../../../geodata/model/technology.ts";
import type { Judgement, VillageDetail } from "../../../geodata/model/village-detail.ts";
import { distanceText, limitText, listText } from "../../text/formats.ts";
import { clusterNames } from "./evidence-sentence.ts";
import { type Speaker, technologyText } from "./speaker.ts";

const CENTRE = "centre";
type Coverer = Judgement["points"][number]["coveredBy"][number];

/** "3G, 4G của Viettel và 4G của MobiFone". */
function coverersText(coveredBy: readonly Coverer[], speaker: Speaker): string {
  const byOperator = new Map<string, Technology[]>();
  for (const { operatorCode, technology } of coveredBy)
    byOperator.set(operatorCode, [...(byOperator.get(operatorCode) ?? []), technology]);
  const parts = [...byOperator].map(([code, technologies]) =>
    speaker.t("why.coveredBy", {
      technologies: technologies.map((one) => technologyText(speaker, one)).join(", "),
      operator: speaker.operatorName(code),
    }),
  );
  return listText(parts, speaker.language);
}

/** "3G, 4G hoặc 5G": the technologies that a rule counts. */
function technologiesText(rule: Pick<Rule, "technologies">, { t }: Speaker): string {
  return rule.technologies.map((technology) => t(`theme.${technology}`)).join(", ");
}

/** Why mobile broadband has this verdict, sentence by sentence, the conclusion first. */
export function mobileSentences(detail: VillageDetail, rule: Rule, speaker: Speaker): string[] {
  const { t } = speaker;
  const { verdict, points } = detail.mobile;
  const centre = points.find(({ point }) => point === CENTRE);
  const clusters = points.filter(({ point, decides }) => point !== CENTRE && decides);
  const dark = clusters.filter(({ state }) => state === "uncovered").map(({ point }) => point);
  const unknown = clusters.filter(({ state }) => state === "unknown");
  const technologies = technologiesText(rule, speaker);
  const sentences = [
    t("why.conclusion", { subject: t("why.mobile"), verdict: t(`verdict.${verdict}`) }),
  ];
  if (verdict === "trang_song") sentences.push(t("why.none", { technologies }));
  if (verdict === "chua_ro") sentences.push(t("why.unknown", { technologies }));
  if (centre?.state === "covered")
    sentences.push(t("why.covered", { list: coverersText(centre.coveredBy, speaker) }));
  if (verdict === "lom_song")
    sentences.push(
      t("why.partly", { clusters: clusterNames(speaker, detail.village.clusters, dark) }),
    );
  if (verdict === "phu_song" && clusters.length > unknown.length)
    sentences.push(t("why.allPoints"));
  if (verdict === "phu_song" && unknown.length > 0)
    sentences.push(t("why.clustersUnknown", { n: unknown.length }));
  return [...sentences, ...restsOnDemo(detail.mobile, speaker)];
}

/** Why fibre has this verdict. */
export function fibreSentences(detail: VillageDetail, speaker: Speaker): string[] {
  const { t, language } = speaker;
  const { verdict, points } = detail.ftth;
  const coveredBy = points.find(({ point }) => point === CENTRE)?.coveredBy ?? [];
  const operators = [...new Set(coveredBy.map(({ operatorCode }) => operatorCode))];
  const sentences = [
    t("why.conclusion", { subject: t("why.ftth"), verdict: t(`verdict.${verdict}`) }),
  ];
  if (verdict === "co_cap" && operators.length > 0)
    sentences.push(
      t("why.fibreYes", { operators: listText(operators.map(speaker.operatorName), language) }),
    );
  if (verdict === "chua_co_cap") sentences.push(t("why.fibreNo"));
  if (verdict === "chua_ro") sentences.push(t("why.fibreUnknown"));
  return [...sentences, ...restsOnDemo(detail.ftth, speaker)];
}

function restsOnDemo({ used }: Judgement, { t }: Speaker): string[] {
  return used.some(({ evidence }) => evidence.dataSource === "demo")
    ? [t("why.demoConclusion")]
    : [];
}

/** The rule in one sentence: what counts, where one looks, which evidence goes first. */
export function ruleSentence(rule: Rule, speaker: Speaker): string {
  const { t, language } = speaker;
  const [first, second] = rule.evidence.map(({ kind }) => t(`why.kind.${kind}`));
  return t("why.rule", {
    rule: rule.name[language],
    technologies: technologiesText(rule, speaker),
    points: t(`why.points.${rule.points}`),
    evidence: second ? t("why.evidenceOrder", { first, second }) : t("why.evidenceOne", { first }),
  });
}

/** "Thôn thuộc vùng sâu, vùng xa vì chưa có điện lưới và cách trạm gần nhất 5,2 km (hơn 5,0 km)." */
export function remoteSentence(detail: VillageDetail, rule: Rule, speaker: Speaker): string {
  const { t, language } = speaker;
  const leftOut = detail.remoteReasonsLeftOut ? ` ${t("why.mastLeftOut")}` : "";
  if (detail.remoteReasons.length === 0) return `${t("why.notRemote")}${leftOut}`;
  const distance = (metres: number | undefined) =>
    metres === undefined ? "–" : distanceText(metres, language);
  const reasons = detail.remoteReasons.map((reason) =>
    t(`why.remoteReason.${reason}`, {
      distance: distance(
        reason === "far_from_road"
          ? detail.village.distanceToRoadM
          : detail.village.distanceToMastM,
      ),
      limit: limitText(
        reason === "far_from_road" ? rule.remote.roadFartherThanM : rule.remote.mastFartherThanM,
        language,
      ),
    }),
  );
  return `${t("why.remote", { reasons: listText(reasons, language) })}${leftOut}`;
}
