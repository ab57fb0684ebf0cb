import { useTranslation } from "react-i18next";
import type { Ratio } from "../../geodata/model/ratio.ts";
import type { TargetResult } from "../../geodata/model/summary.ts";
import { percentText } from "../text/formats.ts";
import type { Language } from "../view.ts";

/** The axis begins at a step of 20 % below everything that is shown, so that 96 % and 98 % differ. */
const AXIS_STEP = 0.2;
/** Room of the target's label at the right end, px. */
const TARGET_LABEL_PX = 96;
/** A label of the left half begins at its mark, one of the right half ends there. */
const HALF = 0.5;

function share({ numerator, denominator }: Ratio): number {
  return denominator === 0 ? 0 : numerator / denominator;
}

interface TargetBarProps {
  result: TargetResult;
  /** Where the plan began, if that can be compared. */
  baseline: Ratio | undefined;
  language: Language;
}

/** Baseline of the plan, now, and target on one thin line, each with its label. */
export function TargetBar({ result, baseline, language }: TargetBarProps) {
  const { t } = useTranslation();
  const { target } = result;
  const least = Math.min(share(result), share(target), baseline ? share(baseline) : 1);
  const start = Math.max(0, Math.floor((least - 0.01) / AXIS_STEP) * AXIS_STEP);
  const place = (ratio: Ratio) => (share(ratio) - start) / (1 - start);
  const at = (ratio: Ratio) => `${place(ratio) * 100}%`;
  const percent = (ratio: Ratio) => percentText(ratio, language);
  return (
    <div
      className="target-bar"
      role="img"
      aria-label={t("answer.bar", {
        baseline: baseline ? percent(baseline) : "–",
        now: percent(result),
        target: percent(target),
      })}
    >
      <span className="target-bar-track">
        <span className="target-bar-now" style={{ width: at(result) }} />
        {baseline && <span className="target-bar-baseline" style={{ left: at(baseline) }} />}
        <span className="target-bar-target" style={{ left: at(target) }} />
      </span>
      <span className="target-bar-label" data-of="start">
        {Math.round(start * 100)}%
      </span>
      {baseline && (
        <span
          className="target-bar-label"
          data-of="baseline"
          style={
            place(baseline) < HALF
              ? { left: at(baseline) }
              : { right: `max(calc(100% - ${at(baseline)}), ${TARGET_LABEL_PX}px)` }
          }
        >
          {t("answer.baseline", { percent: percent(baseline) })}
        </span>
      )}
      <span className="target-bar-label" data-of="target">
        {t("answer.target", { percent: percent(target) })}
      </span>
    </div>
  );
}
