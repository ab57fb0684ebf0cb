import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { countText, dayText } from "../text/formats.ts";
import { isLayerShown, type Language, type Shading, type View } from "../view.ts";
import { PALETTES } from "./colors.ts";
import type { ColourScheme } from "./map-context.ts";
import { useMapText } from "./map-text.ts";
import { ClassSwatch, DotSwatch, LineSwatch, RingSwatch, SiteSwatch } from "./swatch.tsx";
import { nextStop, uncoveredTour } from "./uncovered-tour.ts";
import { alarmingClasses, classesOf, classOf, classWord, type Subject } from "./verdict-classes.ts";

interface LegendProps {
  view: View;
  villages: readonly VillageListItem[];
  /** Whether the rule looks at clusters: else nobody knows how many thôn are lõm sóng. */
  seesClusters: boolean;
  colourScheme: ColourScheme;
  language: Language;
  /** On a phone it lies over the map, folded until somebody opens it; else it is a strip below. */
  compact: boolean;
  /** The day that the counts are of, where two are shown. */
  day?: string;
  onToggle(className: string): void;
  /** A thôn chosen by the arrows that step through the uncovered ones. */
  onStep(village: VillageListItem): void;
}

/** Thôn per class of a shading. */
export function countClasses(
  villages: readonly VillageListItem[],
  shading: Shading,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const village of villages) {
    const name = classOf(village, shading);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** What the colours mean, how many thôn there are of each, and the filter of the map. */
export function Legend(props: LegendProps) {
  const text = useMapText();
  return (
    <section
      className={props.compact ? "map-legend map-legend-folding" : "map-legend"}
      aria-label={text("legend.title")}
    >
      {props.compact ? <FoldedBody {...props} /> : <Strip {...props} />}
    </section>
  );
}

/** One line under the map: it hides nothing. The other signs open above it. */
function Strip(props: LegendProps) {
  return (
    <>
      <DayNote {...props} />
      <Classes {...props} />
      <Tour {...props} />
      <Others {...props} />
    </>
  );
}

function FoldedBody(props: LegendProps) {
  const text = useMapText();
  const [isOpen, setOpen] = useState(false);
  const body = useId();
  return (
    <>
      <button
        type="button"
        className="map-legend-fold"
        aria-expanded={isOpen}
        aria-controls={body}
        title={text(isOpen ? "legend.hide" : "legend.show")}
        onClick={() => setOpen(!isOpen)}
      >
        <span>{text(`legend.subject.${props.view.shading}`)}</span>
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <path
            d={isOpen ? "M2 4l4 4 4-4" : "M2 8l4-4 4 4"}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
          />
        </svg>
      </button>
      <div id={body} className="map-legend-body" hidden={!isOpen}>
        <DayNote {...props} />
        <Classes {...props} />
        <Tour {...props} />
        <Others {...props} />
      </div>
    </>
  );
}

function DayNote({ day, language }: LegendProps) {
  const text = useMapText();
  return (
    day && (
      <p className="map-legend-note">{text("legend.countsOf", { day: dayText(day, language) })}</p>
    )
  );
}

function Others(props: LegendProps) {
  const text = useMapText();
  return (
    <details className="map-legend-more">
      <summary>{text("legend.more")}</summary>
      <div className="map-legend-others">
        <ul className="map-legend-marks">
          <Marks {...props} />
          <Lines {...props} />
        </ul>
        <p className="map-legend-note">
          {text("legend.area")} {text("legend.approximate")}
        </p>
      </div>
    </details>
  );
}

function Classes({ view, villages, seesClusters, colourScheme, language, onToggle }: LegendProps) {
  const { t } = useTranslation();
  const text = useMapText();
  const counts = countClasses(villages, view.shading);
  return (
    <ul className="map-legend-classes" aria-label={text("legend.filter")}>
      {classesOf(view, PALETTES[colourScheme]).map((look) => (
        <li key={look.name}>
          <button
            type="button"
            aria-pressed={!view.hidden.includes(look.name)}
            title={look.name === "lom_song" ? text("legend.partly") : text("legend.filter")}
            onClick={() => onToggle(look.name)}
          >
            <ClassSwatch look={look} />
            <span className="map-legend-word">{t(classWord(view, look.name))}</span>
            {look.name === "lom_song" && !seesClusters ? (
              <span className="map-legend-count" data-kind="words">
                {text("legend.notLooked")}
              </span>
            ) : (
              <span className="map-legend-count">
                {text("legend.count", { count: countText(counts.get(look.name) ?? 0, language) })}
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Arrows that go from one uncovered thôn to the next. */
function Tour({ view, villages, colourScheme, onStep }: LegendProps) {
  const text = useMapText();
  const loudest = loudestOf(view, colourScheme);
  const tour = uncoveredTour(villages, view, view.hidden);
  if (tour.length === 0) return null;
  const selected = view.selection?.kind === "village" ? view.selection.id : undefined;
  const index = tour.findIndex(({ id }) => id === selected);
  const step = (direction: 1 | -1) => {
    const village = nextStop(tour, selected, direction);
    if (village) onStep(village);
  };
  return (
    <div className="map-legend-tour">
      {loudest?.cueColor && <RingSwatch fill={loudest.fill} outline={loudest.cueColor} />}
      <span className="map-legend-word">{text("legend.step")}</span>
      <span className="map-legend-count">
        {text("legend.position", { index: index < 0 ? "–" : index + 1, count: tour.length })}
      </span>
      <button
        type="button"
        aria-label={text("legend.previous")}
        title={text("legend.previous")}
        onClick={() => step(-1)}
      >
        <Arrow path="M8 2L3 6l5 4" />
      </button>
      <button
        type="button"
        aria-label={text("legend.next")}
        title={text("legend.next")}
        onClick={() => step(1)}
      >
        <Arrow path="M4 2l5 4-5 4" />
      </button>
    </div>
  );
}

const Arrow = ({ path }: { path: string }) => (
  <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
    <path d={path} fill="none" stroke="currentColor" strokeWidth="1.6" />
  </svg>
);

const loudestOf = (subject: Subject, colourScheme: ColourScheme) =>
  classesOf(subject, PALETTES[colourScheme]).find(({ name }) =>
    alarmingClasses(subject).includes(name),
  );

/** Ring of the remote and dashed edge of those being verified. */
function Marks({ view, colourScheme }: LegendProps) {
  const text = useMapText();
  const loudest = loudestOf(view, colourScheme);
  return (
    <>
      {loudest?.cueColor && (
        <li>
          <RingSwatch fill={loudest.fill} outline={loudest.cueColor} />
          <span>{text("legend.remote")}</span>
        </li>
      )}
      <li>
        <LineSwatch color={PALETTES[colourScheme].flagged} dashes="5 3.5" />
        <span>{text("legend.flagged")}</span>
      </li>
    </>
  );
}

/** Triangles of the sites and lines of the fibre, of those layers that are shown. */
function Lines({ view, colourScheme }: LegendProps) {
  const text = useMapText();
  const palette = PALETTES[colourScheme];
  const sites = [
    ["on_air", palette.siteOnAir],
    ["under_construction", palette.siteBuilding],
    ["planned", palette.sitePlanned],
    ["blocked", palette.siteBlocked],
    ["off", palette.siteOff],
    ["unknown", palette.siteUnknown],
  ] as const;
  return (
    <>
      {isLayerShown(view, "sites") && (
        <>
          {sites.map(([stage, ink]) => (
            <li key={stage}>
              <SiteSwatch stage={stage} ink={ink} paper={palette.textHalo} />
              <span>{text(`legend.site.${stage}`)}</span>
            </li>
          ))}
          <li>
            <DotSwatch color={palette.siteOnAir} />
            <span>{text("legend.site.dot")}</span>
          </li>
          <li>
            <SiteSwatch stage="on_air" ink={palette.siteOnAir} paper={palette.textHalo} shared />
            <span>{text("legend.site.shared")}</span>
          </li>
        </>
      )}
      {isLayerShown(view, "fibre") && (
        <>
          <li>
            <LineSwatch color={palette.fibreLine} />
            <span>{text("legend.span.in_service")}</span>
          </li>
          <li>
            <LineSwatch color={palette.fibreLine} dashes="6 3.5" />
            <span>{text("legend.span.under_construction")}</span>
          </li>
          <li>
            <LineSwatch color={palette.fibreLine} dashes="0.1 4.5" round />
            <span>{text("legend.span.planned")}</span>
          </li>
        </>
      )}
    </>
  );
}
