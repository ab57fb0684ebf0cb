import "../styles/table.css";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Rule } from "../../geodata/model/rule.ts";
import { Skeleton, Trouble } from "../parts/panel-states.tsx";
import { VerdictMark } from "../parts/verdict-mark.tsx";
import { rulesQuery } from "../queries.ts";
import { limitText } from "../text/formats.ts";
import { useView } from "../use-view.ts";
import { Page } from "./page.tsx";
import { RuleTable } from "./rule-table.tsx";

const WORDS = ["phu_song", "lom_song", "trang_song", "chua_ro"] as const;
const COUNTING = ["counting1", "counting2", "counting3", "counting4", "counting5"] as const;

/** How a thôn comes to its verdict: the rules as they stand in the data, and the words. */
export function MethodPage() {
  const { t } = useTranslation();
  const { data: rules, error, refetch } = useQuery(rulesQuery);
  return (
    <Page title={t("method.title")} lead={t("method.lead")}>
      <h2>{t("method.rules")}</h2>
      {error && !rules && <Trouble error={error} retry={() => void refetch()} />}
      {!error && !rules && <Skeleton lines={10} kind="rows" />}
      {rules && <RuleTable rules={rules} />}

      <div className="columns">
        <section>
          <h2>{t("method.verdicts")}</h2>
          <dl className="words">
            {WORDS.map((word) => (
              <div key={word}>
                <dt>
                  <VerdictMark theme="mobile" verdict={word} />
                </dt>
                <dd>{t(`method.${word}`)}</dd>
              </div>
            ))}
            <div>
              <dt>
                <span className="flag">{t("flag.dang_xac_minh")}</span>
              </dt>
              <dd>{t("method.dang_xac_minh")}</dd>
            </div>
          </dl>
        </section>
        <section>
          <h2>{t("method.counting")}</h2>
          <ul className="sentences">
            {COUNTING.map((word) => (
              <li key={word}>{t(`method.${word}`)}</li>
            ))}
          </ul>
        </section>
        {rules?.[0] && <Remote rule={rules[0]} />}
        {rules?.[0] && <Thresholds rules={rules} />}
        <section>
          <h2>{t("method.ranking")}</h2>
          <p>{t("method.ranking1")}</p>
        </section>
        <section>
          <h2>{t("method.limits")}</h2>
          <ul className="sentences">
            <li>{t("method.limits1")}</li>
            <li>{t("method.limits2")}</li>
          </ul>
        </section>
      </div>
    </Page>
  );
}

function Remote({ rule: { remote } }: { rule: Rule }) {
  const { t } = useTranslation();
  const { language } = useView();
  return (
    <section>
      <h2>{t("method.remote")}</h2>
      <p>
        {t("method.remoteHint")} <span className="quiet">({t("method.thresholdsHint")})</span>
      </p>
      <ul className="sentences">
        {remote.withoutGridPower && <li>{t("method.remoteGrid")}</li>}
        {remote.hardship && <li>{t("method.remoteHardship")}</li>}
        <li>
          {t("method.remoteRoad", { distance: limitText(remote.roadFartherThanM, language) })}
        </li>
        <li>
          {t("method.remoteMast", { distance: limitText(remote.mastFartherThanM, language) })}
        </li>
      </ul>
    </section>
  );
}

function Thresholds({ rules }: { rules: readonly Rule[] }) {
  const { t } = useTranslation();
  const { language } = useView();
  return (
    <section>
      <h2>{t("method.thresholds")}</h2>
      <p className="quiet">{t("method.thresholdsHint")}</p>
      <table className="table small-table">
        <thead>
          <tr>
            <th scope="col">{t("mapBar.rule")}</th>
            {(["umts", "lte", "nr"] as const).map((technology) => (
              <th key={technology} scope="col" data-kind="figure">
                {t(`theme.${technology}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.id}>
              <th scope="row">{rule.name[language]}</th>
              {(["umts", "lte", "nr"] as const).map((technology) => (
                <td key={technology} data-kind="figure">
                  {t("method.dbm", { value: rule.thresholdsDbm[technology] })}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
