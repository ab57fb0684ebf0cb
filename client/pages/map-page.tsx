import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { unitKey } from "../../geodata/model/administrative-unit.ts";
import type { Summary } from "../../geodata/model/summary.ts";
import { NARROW, PHONE, REDUCED_MOTION, useMedia } from "../media.ts";
import { Answer } from "../panels/answer.tsx";
import { BottomSheet, type SheetStop } from "../panels/bottom-sheet.tsx";
import { TimeBar } from "../panels/time-bar.tsx";
import { Boundary } from "../parts/boundary.tsx";
import { Skeleton } from "../parts/panel-states.tsx";
import { linkTo, pinned } from "../pinned-link.ts";
import { questionFrom, summaryQuery, villagesQuery } from "../queries.ts";
import { countText, dayText, percentText } from "../text/formats.ts";
import { useMapHandle } from "../toolbar/map-handle.tsx";
import { useOperatorName } from "../use-operator-name.ts";
import { useSelectionTitle } from "../use-selection-title.ts";
import { useTheme } from "../use-theme.ts";
import { useTitle } from "../use-title.ts";
import { useCalmOutlook, useCalmView, useOutlook, useView } from "../use-view.ts";
import type { Language, Selection } from "../view.ts";
import { passesFilters } from "../village-list/village-filter.ts";

const MapView = lazy(() =>
  import("../map/map-view.tsx").then(({ MapView }) => ({ default: MapView })),
);
const MapBar = lazy(() =>
  import("../panels/map-bar.tsx").then(({ MapBar }) => ({ default: MapBar })),
);
const Margin = lazy(() =>
  import("../panels/margin.tsx").then(({ Margin }) => ({ default: Margin })),
);
const PageSource = lazy(() =>
  import("./page-source.tsx").then(({ PageSource }) => ({ default: PageSource })),
);
const SinceLast = lazy(() =>
  import("../panels/since-last.tsx").then(({ SinceLast }) => ({ default: SinceLast })),
);
const VillageList = lazy(() =>
  import("../village-list/village-list.tsx").then(({ VillageList }) => ({ default: VillageList })),
);

/** After the first look, ms. */
const PAPER_LATER_MS = 4000;

/** A bookmark, a tab and a printed page say what they show and what they leave out. */
function PageTitle() {
  const { t } = useTranslation();
  const { view } = useView();
  const nameOf = useOperatorName();
  const theme = t(`theme.${view.shading}`);
  useTitle(
    useSelectionTitle(view.selection),
    view.operator ? t("answer.only", { subject: theme, part: nameOf(view.operator) }) : theme,
    view.remoteOnly ? t("column.remote") : undefined,
  );
  return null;
}

/** The map, and in its margin the answer, the list and what is selected. */
export function MapPage() {
  const { t } = useTranslation();
  const isPhone = useMedia(PHONE);
  // What only paper shows comes when nothing else is waited for.
  const [isAtRest, setAtRest] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAtRest(true), PAPER_LATER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main id="main" className="map-page" tabIndex={-1}>
      <PageTitle />
      <h1 className="visually-hidden">{t("app.tagline")}</h1>
      {isPhone ? <PhoneLayout /> : <DeskLayout />}
      {isAtRest && (
        <div className="print-only">
          <Suspense>
            <PageSource />
          </Suspense>
        </div>
      )}
    </main>
  );
}

/** The list or the thing selected; if it breaks, the answer and the map stay. */
function SafeMargin({ withList }: { withList: boolean }) {
  const { t } = useTranslation();
  return (
    <Boundary title={t("state.broken")} hint={t("state.brokenHint")}>
      <Suspense fallback={<Skeleton lines={10} kind="rows" />}>
        <Margin withList={withList} />
      </Suspense>
    </Boundary>
  );
}

/** Stands aside for whatever was chosen or compared. */
function QuietSinceLast() {
  const { t } = useTranslation();
  const { view } = useView();
  if (view.selection || view.compareWith || view.compareRule) return null;
  return (
    <Boundary title={t("state.broken")} hint={t("state.brokenHint")}>
      <Suspense>
        <SinceLast />
      </Suspense>
    </Boundary>
  );
}

/** One element each: what moves or is chosen around them draws none of them again. */
const ANSWER = <Answer />;
const SINCE_LAST = <QuietSinceLast />;
const TIME_BAR = <TimeBar />;

function DeskLayout() {
  const { view } = useOutlook();
  const isNarrow = useMedia(NARROW);
  return (
    <>
      <aside className="margin">
        {ANSWER}
        {SINCE_LAST}
        <div className="margin-body" data-scroller>
          <SafeMargin withList={!view.wideTable} />
        </div>
      </aside>
      <div className="map-area">
        <Suspense fallback={<div className="map-bar" />}>
          <MapBar isNarrow={isNarrow} />
        </Suspense>
        {view.wideTable ? (
          <div className="wide-table">
            <Suspense fallback={<Skeleton lines={12} kind="rows" />}>
              <VillageList />
            </Suspense>
          </div>
        ) : (
          <MapFrame isPhone={false} />
        )}
        {TIME_BAR}
      </div>
    </>
  );
}

/** The half-raised sheet (56 % of the page) less what its lowest stop covers anyway, of a window. */
const HALF_SHEET_OVER_MAP = 0.35;

function PhoneLayout() {
  const { view } = useView();
  const [stop, setStop] = useState<SheetStop>("answer");
  // Two days are two maps, one above the other: the sheet stays low, or it would hide one.
  const chosen = view.selection?.id ?? view.compareRule;
  const isPair = view.compareWith !== undefined;
  useEffect(() => {
    if (chosen !== undefined) setStop((now) => (now === "answer" ? "half" : now));
  }, [chosen]);
  return (
    <>
      <div className="map-area">
        <Suspense fallback={<div className="map-bar" />}>
          <MapBar isNarrow />
        </Suspense>
        <MapFrame
          isPhone={true}
          coveredShare={stop === "answer" || isPair ? 0 : HALF_SHEET_OVER_MAP}
        />
      </div>
      <BottomSheet stop={stop} onStop={setStop} isAboutOne={view.selection !== undefined}>
        {ANSWER}
        {!view.selection && TIME_BAR}
        {SINCE_LAST}
        <SafeMargin withList />
        {view.selection && TIME_BAR}
      </BottomSheet>
    </>
  );
}

/** "Băng rộng di động: 169/175 thôn (96,5%). Còn thiếu 3 thôn để đạt mục tiêu 98%." */
function figureLines(summary: Summary, t: TFunction, language: Language): string[] {
  return summary.targets.map((result) => {
    const isMobile = result.indicator === "MBB_VILLAGES";
    const name = t(isMobile ? "answer.mobile" : "answer.ftth");
    const counts = `${countText(result.numerator, language)}${t("answer.of", {
      denominator: countText(result.denominator, language),
      percent: percentText(result, language),
    })}`;
    // A part is counted, not judged.
    if (summary.operator !== undefined || (isMobile && summary.technology !== undefined))
      return `${name}: ${counts}.`;
    const target = percentText(result.target, language);
    const state = result.reached
      ? t("answer.reached", { target })
      : `${t("answer.short", { n: result.shortfall })} ${t("answer.shortOf", { target })}`;
    return `${name}: ${counts}. ${state}.`;
  });
}

/** A commune of a tile has a code alone; what is chosen keeps its time. */
function withTime(selection: Selection | undefined, { communes }: Summary): Selection | undefined {
  if (selection?.kind !== "commune") return selection;
  const commune = communes.find(({ code }) => code === selection.id);
  return { kind: "commune", id: commune ? unitKey(commune) : selection.id };
}

interface MapFrameProps {
  isPhone: boolean;
  /** How much of the window a raised sheet takes from the map's foot, 0..1. */
  coveredShare?: number;
}

function MapFrame({ isPhone, coveredShare = 0 }: MapFrameProps) {
  const { t } = useTranslation();
  const { view, latest, language, change } = useCalmView();
  const { resolved: colourScheme } = useTheme();
  const reducedMotion = useMedia(REDUCED_MOTION);
  const handle = useMapHandle();
  const queryClient = useQueryClient();
  const question = questionFrom(view);
  const { data: summary } = useQuery(summaryQuery(question));
  const { data: list } = useQuery(villagesQuery(question));
  const { view: outlook } = useCalmOutlook();
  const villages = useMemo(
    () => (list?.items ?? []).filter((village) => passesFilters(village, outlook)),
    [list, outlook],
  );
  // The map makes its style anew when this changes, so it only does when something in it does.
  const context = useMemo(
    () =>
      summary && {
        version: summary.datasetVersion,
        rule: summary.rule,
        asOf: summary.asOf,
        epoch: summary.epoch,
        colourScheme,
        language,
        reducedMotion,
        demo: summary.dataSource !== "real",
      },
    [summary, colourScheme, language, reducedMotion],
  );
  const [isPainted, setPainted] = useState(false);
  // The map's code is asked for once the numbers are on the screen.
  useEffect(() => {
    if (summary) requestAnimationFrame(() => setPainted(true));
  }, [summary]);
  const waiting = (
    <p className="map-wait" role="status">
      {t("mapBar.mapLoading")}
    </p>
  );
  return (
    <section className="map-frame" aria-label={t("nav.map")} aria-busy={view !== latest}>
      {summary && context && isPainted ? (
        <Boundary title={t("mapBar.noMap")} hint={t("mapBar.noMapHint")}>
          <Suspense fallback={waiting}>
            <MapView
              ref={handle}
              view={view}
              context={context}
              villages={villages}
              onSelect={(selection) => change({ selection: withTime(selection, summary) })}
              onLegendToggle={(name) =>
                change({
                  hidden: latest.hidden.includes(name)
                    ? latest.hidden.filter((hidden) => hidden !== name)
                    : [...latest.hidden, name],
                })
              }
              link={() => linkTo(pinned(view, summary))}
              figures={() => figureLines(summary, t, language)}
              onVersionGone={() => void queryClient.invalidateQueries()}
              label={t("mapBar.mapLabel", {
                subject: t(`theme.${view.shading}`),
                day: dayText(summary.asOf, language),
              })}
              compact={isPhone}
              insets={{ left: 0, bottom: Math.round(coveredShare * window.innerHeight) }}
            />
          </Suspense>
        </Boundary>
      ) : (
        waiting
      )}
    </section>
  );
}
