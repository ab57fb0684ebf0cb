import { useQueries } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Rule } from "../../geodata/model/rule.ts";
import { questionFrom, summaryQuery } from "../queries.ts";
import { dayText, percentText } from "../text/formats.ts";
import { pageAddress, useView } from "../use-view.ts";
import { DEFAULT_RULE } from "../view.ts";

/** The rules side by side, one line for each thing that they decide, and what each of them gives. */
export function RuleTable({ rules }: { rules: readonly Rule[] }) {
  const { t } = useTranslation();
  const { language } = useView();
  const row = (name: string, cell: (rule: Rule) => ReactNode) => (
    <tr>
      <th scope="row">{name}</th>
      {rules.map((rule) => (
        <td key={rule.id} data-name={rule.name[language]}>
          {cell(rule)}
        </td>
      ))}
    </tr>
  );
  const caveats = rules.some(({ caveat }) => caveat);
  return (
    <div className="table-frame">
      <table className="table card-table rule-table">
        <thead>
          <tr>
            <th scope="col">{t("method.criterion")}</th>
            {rules.map((rule) => (
              <th key={rule.id} scope="col">
                {rule.name[language]}
                {rule.id === DEFAULT_RULE && (
                  <span className="row-note">{t("method.default")}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <td />
            {rules.map((rule) => (
              <td key={rule.id} data-name={rule.name[language]}>
                {rule.summary[language]}
              </td>
            ))}
          </tr>
          {row(t("method.technologies"), (rule) =>
            rule.technologies.map((technology) => t(`theme.${technology}`)).join(", "),
          )}
          {row(t("method.points"), (rule) => t(`why.points.${rule.points}`))}
          {row(t("method.evidence"), (rule) => (
            <ol className="plain-list">
              {rule.evidence.map(({ kind, shelfLifeDays }) => (
                <li key={kind}>
                  {t(`why.kind.${kind}`)}{" "}
                  <span className="quiet">
                    (
                    {shelfLifeDays === undefined
                      ? t("method.noShelfLife")
                      : t("method.shelfLife", { days: shelfLifeDays })}
                    )
                  </span>
                </li>
              ))}
            </ol>
          ))}
          {row(t("method.document"), (rule) => rule.sourceDocument[language])}
          {row(t("method.appliesFrom"), (rule) => dayText(rule.appliesFrom, language))}
          {row(t("method.version"), (rule) => rule.version)}
          {row(t("method.status"), (rule) =>
            t(rule.confirmed ? "method.confirmed" : "method.unconfirmed"),
          )}
          {caveats && row(t("method.caveat"), (rule) => rule.caveat?.[language] ?? "–")}
          <Results rules={rules} />
        </tbody>
      </table>
    </div>
  );
}

/** What each rule gives on the day that is looked at, and the way to see it. */
function Results({ rules }: { rules: readonly Rule[] }) {
  const { t } = useTranslation();
  const { view, language } = useView();
  const answers = useQueries({
    queries: rules.map(({ id }) => {
      const { rule: _rule, technology: _technology, ...question } = questionFrom(view);
      return summaryQuery(id === DEFAULT_RULE ? question : { ...question, rule: id });
    }),
  });
  const asOf = answers[0]?.data?.asOf;
  return (
    <tr>
      <th scope="row">{asOf && t("method.result", { day: dayText(asOf, language) })}</th>
      {rules.map((rule, at) => (
        <td key={rule.id} data-name={rule.name[language]}>
          {answers[at]?.data?.targets.map((target) => (
            <p key={target.indicator}>
              {t(target.indicator === "MBB_VILLAGES" ? "answer.mobile" : "answer.ftth")}:{" "}
              <strong className="figures">
                {target.denominator === 0
                  ? t("answer.noVillages")
                  : t("method.resultOf", {
                      numerator: target.numerator,
                      denominator: target.denominator,
                      percent: percentText(target, language),
                      unknown: target.unknown,
                    })}
              </strong>
            </p>
          ))}
          <Link
            href={pageAddress("/", view, {
              rule: rule.id === DEFAULT_RULE ? undefined : rule.id,
              ...(rule.id !== DEFAULT_RULE && { compareRule: DEFAULT_RULE }),
            })}
          >
            {t(rule.id === DEFAULT_RULE ? "method.use" : "method.compareRules")}
          </Link>
        </td>
      ))}
    </tr>
  );
}
