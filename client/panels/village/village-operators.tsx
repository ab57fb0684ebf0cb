import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { TECHNOLOGIES, type Technology } from "../../../geodata/model/technology.ts";
import type { VillageDetail } from "../../../geodata/model/village-detail.ts";
import { dayText } from "../../text/formats.ts";
import { type Speaker, technologyText } from "./speaker.ts";

interface VillageOperatorsProps {
  detail: VillageDetail;
  speaker: Speaker;
}

/** What each operator has at the centre, technology by technology. */
export function VillageOperators({ detail, speaker }: VillageOperatorsProps) {
  const { t } = useTranslation();
  // An operator that nothing is known of (no service here, no report) has no line.
  const told = detail.operators.filter(({ verdict }) => verdict !== "chua_ro");
  const codes = [...new Set(told.map(({ operatorCode }) => operatorCode))];
  const technologies = TECHNOLOGIES.filter((technology) =>
    detail.operators.some((finding) => finding.technology === technology),
  );
  if (codes.length === 0) return null;
  return (
    <>
      <h3>{t("why.byOperator")}</h3>
      <table className="table small-table">
        <thead>
          <tr>
            <th scope="col">{t("why.operator")}</th>
            {technologies.map((technology) => (
              <th key={technology} scope="col">
                <Capital text={technologyText(speaker, technology)} />
                {isNotCounted(detail, technology) && (
                  <span className="row-note">{t("why.notCounted")}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {codes.map((code) => (
            <tr key={code}>
              <th scope="row">{speaker.operatorName(code)}</th>
              {technologies.map((technology) => (
                <Fragment key={technology}>
                  <OperatorCell
                    detail={detail}
                    code={code}
                    technology={technology}
                    speaker={speaker}
                  />
                </Fragment>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Capital({ text }: { text: string }) {
  return <>{text.charAt(0).toLocaleUpperCase("vi") + text.slice(1)}</>;
}

function isNotCounted(detail: VillageDetail, technology: Technology): boolean {
  return detail.operators.some((one) => one.technology === technology && !one.counted);
}

function OperatorCell({
  detail,
  code,
  technology,
  speaker,
}: VillageOperatorsProps & { code: string; technology: Technology }) {
  const { t } = useTranslation();
  const finding = detail.operators.find(
    (one) => one.operatorCode === code && one.technology === technology,
  );
  if (!finding || finding.verdict === "chua_ro")
    return (
      <td>
        <span aria-hidden="true">{t("why.hasNoData")}</span>
        <span className="visually-hidden">{t("list.missing")}</span>
      </td>
    );
  const has = finding.verdict !== "trang_song" && finding.verdict !== "chua_co_cap";
  const kind = finding.evidenceKind && t(`why.kind.${finding.evidenceKind}`);
  const day = finding.observedOn && dayText(finding.observedOn, speaker.language);
  return (
    <td data-has={has} title={[kind, day].filter(Boolean).join(", ")}>
      {has ? t("why.has") : t("why.hasNot")}
    </td>
  );
}
