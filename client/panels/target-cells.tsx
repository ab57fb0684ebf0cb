import { useTranslation } from "react-i18next";
import type { TargetResult } from "../../geodata/model/summary.ts";
import { countText, percentText } from "../text/formats.ts";
import type { Language } from "../view.ts";

/** A cell and the gap after it, in units of the drawing; its height. */
const CELL = { step: 4, width: 3.1, height: 16 };
/** More cells than this are thinner than a pixel: then the row has no gaps. */
const MOST_CELLS = 400;

interface TargetCellsProps {
  result: TargetResult;
  /** Without one only the count is told: the plan promises nothing for a part. */
  hasTarget: boolean;
  language: Language;
}

/**
 * One small cell for each thôn, from 0 to all of them: covered, then unknown, then uncovered, with a
 * notch where the target is. Drawn in attributes alone, for the first paint may bring no styles.
 */
export function TargetCells({ result, hasTarget, language }: TargetCellsProps) {
  const { t } = useTranslation();
  const { numerator, denominator, unknown, shortfall, baseline, target } = result;
  const needed = Math.ceil((target.numerator * denominator) / target.denominator);
  const uncovered = denominator - numerator - unknown;
  const width = denominator * CELL.step;
  const gaps = denominator > MOST_CELLS ? undefined : `${CELL.width} ${CELL.step - CELL.width}`;
  const band = (from: number, count: number, name: string, y: number, height: number) =>
    count > 0 && (
      <line
        key={`${name}${y}`}
        className={`cells-${name}`}
        x1={from * CELL.step}
        x2={(from + count) * CELL.step}
        y1={y}
        y2={y}
        strokeWidth={height}
        strokeDasharray={gaps}
      />
    );
  const middle = CELL.height / 2;
  const notches = [
    ...(hasTarget ? [{ at: needed, name: "target" }] : []),
    // The plan gives its baseline as a share alone.
    ...(hasTarget && baseline
      ? [{ at: (baseline.numerator * denominator) / baseline.denominator, name: "baseline" }]
      : []),
  ];
  return (
    <div
      className="target-cells"
      data-theme-of={result.indicator === "FTTH_VILLAGES" ? "ftth" : "mobile"}
      data-counted={!hasTarget || undefined}
    >
      <svg
        role="img"
        aria-label={t("answer.cells", { numerator, unknown, uncovered, denominator })}
        viewBox={`0 0 ${width} ${CELL.height + 8}`}
        preserveAspectRatio="none"
      >
        <g transform="translate(0 4)">
          {band(0, numerator, "covered", middle, CELL.height)}
          {[3, 8, 13].map((y) => band(numerator, unknown, "unknown", y, 3))}
          {band(numerator + unknown, uncovered, "uncovered", middle, CELL.height)}
        </g>
        {notches.map(({ at, name }) => (
          <line
            key={name}
            className={`cells-${name}`}
            x1={at * CELL.step}
            x2={at * CELL.step}
            y1={name === "target" ? 0 : CELL.height + 4}
            y2={CELL.height + 8}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      {hasTarget && (
        <p className="target-marks">
          <span>
            {baseline && t("answer.baseline", { percent: percentText(baseline, language) })}
          </span>
          <span data-reached={shortfall === 0 || undefined}>
            {t("answer.target", {
              n: countText(needed, language),
              percent: percentText(target, language),
            })}
          </span>
        </p>
      )}
    </div>
  );
}
