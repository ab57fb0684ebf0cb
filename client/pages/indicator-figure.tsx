import { useTranslation } from "react-i18next";
import type { IndicatorResult } from "../../geodata/model/indicator-result.ts";
import { countText, percentText } from "../text/formats.ts";
import { useView } from "../use-view.ts";

/** Our figure beside the plan's: counts first, and what was counted; or why there is none. */
export function IndicatorFigure({ item }: { item: IndicatorResult }) {
  const { t } = useTranslation();
  const { language } = useView();
  const { computed } = item;
  // A share of nothing, as on a day without thôn, is no figure either.
  if (!computed || computed.denominator === 0)
    return (
      <>
        {t("indicators.notComputed")}
        <span className="row-note">
          {computed ? computed.whatIsCounted[language] : t(`indicators.from.${item.computedFrom}`)}
        </span>
      </>
    );
  const state = [
    computed.reached && t("indicators.reached"),
    computed.reached === false &&
      computed.shortfall !== undefined &&
      t("indicators.short", { n: computed.shortfall }),
    computed.unknown > 0 && t("indicators.unknown", { n: computed.unknown }),
  ].filter(Boolean);
  return (
    <>
      {t("indicators.computed", {
        source: t(`indicators.source.${computed.dataSource}`),
        numerator: countText(computed.numerator, language),
        denominator: countText(computed.denominator, language),
        percent: percentText(computed, language),
      })}
      {state.length > 0 && <>; {state.join("; ")}</>}
      <span className="row-note">{computed.whatIsCounted[language]}</span>
    </>
  );
}
