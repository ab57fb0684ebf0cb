import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../parts/icon.tsx";
import { questionFrom, summaryQuery, villagesQuery } from "../queries.ts";
import { dayText, quarterText, sentence } from "../text/formats.ts";
import { useMapHandle } from "../toolbar/map-handle.tsx";
import { useOutlook } from "../use-view.ts";

/** How long each quarter stays while playing, ms: time to read the two figures. */
const PLAY_STEP_MS = 1600;

/** The quarters with evidence: one is chosen, all may be played, two may be compared. */
export function TimeBar() {
  const { t } = useTranslation();
  const { view, language, change } = useOutlook();
  const queryClient = useQueryClient();
  const { data } = useQuery(summaryQuery(questionFrom(view)));
  const days = data?.evidenceDays ?? [];
  const last = days.length - 1;
  const asOf = view.asOf ?? data?.asOf;
  // A day between two stops is shown at the stop before it, which is what its figures rest on.
  const at =
    asOf === undefined
      ? last
      : Math.max(
          0,
          days.findLastIndex((day) => day <= asOf),
        );
  const [isPlaying, setPlaying] = useState(false);
  const map = useMapHandle();

  const goTo = (index: number) => {
    const day = days[index];
    if (day) change({ asOf: index === last ? undefined : day }, "time");
  };

  useEffect(() => {
    if (!isPlaying) return;
    if (at >= last) {
      setPlaying(false);
      return;
    }
    const next = { ...questionFrom(view), asOf: days[at + 1] as string };
    void queryClient.prefetchQuery(villagesQuery(next));
    void queryClient.prefetchQuery(summaryQuery(next));
    let isOver = false;
    // The next quarter waits until this one has been drawn: play never shows an empty map.
    const timer = setTimeout(() => {
      void Promise.resolve(map.current?.drawn()).then(() => {
        if (!isOver) goTo(at + 1);
      });
    }, PLAY_STEP_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  });

  if (days.length === 0) return <div className="time-bar" />;
  const isOffStop = asOf !== undefined && days[at] !== asOf;
  const label = asOf === undefined ? "" : sentence(quarterText(asOf, language));
  const play = () => {
    if (isPlaying) return setPlaying(false);
    if (at >= last) goTo(0);
    setPlaying(true);
  };
  return (
    <section className="time-bar" aria-label={t("time.title")}>
      <button
        type="button"
        className="tool"
        aria-label={isPlaying ? t("time.pause") : t("time.play")}
        title={isPlaying ? t("time.pause") : t("time.play")}
        onClick={play}
      >
        <Icon name={isPlaying ? "pause" : "play"} />
      </button>
      <div className="time-track">
        <input
          type="range"
          min={0}
          max={last}
          step={1}
          value={at}
          aria-label={t("time.label")}
          aria-valuetext={label}
          onChange={(event) => {
            setPlaying(false);
            goTo(Number(event.target.value));
          }}
        />
        <div className="time-stops" aria-hidden="true">
          {days.map((day, index) => (
            <span key={day} data-at={index === at || undefined}>
              {day.endsWith("12-31") || index === 0 ? quarterText(day, language) : ""}
            </span>
          ))}
        </div>
      </div>
      <p className="time-now">
        <span className="strong">{label}</span>
        {asOf !== undefined && !isOffStop && (
          <span className="quiet">{dayText(asOf, language)}</span>
        )}
      </p>
      <CompareWith days={days} at={at} />
    </section>
  );
}

function CompareWith({ days, at }: { days: readonly string[]; at: number }) {
  const { t } = useTranslation();
  const { view, language, change } = useOutlook();
  if (!view.compareWith)
    return (
      <button
        type="button"
        className="button"
        // With the quarter before; the first has none and is held against the last.
        onClick={() => change({ compareWith: days[at - 1] ?? days.at(-1) })}
      >
        <Icon name="compare" />
        {t("time.compare")}
      </button>
    );
  return (
    <div className="time-compare">
      <label>
        <span>{t("time.with")}</span>{" "}
        <select
          aria-label={t("time.second")}
          value={view.compareWith}
          onChange={(event) => change({ compareWith: event.target.value })}
        >
          {days.map((day) => (
            <option key={day} value={day}>
              {sentence(quarterText(day, language))}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="button"
        aria-pressed={view.swipe ?? false}
        onClick={() => change({ swipe: view.swipe ? undefined : true })}
      >
        {t("time.swipe")}
      </button>
      <button
        type="button"
        className="button"
        onClick={() => change({ compareWith: undefined, swipe: undefined })}
      >
        {t("time.stopComparing")}
      </button>
    </div>
  );
}
