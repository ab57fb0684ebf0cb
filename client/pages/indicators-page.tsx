import "../styles/table.css";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { IndicatorResult } from "../../geodata/model/indicator-result.ts";
import { useMedia } from "../media.ts";
import { Skeleton, Trouble } from "../parts/panel-states.tsx";
import { indicatorsQuery, questionFrom } from "../queries.ts";
import { periodText } from "../text/formats.ts";
import { useView } from "../use-view.ts";
import { IndicatorFigure } from "./indicator-figure.tsx";
import { Page } from "./page.tsx";
import { PageSource } from "./page-source.tsx";
import { planFigureText } from "./plan-figure.ts";
import { TrajectoryChart } from "./trajectory-chart.tsx";

const GROUPS = ["mobile", "fixed", "cloud", "technology", "platform"] as const;

/** Every row of the plan: its own figures, and beside them ours where one can be computed. */
export function IndicatorsPage() {
  const { t } = useTranslation();
  const { view } = useView();
  const { data, error, refetch } = useQuery(indicatorsQuery(questionFrom(view)));
  const items = data?.items ?? [];
  return (
    <Page title={t("indicators.title")} lead={t("indicators.lead")}>
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {!error && !data && <Skeleton lines={16} kind="rows" />}
      {data && (
        <>
          <section aria-label={t("indicators.trajectory")} className="trajectories">
            {items
              .filter(({ trajectory, computed }) => trajectory.length > 1 && computed)
              .toSorted((a, b) => Number(isRatio(b)) - Number(isRatio(a)))
              .map((item) => (
                <TrajectoryChart key={item.code} item={item} />
              ))}
          </section>
          {GROUPS.map((group) => (
            <Group key={group} group={group} items={items.filter((item) => item.group === group)} />
          ))}
        </>
      )}
      <PageSource />
    </Page>
  );
}

/** The targets that are shares come first: they are what the page is opened for. */
const isRatio = ({ unit, target }: IndicatorResult) => unit === "percent" && target !== undefined;

interface GroupProps {
  group: (typeof GROUPS)[number];
  items: readonly IndicatorResult[];
}

function Group({ group, items }: GroupProps) {
  const { t } = useTranslation();
  // Paper has no button to open a row with.
  const [isOpen, setOpen] = useState(false);
  const isPrinted = useMedia("print");
  const counted = items.filter(({ computed }) => computed || isPrinted);
  const rest = items.filter((item) => !counted.includes(item));
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{t(`indicators.group.${group}`)}</h2>
      <div className="table-frame">
        <table className="table card-table indicator-table">
          <thead>
            <tr>
              <th scope="col">{t("indicators.name")}</th>
              <th scope="col">{t("indicators.baseline")}</th>
              <th scope="col">{t("indicators.target")}</th>
              <th scope="col">{t("indicators.ours")}</th>
            </tr>
          </thead>
          <tbody>
            {counted.map((item) => (
              <Row key={item.code} item={item} />
            ))}
          </tbody>
          {rest.length > 0 && (
            <tbody>
              <tr>
                <td colSpan={4}>
                  <button
                    type="button"
                    className="link"
                    aria-expanded={isOpen}
                    onClick={() => setOpen(!isOpen)}
                  >
                    {t("indicators.folded", { n: rest.length })}
                  </button>
                </td>
              </tr>
              {isOpen && rest.map((item) => <Row key={item.code} item={item} />)}
            </tbody>
          )}
        </table>
      </div>
    </section>
  );
}

function Row({ item }: { item: IndicatorResult }) {
  const { t } = useTranslation();
  const { language } = useView();
  const period = (text: string | undefined) =>
    text && <span className="row-note">{periodText(text, language)}</span>;
  return (
    <tr>
      <th scope="row">
        {item.name[language]}
        {item.responsibleName && (
          <span className="row-note">
            {t("indicators.responsible", { name: item.responsibleName })}
          </span>
        )}
        {item.note && language === "vi" && <span className="row-note">{item.note}</span>}
      </th>
      <td data-name={t("indicators.baseline")}>
        {item.baseline === undefined ? "–" : planFigureText(item.baseline, item, t, language)}
        {item.baseline !== undefined && period(item.baselinePeriod)}
      </td>
      <td data-name={t("indicators.target")}>
        {item.target === undefined ? (
          <>
            {t("indicators.follow")}
            <span className="row-note">{t("indicators.followHint")}</span>
          </>
        ) : (
          <>
            {item.commitment &&
              item.unit !== "milestone" &&
              `${t(`indicators.commitment.${item.commitment}`)} `}
            {planFigureText(item.target, item, t, language)}
            {period(item.targetPeriod)}
          </>
        )}
      </td>
      <td data-name={t("indicators.ours")}>
        <IndicatorFigure item={item} />
      </td>
    </tr>
  );
}
