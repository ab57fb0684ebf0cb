import "../styles/panel.css";
import { useQuery } from "@tanstack/react-query";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { Comparison } from "../../geodata/model/comparison.ts";
import type { Summary } from "../../geodata/model/summary.ts";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { comparisonQuery, questionFrom, summaryQuery, villagesQuery } from "../queries.ts";
import { countText, quarterText } from "../text/formats.ts";
import { useOutlook } from "../use-view.ts";

const COVERED: readonly string[] = ["phu_song", "lom_song", "co_cap"];
type Moved = Comparison["moved"][number];

/** The last day with evidence before the one that is shown. */
export function dayBeforeOf({ evidenceDays, asOf }: Pick<Summary, "evidenceDays" | "asOf">) {
  return evidenceDays.filter((day) => day <= asOf).at(-2);
}

/** Thôn that came to have what they had not, or lost it, apart. */
export function gainsAndLosses(moved: readonly Moved[], theme: "mobile" | "ftth") {
  const crossed = (wasCovered: boolean) =>
    moved.filter((village) => {
      const change = village[theme];
      if (!change) return false;
      const [before, after] = [COVERED.includes(change.from), COVERED.includes(change.to)];
      return before === wasCovered && after !== wasCovered;
    });
  return { gained: crossed(false), lost: crossed(true) };
}

/** Thôn that one switched-off network would leave without signal. */
export function atRisk(villages: readonly VillageListItem[]) {
  const has = (village: VillageListItem, theme: "umts" | "lte" | "nr") =>
    COVERED.includes(village.verdicts[theme]);
  return {
    umtsAlone: villages.filter((one) => has(one, "umts") && !has(one, "lte") && !has(one, "nr")),
    oneOperator: villages.filter(({ operatorCount }) => operatorCount === 1),
  };
}

/** Beside the answer: what moved since the quarter before, by name, and what may be lost next. */
export function SinceLast() {
  const { view } = useOutlook();
  const question = questionFrom(view);
  const { data: summary } = useQuery(summaryQuery(question));
  const { data: list } = useQuery(villagesQuery(question));
  const from = summary && dayBeforeOf(summary);
  return (
    <div className="since-last">
      {summary && from && <Changes from={from} summary={summary} />}
      {/* Of one operator all thôn have one operator alone. */}
      {list && view.operator === undefined && <Risk villages={list.items} />}
    </div>
  );
}

function Changes({ from, summary }: { from: string; summary: Summary }) {
  const { t } = useTranslation();
  const { view, language } = useOutlook();
  const { data } = useQuery(
    comparisonQuery({
      from,
      to: summary.asOf,
      fromRule: summary.rule,
      toRule: summary.rule,
      epoch: summary.epoch,
      ...(view.operator && { operator: view.operator }),
    }),
  );
  if (!data || data.to.asOf !== summary.asOf) return null;
  const lines = (["mobile", "ftth"] as const).flatMap((theme) => {
    const { gained, lost } = gainsAndLosses(data.moved, theme);
    return [
      { key: "gained" as const, theme, villages: gained },
      { key: "lost" as const, theme, villages: lost },
    ].filter(({ villages }) => villages.length > 0);
  });
  return (
    <div>
      <span className="strong">{t("since.title", { quarter: quarterText(from, language) })}:</span>{" "}
      {lines.length === 0 && t("since.none")}
      {lines.length > 0 && (
        <ul>
          {lines.map(({ key, theme, villages }) => (
            <li key={key + theme} data-of={key}>
              {t(`since.${key}`, {
                n: countText(villages.length, language),
                theme: t(`since.${theme}`),
              })}{" "}
              <Names villages={villages} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Names({ villages }: { villages: readonly Moved[] }) {
  const { change } = useOutlook();
  return villages.map(({ id, name }, index) => (
    <Fragment key={id}>
      {index > 0 && ", "}
      <button
        type="button"
        className="link"
        onClick={() => change({ selection: { kind: "village", id } })}
      >
        {name}
      </button>
    </Fragment>
  ));
}

function Risk({ villages }: { villages: readonly VillageListItem[] }) {
  const { t } = useTranslation();
  const { language } = useOutlook();
  const { umtsAlone, oneOperator } = atRisk(villages);
  const parts = [
    umtsAlone.length > 0 && t("since.riskUmts", { n: countText(umtsAlone.length, language) }),
    oneOperator.length > 0 && t("since.riskOne", { n: countText(oneOperator.length, language) }),
  ].filter(Boolean);
  return parts.length > 0 && <p>{t("since.risk", { list: parts.join("; ") })}</p>;
}
