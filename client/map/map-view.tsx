import type { StyleSpecification } from "@maplibre/maplibre-gl-style-spec";
import { useQuery } from "@tanstack/react-query";
import {
  type KeyboardEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { epochOf } from "../../geodata/model/administrative-unit.ts";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { comparisonOf } from "../panels/comparison/comparison-question.ts";
import { comparisonQuery, operatorsQuery, rulesQuery } from "../queries.ts";
import { dayText } from "../text/formats.ts";
import { epochOfView, type Selection, unitOfView, type View } from "../view.ts";
import { boundsOf, CAO_LOC_BOUNDS, grown, type Insets, VILLAGE_ZOOM } from "./camera.ts";
import { exportImage } from "./export-image.ts";
import { fontFaces } from "./fonts.ts";
import { type Changes, HoverCard, type Hovered, type Role } from "./hover-card.tsx";
import { Legend } from "./legend.tsx";
import "./map.css";
import type { MapContext } from "./map-context.ts";
import { MapControls } from "./map-controls.tsx";
import { type Camera, MapPane, type PaneHandle, type Pointing } from "./map-pane.tsx";
import { useMapText } from "./map-text.ts";
import { isSameSelection, pickFeature } from "./picked-feature.ts";
import { pictureOf } from "./picture.ts";
import { PlaceCard } from "./place-card.tsx";
import { isSameBar, type ScaleBar, scaleBarAt, scaleText } from "./scale-bar.ts";
import { buildStyle, pictureKey } from "./style.ts";
import { nextStop, uncoveredTour } from "./uncovered-tour.ts";

export interface LonLat {
  lon: number;
  lat: number;
}

/** What the page may ask of the map through its ref. */
export interface MapViewHandle {
  /** A picture of what is shown: title, legend, scale, date, source, mark and QR; PNG. */
  exportPng(): Promise<Blob>;
  /** Resolves when all that is shown has been drawn. */
  drawn(): Promise<void>;
  /** Moves the camera to a place that is not selected, e.g. one found by the search. */
  goTo(place: LonLat, zoom?: number): void;
}

export interface MapViewProps {
  ref?: Ref<MapViewHandle>;
  /** What to show. The camera is not here: MapLibre keeps it in the hash, `#map=zoom/lat/lon`. */
  view: View;
  context: MapContext;
  /**
   * The thôn that pass the view's commune, remoteOnly and text filters (not `hidden`), at
   * `context.asOf`: counts of the legend, moving from one uncovered thôn to the next by keyboard,
   * and, when `view.text` is not empty, the only ones that the map shows at full strength.
   */
  villages: readonly VillageListItem[];
  onSelect(selection: Selection | undefined): void;
  /** The address that the exported picture carries: of this day, rule and counts. */
  link(): string;
  /** Both targets in a line each, for the exported picture. */
  figures(): readonly string[];
  /** A class of the legend was clicked: a verdict word, or "0" to "4" operators. */
  onLegendToggle(className: string): void;
  /** A tile answered 410: the dataset has a newer version, ask for the summary again. */
  onVersionGone(): void;
  /** The place clicked, WGS 84 degrees. */
  onCoordinates?(lonLat: LonLat): void;
  /** Panels that lie over the map, px: what is selected is kept clear of them. */
  insets?: { left: number; bottom: number };
  /** Accessible name of the map. */
  label?: string;
  /** Phone: the legend starts folded, two dates are stacked. */
  compact?: boolean;
}

const NO_INSETS = { left: 0, bottom: 0 };
/** The scale bar is never longer, px. */
const SCALE_PX = { wide: 120, compact: 80 };
const ASSETS = { origin: location.origin, fontFaces: fontFaces(location.href) };

/** The map of the thôn, as a pure function of the view; two of them when two days are compared. */
export function MapView(props: MapViewProps) {
  const { view, villages, onSelect, insets = NO_INSETS, compact = false } = props;
  const { language, colourScheme, reducedMotion } = props.context;
  const { i18n } = useTranslation();
  const text = useMapText();
  const context = useCompleteContext(props.context, view, villages);
  const [place, setPlace] = useState<LonLat>();
  const [hovered, setHovered] = useState<Hovered>();
  const [scale, setScale] = useState<ScaleBar>({ metres: 0, widthPx: 0 });
  const [isReady, setReady] = useState(false);
  const [isFailing, setFailing] = useState(false);
  const [swipe, setSwipe] = useState(50);
  const main = useRef<PaneHandle>(null);
  const twin = useRef<PaneHandle>(null);
  const isFollowing = useRef(false);

  const changes = useChanges(context, view);
  const sides = useMemo(
    () => sidesOf(changes ? { ...context, changedIds: [...changes.keys()] } : context, view),
    [context, view, changes],
  );

  const rules = useQuery(rulesQuery).data;
  const rule = rules?.find(({ id }) => id === context.rule);
  useImperativeHandle(props.ref, () => ({
    goTo: (target, zoom = VILLAGE_ZOOM) => main.current?.show(target, zoom),
    drawn: async () => {
      await Promise.all([main, twin].map(({ current }) => current?.drawn()));
    },
    exportPng: async () => {
      const panes = sides.map(({ role }) => (role === "main" ? main : twin));
      const pictures = await Promise.all(panes.map(({ current }) => current?.picture()));
      const contexts = sides.map((side) => side.context);
      await document.fonts.ready;
      return exportImage(
        pictureOf({
          link: props.link(),
          figures: props.figures(),
          view,
          contexts,
          panes: pictures.filter((picture) => picture !== undefined),
          villages,
          scale,
          rule: rule?.name[language] ?? context.rule,
          seesClusters: rule?.points !== "centre",
          text,
          words: i18n.t,
        }),
      );
    },
  }));

  const stage = useRef<HTMLDivElement>(null);
  useSizeOnPaper(stage);
  // What the link had open was not chosen elsewhere: its camera stays.
  const clicked = useRef(selectedVillage(view));
  useSelectionInSight(main, isReady, view, villages, insets, clicked);

  const onMove = (from: typeof main, camera: Camera) => {
    if (isFollowing.current) return;
    isFollowing.current = true;
    for (const other of [main, twin]) if (other !== from) other.current?.jumpTo(camera);
    isFollowing.current = false;
    // A card under the pointer is out of place now; that of the keyboard's stop moves along.
    setHovered((before) => (before?.kind === "stop" ? { ...before } : undefined));
    const next = scaleBarAt(camera.lat, camera.zoom, compact ? SCALE_PX.compact : SCALE_PX.wide);
    setScale((before) => (isSameBar(before, next) ? before : next));
  };
  const onReady = (from: typeof main, camera: Camera) => {
    const leader = from === twin ? main.current?.camera() : undefined;
    if (leader) twin.current?.jumpTo(leader);
    else onMove(from, camera);
    if (from === main) setReady(true);
  };
  const onClick = (pointing: Pointing) => {
    setHovered(undefined);
    const selection = pickFeature(pointing.features)?.selection;
    const here = { lon: pointing.lon, lat: pointing.lat };
    // One card at a time: what was selected has a panel, and a second click asks for coordinates.
    const isAsked = !selection || isSameSelection(selection, view.selection);
    clicked.current = selection?.id;
    setPlace(isAsked ? here : undefined);
    props.onCoordinates?.(here);
    onSelect(selection);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = event.code === "BracketRight" ? 1 : event.code === "BracketLeft" ? -1 : undefined;
    const reached = hovered?.kind === "stop" ? hovered.village : undefined;
    if (event.key === "Enter" && reached) {
      setHovered(undefined);
      onSelect({ kind: "village", id: reached.id });
    }
    const tour = uncoveredTour(villages, view, view.hidden);
    const stop = step && nextStop(tour, reached?.id ?? selectedVillage(view), step);
    if (!stop) return;
    event.preventDefault();
    main.current?.show(stop);
    setHovered({ kind: "stop", village: stop });
  };

  const isPair = sides.length > 1;
  const isSwiped = isPair && view.swipe === true;
  return (
    <div
      className="map-view"
      data-scheme={colourScheme}
      data-compact={compact}
      data-panes={sides.length}
      data-swipe={isSwiped || undefined}
      // A phone's sheet lies over what is drawn here, it does not push it up.
      style={
        {
          "--map-left": `${insets.left}px`,
          "--map-bottom": `${compact ? 0 : insets.bottom}px`,
          "--swipe": `${swipe}%`,
        } as object
      }
    >
      <div className="map-stage" ref={stage}>
        {sides.map((side) => {
          const isMain = side.role === "main";
          const handle = isMain ? main : twin;
          const day = dayText(side.context.asOf, language);
          const label = isPair || !props.label ? text("map.at", { day }) : props.label;
          return (
            <div className="map-side" key={side.role}>
              <MapPane
                ref={handle}
                style={side.style}
                pictureKey={pictureKey(view, side.context)}
                start={context.villagesBbox ?? CAO_LOC_BOUNDS}
                inHash={isMain}
                insets={insets}
                label={`${label}. ${text("map.keys")}`}
                reducedMotion={reducedMotion}
                isOverFeature={hovered?.kind === "pointer"}
                onReady={(camera) => onReady(handle, camera)}
                onMove={(camera) => onMove(handle, camera)}
                onClick={onClick}
                onPoint={(pointing) => setHovered(pointing && hoveredAt(pointing, side.role))}
                onKey={onKey}
                onVersionGone={props.onVersionGone}
                onFailing={setFailing}
              />
              {isPair && <p className="map-caption">{day}</p>}
              <HoverCard
                hovered={hovered}
                role={side.role}
                project={(target) => handle.current?.project(target)}
                subject={view}
                changes={changes}
                language={language}
                operatorNames={context.operatorNames ?? {}}
              />
            </div>
          );
        })}
        {isSwiped && (
          <input
            className="map-swipe"
            type="range"
            min={0}
            max={100}
            value={swipe}
            aria-label={text("map.swipe")}
            onChange={(event) => setSwipe(Number(event.target.value))}
          />
        )}
        {isFailing && (
          <p className="map-failing" role="status">
            {text("map.failed")}
          </p>
        )}
        {place && (
          <PlaceCard place={place} language={language} onClose={() => setPlace(undefined)} />
        )}
        <p className="map-note">
          <span className="map-note-words">
            {text("legend.noBorder")} {!compact && text("legend.approximate")}
          </span>
        </p>
        <MapControls
          scale={scale}
          scaleText={scaleText(scale)}
          onZoom={(steps) => main.current?.zoomBy(steps)}
          onWhole={() => main.current?.fit(context.villagesBbox ?? CAO_LOC_BOUNDS, true)}
        />
      </div>
      <Legend
        view={view}
        villages={villages}
        seesClusters={rule?.points !== "centre"}
        colourScheme={colourScheme}
        language={language}
        compact={compact}
        {...(isPair && { day: context.asOf })}
        onToggle={props.onLegendToggle}
        onStep={({ id }) => onSelect({ kind: "village", id })}
      />
    </div>
  );
}

const selectedVillage = ({ selection }: View) =>
  selection?.kind === "village" ? selection.id : undefined;

/** What lies under the pointer, for devices that have one. */
function hoveredAt({ x, y, features }: Pointing, role: Role): Hovered | undefined {
  const picked = matchMedia("(hover: hover)").matches ? pickFeature(features) : undefined;
  return picked && { kind: "pointer", x, y, role, ...picked };
}

/** The page's context with what only the map needs: operators' names, matches of the text. */
function useCompleteContext(
  context: MapContext,
  view: View,
  villages: readonly VillageListItem[],
): MapContext {
  const operators = useQuery(operatorsQuery).data;
  return useMemo(
    () => ({
      ...context,
      ...(operators && {
        operatorNames: Object.fromEntries(operators.map(({ code, name }) => [code, name])),
      }),
      ...(view.text !== "" && { matchingIds: villages.map(({ id }) => id) }),
    }),
    [context, operators, view.text, villages],
  );
}

/** Of a sheet of A4 within its margins, CSS px. */
const PAPER_PX = 690;

/** Printed by the browser's own command, the map keeps its size and is made smaller as one. */
function useSizeOnPaper(stage: { current: HTMLElement | null }) {
  useEffect(() => {
    const measure = () => {
      const { clientWidth = 0, clientHeight = 0, style } = stage.current ?? {};
      style?.setProperty("--print-width", `${clientWidth}px`);
      style?.setProperty("--print-height", `${clientHeight}px`);
      style?.setProperty("--print-zoom", String(Math.min(1, PAPER_PX / clientWidth)));
    };
    addEventListener("beforeprint", measure);
    return () => removeEventListener("beforeprint", measure);
  }, [stage]);
}

/** Near enough to see one thôn among its neighbours. */
const CHOSEN_ZOOM = 11.5;

/** What each thôn was and is, where two days are compared by what the comparison speaks of. */
function useChanges(context: MapContext, view: View): Changes | undefined {
  const theme = view.shading === "ftth" ? "ftth" : view.shading === "mobile" ? "mobile" : undefined;
  const isAsked = view.compareWith !== undefined && theme !== undefined;
  const { data } = useQuery({
    ...comparisonQuery(comparisonOf(view, context)),
    enabled: isAsked,
  });
  return useMemo(() => {
    if (!isAsked || !data) return undefined;
    return new Map(
      data.moved.flatMap(({ id, [theme]: change }) => (change ? [[id, change] as const] : [])),
    );
  }, [data, isAsked, theme]);
}

interface Side {
  role: Role;
  context: MapContext;
  style: StyleSpecification;
}

/** The map, or two with the earlier day first; the second has its own units unless some are chosen. */
function sidesOf(context: MapContext, view: View): readonly Side[] {
  const main: Side = { role: "main", context, style: buildStyle(view, context, ASSETS) };
  const asOf = view.compareWith;
  if (asOf === undefined) return [main];
  const other = { ...context, asOf, epoch: epochOfView(view) ?? epochOf(asOf) };
  const twin: Side = { role: "twin", context: other, style: buildStyle(view, other, ASSETS) };
  return asOf < context.asOf ? [twin, main] : [main, twin];
}

/** Moves the map to what was selected elsewhere when that is out of sight. */
function useSelectionInSight(
  pane: { current: PaneHandle | null },
  isReady: boolean,
  view: View,
  villages: readonly VillageListItem[],
  insets: Insets,
  clicked: { current: string | undefined },
) {
  const wasReady = useRef(false);
  const village = villages.find(({ id }) => id === selectedVillage(view));
  const commune = unitOfView(view)?.code;
  // A new list of the same thôn must not move the map
  useEffect(() => {
    if (!isReady || !village) return;
    // Chosen by list, search or arrow: the map goes there. Clicked, or in the link: it stays.
    const isChosenElsewhere = wasReady.current && clicked.current !== village.id;
    const zoom = pane.current?.camera()?.zoom ?? CHOSEN_ZOOM;
    pane.current?.show(village, isChosenElsewhere ? Math.max(zoom, CHOSEN_ZOOM) : undefined);
  }, [pane, isReady, village?.id, insets.left, insets.bottom]);
  useEffect(() => {
    wasReady.current = isReady;
  }, [isReady, village?.id]);
  // A new day must not move the map
  useEffect(() => {
    const bounds = boundsOf(villages.filter(({ communeCode }) => communeCode === commune));
    if (isReady && bounds) pane.current?.fit(grown(bounds));
  }, [pane, isReady, commune]);
}
