import { useTranslation } from "react-i18next";
import type { VillageDetail } from "../../../geodata/model/village-detail.ts";
import { VerdictMark } from "../../parts/verdict-mark.tsx";
import { quarterText, sentence } from "../../text/formats.ts";
import { useOutlook } from "../../use-view.ts";

/** Both verdicts quarter by quarter: a strip to see, a table to read. */
export function VillageHistory({ history }: { history: VillageDetail["history"] }) {
  const { t } = useTranslation();
  const { language } = useOutlook();
  const [first, last] = [history[0], history.at(-1)];
  if (!first || !last) return null;
  return (
    <>
      <h3>{t("why.history")}</h3>
      <div className="history" aria-hidden="true">
        {(["mobile", "ftth"] as const).map((theme) => (
          <div key={theme} className="history-row">
            <span className="history-name">{t(`why.${theme}`)}</span>
            {history.map((one) => (
              <span key={one.asOf} className="swatch" data-class={one[theme]} />
            ))}
          </div>
        ))}
        <div className="history-row history-ends">
          <span className="history-name" />
          <span>{sentence(quarterText(first.asOf, language))}</span>
          <span>{sentence(quarterText(last.asOf, language))}</span>
        </div>
      </div>
      <details className="fold">
        <summary>{t("indicators.asTable")}</summary>
        <table className="table small-table">
          <thead>
            <tr>
              <th scope="col">{t("why.historyDay")}</th>
              <th scope="col">{t("why.mobile")}</th>
              <th scope="col">{t("why.ftth")}</th>
            </tr>
          </thead>
          <tbody>
            {history.toReversed().map((one) => (
              <tr key={one.asOf}>
                <th scope="row">{sentence(quarterText(one.asOf, language))}</th>
                <td>
                  <VerdictMark theme="mobile" verdict={one.mobile} />
                </td>
                <td>
                  <VerdictMark theme="ftth" verdict={one.ftth} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
