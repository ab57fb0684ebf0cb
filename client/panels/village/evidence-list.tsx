import { useTranslation } from "react-i18next";
import type { Evidence } from "../../../geodata/model/evidence.ts";
import type { Judgement, VillageDetail } from "../../../geodata/model/village-detail.ts";
import { dayText } from "../../text/formats.ts";
import { evidenceSentence } from "./evidence-sentence.ts";
import { type Speaker, technologyText } from "./speaker.ts";

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
          <SetAsideTable rows={[...setAside.values()]} speaker={speaker} />
        </details>
      )}
    </>
  );
}

/** A row may decide at several points; it is said once. */
function onlyOnce(rows: readonly Evidence[]): Evidence[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

/** What did not decide, newest first: a table is looked through, a hundred sentences are not. */
function SetAsideTable({ rows, speaker }: { rows: readonly SetAside[]; speaker: Speaker }) {
  const { t } = useTranslation();
  const newestFirst = rows.toSorted((a, b) =>
    a.evidence.observedOn < b.evidence.observedOn ? 1 : -1,
  );
  return (
    <table className="table small-table">
      <thead>
        <tr>
          <th scope="col">{t("why.historyDay")}</th>
          <th scope="col">{t("why.operator")}</th>
          <th scope="col">{t("why.says")}</th>
          <th scope="col">{t("why.asideWhy")}</th>
        </tr>
      </thead>
      <tbody>
        {newestFirst.map(({ evidence, reason }) => (
          <tr key={evidence.id} data-source-of={evidence.dataSource}>
            <td>{dayText(evidence.observedOn, speaker.language)}</td>
            <td>{speaker.operatorName(evidence.operatorCode)}</td>
            <td>
              {technologyText(speaker, evidence.technology)}:{" "}
              {t(`why.saysWord.${saidBy(evidence)}`)}
              <span className="row-note">{t(`why.kindShort.${evidence.kind}`)}</span>
            </td>
            <td>{t(`why.asideShort.${reason}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const saidBy = ({ covered }: Evidence) =>
  covered === undefined ? "silent" : covered ? "yes" : "no";

function Row({ evidence, detail, speaker }: EvidenceListProps & { evidence: Evidence }) {
  const { text, demo } = evidenceSentence(evidence, detail.village.clusters, speaker);
  return (
    <li>
      {text} {evidence.note}
      {demo && <span className="demo-words"> {demo}</span>}
    </li>
  );
}
