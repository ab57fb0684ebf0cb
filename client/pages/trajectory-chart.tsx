import { useTranslation } from "react-i18next";
import type { IndicatorResult } from "../../geodata/model/indicator-result.ts";
import { percentText, printedText, quarterText, sentence } from "../text/formats.ts";
import { useView } from "../use-view.ts";
import { type ChartScale, chartScale } from "./chart-scale.ts";

const FRAME = {
  width: 330,
  height: 170,
  margin: { left: 66, right: 66, top: 22, bottom: 28 },
};
/** Two labels nearer than this run into each other, units of the drawing. */
const LABEL_HEIGHT = 14;

type Point = IndicatorResult["trajectory"][number];

/** How one indicator went, quarter by quarter, with its labels on the line and a table twin. */
export function TrajectoryChart({ item }: { item: IndicatorResult }) {
  const { t } = useTranslation();
  const { language } = useView();
  const name = item.name[language];
  const { floor } = scaleOf(item);
  return (
    <figure className="trajectory">
      <figcaption>
        {name}
        {item.computed && <span className="row-note">{item.computed.whatIsCounted[language]}</span>}
      </figcaption>
      <svg
        viewBox={`0 0 ${FRAME.width} ${FRAME.height}`}
        role="img"
        aria-label={t("indicators.trajectoryOf", { name })}
      >
        <Drawing item={item} />
      </svg>
      {floor > 0 && (
        <p className="row-note">
          {t("indicators.axisFrom", { percent: `${Math.round(floor * 100)}%` })}
        </p>
      )}
      <TableTwin trajectory={item.trajectory} />
    </figure>
  );
}

const shareOf = ({ numerator, denominator }: Point) =>
  denominator === 0 ? 0 : numerator / denominator;
/** A figure of the plan as a share; undefined for a milestone ("done") and where there is none. */
function planShare(printed: string | undefined): number | undefined {
  const percent = Number(printed ?? Number.NaN);
  return Number.isNaN(percent) ? undefined : percent / 100;
}

function scaleOf({ trajectory, target, baseline }: IndicatorResult): ChartScale {
  const all = [...trajectory.map(shareOf), planShare(target), planShare(baseline)].filter(
    (share) => share !== undefined,
  );
  return chartScale(all, trajectory.length, FRAME);
}

function Drawing({ item }: { item: IndicatorResult }) {
  const { trajectory } = item;
  const { t } = useTranslation();
  const { language } = useView();
  const [target, baseline] = [planShare(item.target), planShare(item.baseline)];
  const shares = trajectory.map(shareOf);
  const scale = scaleOf(item);
  const [left, right] = [scale.x(0), scale.x(trajectory.length - 1)];
  const percent = (printed: string | undefined) => `${printedText(printed ?? "", language)}%`;
  const [first, last] = [trajectory[0], trajectory.at(-1)];
  return (
    <>
      <line
        className="chart-axis"
        x1={left}
        x2={right}
        y1={scale.y(scale.floor)}
        y2={scale.y(scale.floor)}
      />
      <text className="chart-quiet" x={left - 8} y={scale.y(scale.floor) + 4} textAnchor="end">
        {Math.round(scale.floor * 100)}%
      </text>
      {target !== undefined && (
        <>
          <line
            className="chart-target"
            x1={left}
            x2={right}
            y1={scale.y(target)}
            y2={scale.y(target)}
          />
          <text className="chart-quiet" x={left} y={scale.y(target) - 6}>
            {t("indicators.targetLine", { percent: percent(item.target) })}
          </text>
        </>
      )}
      <path
        className="chart-line"
        d={shares.map((share, at) => `${at ? "L" : "M"}${scale.x(at)} ${scale.y(share)}`).join("")}
      />
      {trajectory.map((point, at) => (
        <circle
          key={point.asOf}
          className="chart-point"
          cx={scale.x(at)}
          cy={scale.y(shareOf(point))}
          r={at === trajectory.length - 1 ? 4 : 2.5}
        />
      ))}
      {baseline !== undefined && (
        <g transform={`translate(${left - 8} ${scale.y(baseline)})`}>
          <path className="chart-baseline" d="M0 0h14" />
          <text className="chart-quiet" x={-4} y={-1} textAnchor="end">
            {t("indicators.planWord")}
          </text>
          <text className="chart-quiet" x={-4} y={12} textAnchor="end">
            {percent(item.baseline)}
          </text>
        </g>
      )}
      {last && <LastLabel point={last} scale={scale} target={target} x={right + 8} />}
      {first && last && (
        <>
          <text className="chart-quiet" x={left} y={FRAME.height - 6}>
            {sentence(quarterText(first.asOf, language))}
          </text>
          <text className="chart-quiet" x={right} y={FRAME.height - 6} textAnchor="end">
            {sentence(quarterText(last.asOf, language))}
          </text>
        </>
      )}
    </>
  );
}

interface LastLabelProps {
  point: Point;
  scale: ChartScale;
  target: number | undefined;
  x: number;
}

/** The newest figure at the end of its line; moved down where the target's line runs through it. */
function LastLabel({ point, scale, target, x }: LastLabelProps) {
  const { language } = useView();
  const at = scale.y(shareOf(point));
  const isCrossed = target !== undefined && Math.abs(scale.y(target) - at) < LABEL_HEIGHT;
  const y = at + (isCrossed ? LABEL_HEIGHT - 2 : 4);
  return (
    <>
      <text className="chart-strong" x={x} y={y}>
        {point.numerator}/{point.denominator}
      </text>
      <text className="chart-quiet" x={x} y={y + LABEL_HEIGHT}>
        {percentText(point, language)}
      </text>
    </>
  );
}

function TableTwin({ trajectory }: { trajectory: readonly Point[] }) {
  const { t } = useTranslation();
  const { language } = useView();
  return (
    <details className="fold">
      <summary>{t("indicators.asTable")}</summary>
      <table className="table small-table">
        <thead>
          <tr>
            <th scope="col">{t("indicators.day")}</th>
            <th scope="col" data-kind="figure">
              {t("indicators.value")}
            </th>
            <th scope="col" data-kind="figure">
              {t("indicators.share")}
            </th>
          </tr>
        </thead>
        <tbody>
          {trajectory.map((point) => (
            <tr key={point.asOf}>
              <th scope="row">{sentence(quarterText(point.asOf, language))}</th>
              <td data-kind="figure">
                {point.numerator}/{point.denominator}
              </td>
              <td data-kind="figure">{percentText(point, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
