import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Summary, TargetResult } from "../../geodata/model/summary.ts";
import { Skeleton, Trouble } from "../parts/panel-states.tsx";
import { ThenAndNow } from "../parts/then-and-now.tsx";
import { questionFrom, summaryQuery } from "../queries.ts";
import { countText, dayText, percentText } from "../text/formats.ts";
import { useOperatorName } from "../use-operator-name.ts";
import { useOutlook, type ViewControl } from "../use-view.ts";
import { TargetCells } from "./target-cells.tsx";

/** The two targets in one sentence each: how many thôn, how many are still needed. */
export function Answer() {
  const { t } = useTranslation();
  const control = useOutlook();
  const { data, error, refetch, isPlaceholderData } = useQuery(
    summaryQuery(questionFrom(control.view)),
  );
  if (!data)
    return (
      <section className="answer" aria-label={t("answer.title")}>
        {error ? <Trouble error={error} retry={() => void refetch()} /> : <Skeleton lines={6} />}
      </section>
    );
  const hasVillages = data.targets.some(({ denominator }) => denominator > 0);
  return (
    <section
      className="answer"
      aria-label={t("answer.title")}
      aria-busy={isPlaceholderData}
      data-stale={isPlaceholderData || undefined}
    >
      {hasVillages ? (
        data.targets.map((result) => (
          <Target key={result.indicator} result={result} summary={data} control={control} />
        ))
      ) : (
        <p className="target-line">{t("answer.noVillages")}</p>
      )}
      <ThenAndNow />
      <AnswerFoot summary={data} control={control} />
    </section>
  );
}

interface PartProps {
  summary: Summary;
  control: ViewControl;
}

/** "5G của Viettel", "5G" or "Viettel": the part that is counted; undefined when all is. */
function usePart(summary: Summary, isMobile: boolean): string | undefined {
  const { t } = useTranslation();
  const nameOf = useOperatorName();
  const operator = summary.operator === undefined ? undefined : nameOf(summary.operator);
  const technology =
    isMobile && summary.technology !== undefined
      ? t(`theme.${summary.technology as "umts" | "lte" | "nr"}`)
      : undefined;
  return technology && operator
    ? t("answer.ofOperator", { technology, operator })
    : (technology ?? operator);
}

function Target({ result, summary, control }: PartProps & { result: TargetResult }) {
  const { t } = useTranslation();
  const { language } = control;
  const isMobile = result.indicator === "MBB_VILLAGES";
  const part = usePart(summary, isMobile);
  const name = t(isMobile ? "answer.mobile" : "answer.ftth");
  const target = percentText(result.target, language);
  return (
    <div className="target">
      <p className="target-line">
        <span className="target-name">
          {part ? t("answer.only", { subject: name, part }) : name}
        </span>{" "}
        <strong>{countText(result.numerator, language)}</strong>
        <span className="target-of">
          {t("answer.of", {
            denominator: countText(result.denominator, language),
            percent: percentText(result, language),
          })}
        </span>{" "}
        {/* The plan promises nothing for one operator or technology: a part is counted, not judged. */}
        {!part && (
          <span className="target-short" data-reached={result.reached || undefined}>
            {result.reached ? (
              t("answer.reached", { target })
            ) : (
              <>
                <b>{t("answer.short", { n: result.shortfall })}</b>{" "}
                <span>{t("answer.shortOf", { target })}</span>
              </>
            )}
          </span>
        )}
      </p>
      <TargetCells result={result} hasTarget={!part} language={language} />
    </div>
  );
}

function AnswerFoot({ summary, control }: PartProps) {
  const { t } = useTranslation();
  const part = usePart(summary, true);
  const lastDay = summary.evidenceDays.at(-1);
  const isAfterEvidence = lastDay !== undefined && summary.asOf > lastDay;
  const unknown = summary.targets
    .filter((target) => target.unknown > 0)
    .map((target) =>
      t(target.indicator === "MBB_VILLAGES" ? "answer.unknownMobile" : "answer.unknownFtth", {
        n: target.unknown,
      }),
    );
  return (
    <p className="answer-foot">
      {unknown.length > 0 && (
        <>
          {t("answer.unknown", { list: unknown.join(", ") })}
          <br />
        </>
      )}
      {t("answer.asOf", { day: dayText(summary.asOf, control.language) })};{" "}
      {t("answer.communesOf", { epoch: summary.epoch })}.
      {isAfterEvidence && (
        <>
          {" "}
          <b>{t("answer.noneAfter", { day: dayText(lastDay, control.language) })}</b>
        </>
      )}
      {part && (
        <>
          {" "}
          {t("answer.filtered", { part })}{" "}
          <button
            type="button"
            className="link"
            onClick={() =>
              control.change({
                operator: undefined,
                ...(summary.technology !== undefined && { shading: "mobile" as const }),
              })
            }
          >
            {t("answer.clearFilter")}
          </button>
        </>
      )}
    </p>
  );
}
