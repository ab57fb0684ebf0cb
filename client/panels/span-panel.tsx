import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { SpanProperties } from "../api.ts";
import { Fact, Facts } from "../parts/facts.tsx";
import { Skeleton, Trouble } from "../parts/panel-states.tsx";
import { questionFrom, spansQuery, summaryQuery } from "../queries.ts";
import { dayText } from "../text/formats.ts";
import { useOperatorName } from "../use-operator-name.ts";
import { useOutlook } from "../use-view.ts";
import { PanelFrame } from "./panel-frame.tsx";

/** One stretch of cable: whose, in what state, of what kind. */
export function SpanPanel({ id }: { id: string }) {
  const { t } = useTranslation();
  const { view } = useOutlook();
  const { data: summary } = useQuery(summaryQuery(questionFrom(view)));
  const asOf = view.asOf ?? summary?.asOf;
  const { data, error, refetch } = useQuery(spansQuery(asOf));
  const span = data?.find((one) => one.spanId === id);
  return (
    <PanelFrame title={t("span.title")}>
      {span && <SpanFacts span={span} />}
      {!span && error && <Trouble error={error} retry={() => void refetch()} />}
      {!span && !error && !data && <Skeleton lines={5} />}
      {data && !span && (
        <p className="empty">
          {t("state.absent")} {t("state.absentHint")}
        </p>
      )}
    </PanelFrame>
  );
}

function SpanFacts({ span }: { span: SpanProperties }) {
  const { t } = useTranslation();
  const { language } = useOutlook();
  const operator = useOperatorName()(span.operatorCode);
  return (
    <>
      {span.dataSource === "demo" && <p className="demo-note">{t("span.demo", { operator })}</p>}
      {span.generalised && <p className="notice">{t("site.generalised")}</p>}
      <Facts>
        <Fact name={t("site.operator")}>{operator}</Fact>
        <Fact name={t("site.state")}>{t(`span.status.${span.status}`)}</Fact>
        <Fact name={t("site.since")}>{dayText(span.validFrom, language)}</Fact>
        {span.kind && <Fact name={t("span.kindTitle")}>{t(`span.kind.${span.kind}`)}</Fact>}
        {span.mounting && (
          <Fact name={t("span.mountingTitle")}>{t(`span.mounting.${span.mounting}`)}</Fact>
        )}
        {span.fibreCount && <Fact name={t("span.fibres")}>{span.fibreCount}</Fact>}
      </Facts>
      <p className="quiet">{t("why.source", { source: span.source })}</p>
    </>
  );
}
