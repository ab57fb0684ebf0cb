import { useTranslation } from "react-i18next";
import type { Evidence } from "../../../geodata/model/evidence.ts";
import type { Judgement, VillageDetail } from "../../../geodata/model/village-detail.ts";
import { evidenceSentence } from "./evidence-sentence.ts";
import type { Speaker } from "./speaker.ts";

interface EvidenceListProps {
  detail: VillageDetail;
  speaker: Speaker;
}

type SetAside = Judgement["setAside"][number];

/** Every row that decided, and every row that did not with the reason. */
export function EvidenceList({ detail, speaker }: EvidenceListProps) {
  const { t } = useTranslation();
  const used = onlyOnce([...detail.mobile.used, ...detail.ftth.used].map((row) => row.evidence));
  const usedIds = new Set(used.map(({ id }) => id));
  const setAside = new Map<string, SetAside>();
  for (const row of [...detail.mobile.setAside, ...detail.ftth.setAside])
    if (!usedIds.has(row.evidence.id)) setAside.set(row.evidence.id, row);
  return (
    <>
      <details className="fold">
        <summary>{t("why.used", { n: used.length })}</summary>
        {used.length === 0 && <p className="empty">{t("why.noneUsed")}</p>}
        <ul className="sentences">
          {used.map((evidence) => (
            <Row key={evidence.id} evidence={evidence} detail={detail} speaker={speaker} />
          ))}
        </ul>
      </details>
      {setAside.size > 0 && (
        <details className="fold">
          <summary>{t("why.setAside", { n: setAside.size })}</summary>
          <ul className="sentences">
            {[...setAside.values()].map(({ evidence, reason }) => (
              <Row
                key={evidence.id}
                evidence={evidence}
                detail={detail}
                speaker={speaker}
                reason={t(`why.aside.${reason}`)}
              />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** A row may decide at several points; it is said once. */
function onlyOnce(rows: readonly Evidence[]): Evidence[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

function Row({
  evidence,
  detail,
  speaker,
  reason,
}: EvidenceListProps & { evidence: Evidence; reason?: string }) {
  const { text, demo } = evidenceSentence(evidence, detail.village.clusters, speaker);
  return (
    <li>
      {text} {reason} {evidence.note}
      {demo && <span className="demo-words"> {demo}</span>}
    </li>
  );
}
