import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Comparison } from "../../../geodata/model/comparison.ts";
import type { CoverageTheme } from "../../../geodata/model/technology.ts";
import type { Verdict } from "../../../geodata/model/verdict.ts";
import { Skeleton, Trouble } from "../../parts/panel-states.tsx";
import { VerdictMark } from "../../parts/verdict-mark.tsx";
import { comparisonQuery, questionFrom, rulesQuery, summaryQuery } from "../../queries.ts";
import { countText, quarterText, sentence } from "../../text/formats.ts";
import { useOutlook } from "../../use-view.ts";
import { PanelFrame } from "../panel-frame.tsx";
import { comparisonOf } from "./comparison-question.ts";

/** Two days or two rules: both figures, and every thôn whose verdict differs. */
export function ComparisonPanel() {
  const { t } = useTranslation();
  const { view, language, change } = useOutlook();
  const { data: summary } = useQuery(summaryQuery(questionFrom(view)));
  const { data: rules } = useQuery(rulesQuery);
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...comparisonQuery(comparisonOf(view, summary)),
    enabled: summary !== undefined,
  });
  const isRules = view.compareRule !== undefined && view.compareWith === undefined;
  const labelOf = (side: { asOf: string; rule: string }) =>
    isRules
      ? (rules?.find(({ id }) => id === side.rule)?.name[language] ?? side.rule)
      : quarterText(side.asOf, language);
  return (
    <PanelFrame
      title={t(isRules ? "compare.rules" : "compare.days")}
      onClose={() => change({ compareWith: undefined, compareRule: undefined })}
    >
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {!error && !data && <Skeleton lines={8} kind="rows" />}
      {data && (
        <div data-stale={isPlaceholderData || undefined}>
          {[data.from, data.to].map((side) => (
            <p key={`${side.asOf} ${side.rule}`} className="compared">
              <strong>{sentence(labelOf(side))}:</strong> {sideSentence(side)}
            </p>
          ))}
          <Moved moved={data.moved} />
        </div>
      )}
    </PanelFrame>
  );

  function sideSentence(side: Comparison["from"]): string {
    const of = (code: string) => side.targets.find(({ indicator }) => indicator === code);
    const [mobile, ftth] = [of("MBB_VILLAGES"), of("FTTH_VILLAGES")];
    return t("compare.side", {
      mobile: countText(mobile?.numerator ?? 0, language),
      mobileAll: countText(mobile?.denominator ?? 0, language),
      ftth: countText(ftth?.numerator ?? 0, language),
      ftthAll: countText(ftth?.denominator ?? 0, language),
    });
  }
}

function Moved({ moved }: { moved: Comparison["moved"] }) {
  const { t } = useTranslation();
  const { change } = useOutlook();
  if (moved.length === 0) return <p className="empty">{t("compare.none")}</p>;
  return (
    <>
      <h3>{t("compare.moved", { n: moved.length })}</h3>
      <ul className="moved">
        {moved.map((village) => (
          <li key={village.id}>
            <button
              type="button"
              className="row-link"
              data-opens={village.id}
              onClick={() => change({ selection: { kind: "village", id: village.id } })}
            >
              {village.name}
            </button>
            <span className="row-note">{village.communeName}</span>
            {village.mobile && (
              <Change name={t("compare.mobileMoved")} theme="mobile" {...village.mobile} />
            )}
            {village.ftth && (
              <Change name={t("compare.ftthMoved")} theme="ftth" {...village.ftth} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

interface ChangeProps {
  name: string;
  theme: CoverageTheme;
  from: Verdict;
  to: Verdict;
}

function Change({ name, theme, from, to }: ChangeProps) {
  return (
    <p className="moved-change">
      <span className="quiet">{name}:</span> <VerdictMark theme={theme} verdict={from} />
      <span aria-hidden="true">→</span>
      <VerdictMark theme={theme} verdict={to} />
    </p>
  );
}
