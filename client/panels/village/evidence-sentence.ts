import type { Evidence } from "../../../geodata/model/evidence.ts";
import type { Cluster } from "../../../geodata/model/village.ts";
import { dayText, decimalText, listText } from "../../text/formats.ts";
import { type Speaker, technologyText } from "./speaker.ts";

/** A row of evidence in words; `demo` is the sentence that says that nobody really said so. */
export interface EvidenceSentence {
  text: string;
  demo: string | undefined;
}

/** Clusters by name, or by their number where they have none. */
export function clusterNames(
  { t, language }: Speaker,
  clusters: readonly Cluster[],
  ids: readonly string[],
): string {
  const names = ids.map((id) => {
    const index = clusters.findIndex((cluster) => cluster.id === id);
    const name = clusters[index]?.name;
    return name
      ? t("why.cluster", { name })
      : t("why.clusterUnnamed", { number: index < 0 ? id : index + 1 });
  });
  return listText(names, language);
}

function centreSentence(evidence: Evidence, speaker: Speaker): string {
  const { t, language } = speaker;
  const values = {
    operator: speaker.operatorName(evidence.operatorCode),
    technology: technologyText(speaker, evidence.technology),
    day: dayText(evidence.observedOn, language),
    author: evidence.author,
    level:
      evidence.rsrpDbm === undefined
        ? ""
        : t("why.level", { rsrp: decimalText(evidence.rsrpDbm, 0, language) }),
  };
  const said =
    evidence.covered === undefined ? "silent" : evidence.covered ? "covered" : "uncovered";
  if (evidence.kind === "measured") return t(`why.measure.${said}`, values);
  if (evidence.kind === "modelled") return t(`why.model.${said}`, values);
  if (evidence.technology === "ftth" && said !== "silent")
    return t(said === "covered" ? "why.claim.fibreYes" : "why.claim.fibreNo", values);
  return t(`why.claim.${said}`, values);
}

/** "Viettel báo cáo có sóng 4G tại trung tâm thôn (31/12/2025). Không có sóng ở cụm Nà Pài." */
export function evidenceSentence(
  evidence: Evidence,
  clusters: readonly Cluster[],
  speaker: Speaker,
): EvidenceSentence {
  const { t } = speaker;
  const parts = [centreSentence(evidence, speaker)];
  const of = (covered: boolean) =>
    evidence.clusters.filter((cluster) => cluster.covered === covered).map((c) => c.clusterId);
  // Cable is not signal: a sentence about fibre speaks of fibre.
  const isFibre = evidence.technology === "ftth";
  if (of(true).length > 0)
    parts.push(
      t(isFibre ? "why.clustersFibreYes" : "why.clustersYes", {
        clusters: clusterNames(speaker, clusters, of(true)),
      }),
    );
  if (of(false).length > 0)
    parts.push(
      t(isFibre ? "why.clustersFibreNo" : "why.clustersNo", {
        clusters: clusterNames(speaker, clusters, of(false)),
      }),
    );
  return {
    text: parts.join(" "),
    demo:
      evidence.dataSource !== "demo"
        ? undefined
        : evidence.kind === "claimed"
          ? t("why.demoClaim", { operator: speaker.operatorName(evidence.operatorCode) })
          : t("why.demoMeasured"),
  };
}
