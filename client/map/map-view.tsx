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
import { operatorsQuery, rulesQuery } from "../queries.ts";
import { dayText } from "../text/formats.ts";
import type { Selection, View } from "../view.ts";
import { boundsOf, CAO_LOC_BOUNDS, type Insets, VILLAGE_ZOOM } from "./camera.ts";
import { exportImage } from "./export-image.ts";
import { fontFaces } from "./fonts.ts";
import { HoverCard, type Hovered } from "./hover-card.tsx";
import { Legend } from "./legend.tsx";
import "./map.css";
import type { MapContext } from "./map-context.ts";
import { MapControls } from "./map-controls.tsx";
import { type Camera, MapPane, type PaneHandle, type Pointing } from "./map-pane.tsx";
import { useMapText } from "./map-text.ts";
import { pickFeature } from "./picked-feature.ts";
import { pictureOf } from "./picture.ts";
import { PlaceCard } from "./place-card.tsx";
import { type ScaleBar, scaleBarAt, scaleText } from "./scale-bar.ts";
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
  const main = useRef<PaneHandle>(null);
  const twin = useRef<PaneHandle>(null);
  const isFollowing = useRef(false);

  const contexts = view.compareWith === undefined
    ? [context]
    : [context, twinContext(context, view, view.compareWith)];
  const styles = useMemo(
    () => contexts.map((one) => buildStyle(view, one, ASSETS)),
    // biome-ignore lint/correctness/useExhaustiveDependencies: both contexts follow from these two
    [view, context],
  );

  const rules = useQuery(rulesQuery).data;
  useImperativeHandle(props.ref, () => ({
    goTo: (target, zoom = VILLAGE_ZOOM) => main.current?.show(target, zoom),
    exportPng: async () => {
      const canvases = [main, twin].flatMap(({ current }) => current?.canvas() ?? []);
      const rule = rules?.find(({ id }) => id === context.rule)?.name[language] ?? context.rule;
      await document.fonts.ready;
      return exportImage(
        pictureOf({ view, contexts, canvases, villages, scale, rule, text, words: i18n.t }),
      );
    },
  }));

  useSelectionInSight(main, isReady, view, villages, insets);

  const onMove = (from: typeof main, camera: Camera) => {
    if (isFollowing.current) return;
    isFollowing.current = true;
    for (const other of [main, twin]) if (other !== from) other.current?.jumpTo(camera);
    isFollowing.current = false;
    setHovered(undefined);
    setScale(scaleBarAt(camera.lat, camera.zoom, compact ? SCALE_PX.compact : SCALE_PX.wide));
  };
  const onReady = (from: typeof main, camera: Camera) => {
    const leader = from === twin ? main.current?.camera() : undefined;
    if (leader) twin.current?.jumpTo(leader);
    else onMove(from, camera);
    if (from === main) setReady(true);
  };
  const onClick = (pointing: Pointing) => {
    setHovered(undefined);
    setPlace({ lon: pointing.lon, lat: pointing.lat });
    props.onCoordinates?.({ lon: pointing.lon, lat: pointing.lat });
    onSelect(pickFeature(pointing.features)?.selection);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = event.code === "BracketRight" ? 1 : event.code === "BracketLeft" ? -1 : undefined;
    const reached = hovered?.kind === "stop" ? hovered.village : undefined;
    if (event.key === "Enter" && reached) onSelect({ kind: "village", id: reached.id });
    const tour = uncoveredTour(villages, view.shading, view.hidden);
    const stop = step && nextStop(tour, reached?.id ?? selectedVillage(view), step);
    if (!stop) return;
    event.preventDefault();
    main.current?.show(stop);
    setHovered({ kind: "stop", village: stop });
  };

  return (
    <div
      className="map-view"
      data-scheme={colourScheme}
      data-compact={compact}
      data-panes={contexts.length}
      // A phone's sheet lies over what is drawn here, it does not push it up.
      style={
        {
          "--map-left": `${insets.left}px`,
          "--map-bottom": `${compact ? 0 : insets.bottom}px`,
        } as object
      }
    >
      {contexts.map((one, index) => {
        const handle = index === 0 ? main : twin;
        const caption = text("map.at", { day: dayText(one.asOf, language) });
        return (
          <div className="map-side" key={index === 0 ? "main" : "twin"}>
            <MapPane
              ref={handle}
              style={styles[index] as NonNullable<(typeof styles)[number]>}
              pictureKey={pictureKey(view, one)}
              start={context.villagesBbox ?? CAO_LOC_BOUNDS}
              inHash={index === 0}
              insets={insets}
              label={`${contexts.length > 1 ? caption : (props.label ?? text("map.label"))}. ${text("map.keys")}`}
              reducedMotion={reducedMotion}
              onReady={(camera) => onReady(handle, camera)}
              onMove={(camera) => onMove(handle, camera)}
              onClick={onClick}
              onPoint={(pointing) => setHovered(pointing && hoveredAt(pointing, index))}
              onKey={onKey}
              onVersionGone={props.onVersionGone}
              onFailing={setFailing}
            />
            {contexts.length > 1 && <p className="map-caption">{dayText(one.asOf, language)}</p>}
            <HoverCard
              hovered={hovered}
              pane={index}
              project={(target) => handle.current?.project(target)}
              shading={view.shading}
              language={language}
              operatorNames={context.operatorNames ?? {}}
            />
          </div>
        );
      })}
      <Legend
        view={view}
        villages={villages}
        colourScheme={colourScheme}
        language={language}
        compact={compact}
        onToggle={props.onLegendToggle}
        onStep={({ id }) => onSelect({ kind: "village", id })}
      />
      {isFailing && (
        <p className="map-failing" role="status">
          {text("map.failed")}
        </p>
      )}
      {place && <PlaceCard place={place} language={language} onClose={() => setPlace(undefined)} />}
      <p className="map-note">
        <span>
          {text("legend.noBorder")} {!compact && text("legend.approximate")}
        </span>
      </p>
      <MapControls
        scale={scale}
        scaleText={scaleText(scale)}
        onZoom={(steps) => main.current?.zoomBy(steps)}
        onWhole={() => main.current?.fit(context.villagesBbox ?? CAO_LOC_BOUNDS)}
      />
    </div>
  );
}

const selectedVillage = ({ selection }: View) =>
  selection?.kind === "village" ? selection.id : undefined;

/** What lies under the pointer, for devices that have one. */
function hoveredAt({ x, y, features }: Pointing, pane: number): Hovered | undefined {
  const picked = matchMedia("(hover: hover)").matches ? pickFeature(features) : undefined;
  return picked && { kind: "pointer", x, y, pane, ...picked };
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

/** The second day by the same rule; its own units unless the user chose some. */
function twinContext(context: MapContext, view: View, asOf: string): MapContext {
  return { ...context, asOf, epoch: view.epoch ?? epochOf(asOf) };
}

/** Moves the map to what was selected elsewhere when that is out of sight. */
function useSelectionInSight(
  pane: { current: PaneHandle | null },
  isReady: boolean,
  view: View,
  villages: readonly VillageListItem[],
  insets: Insets,
) {
  const village = villages.find(({ id }) => id === selectedVillage(view));
  const commune = view.selection?.kind === "commune" ? view.selection.id : view.commune;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list of the same thôn must not move the map
  useEffect(() => {
    if (isReady && village) pane.current?.show(village);
  }, [pane, isReady, village?.id, insets.left, insets.bottom]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new day must not move the map
  useEffect(() => {
    const bounds = boundsOf(villages.filter(({ communeCode }) => communeCode === commune));
    if (isReady && bounds) pane.current?.fit(bounds);
  }, [pane, isReady, commune]);
}
