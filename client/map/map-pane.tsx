import type { StyleSpecification } from "@maplibre/maplibre-gl-style-spec";
import { Map as MapLibreMap, type MapProps, type MapRef } from "@vis.gl/react-maplibre";
import * as maplibregl from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import {
  type KeyboardEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { type Bounds, type Insets, isInSight, MAX_ZOOM, paddingOf } from "./camera.ts";
import type { PanePicture } from "./export-image.ts";
import { withTrueTops } from "./glyph-tops.ts";
import { PROVINCE_BOUNDS } from "./layers/sources.ts";
import { type FeatureUnderPointer, PICKED_LAYERS } from "./picked-feature.ts";
import { usePictureFade } from "./use-picture-fade.ts";
import { type TileId, useTileRetry } from "./use-tile-retry.ts";

/*
 * The only file that knows MapLibre. Its worker is a file of its own; without the absolute address
 * the built page dies.
 */
maplibregl.setWorkerUrl(new URL(workerUrl, location.href).href);

export interface Camera {
  /** Centre, WGS 84 degrees. */
  lon: number;
  lat: number;
  zoom: number;
}

/** What may be asked of one map; before it is ready nothing happens. */
export interface PaneHandle {
  camera(): Camera | undefined;
  jumpTo(camera: Camera): void;
  /** Moves there if the place is out of sight (or always, with a zoom). */
  show(place: { lon: number; lat: number }, zoom?: number): void;
  /** `isWhole`: all that there is; it is fitted again when the frame changes. */
  fit(bounds: Bounds, isWhole?: boolean): void;
  /** Resolves when all that is shown has been drawn. */
  drawn(): Promise<void>;
  zoomBy(steps: number): void;
  /** Place on the pane, px from its upper left. */
  project(place: { lon: number; lat: number }): { x: number; y: number } | undefined;
  /** What is shown now, at twice the screen's fineness at least. */
  picture(): Promise<PanePicture | undefined>;
}

/** Where the pointer is and what lies there. */
export interface Pointing {
  lon: number;
  lat: number;
  /** px from the pane's upper left. */
  x: number;
  y: number;
  features: readonly FeatureUnderPointer[];
}

interface MapPaneProps {
  ref: Ref<PaneHandle>;
  style: StyleSpecification;
  /** Fades from the old picture when this changes; see `pictureKey`. */
  pictureKey: string;
  /** What is seen first, unless the URL's hash says otherwise. */
  start: Bounds;
  /** Keep the camera in the hash, `#map=zoom/lat/lon`. */
  inHash: boolean;
  insets: Insets;
  label: string;
  reducedMotion: boolean;
  /** A picture: no pointer or key moves it. */
  isStill?: boolean;
  /** The pointer says that a click does something. */
  isOverFeature: boolean;
  /** The camera stands and the rest of the handle works. */
  onReady(camera: Camera): void;
  onClick(pointing: Pointing): void;
  /** Undefined when the pointer leaves. */
  onPoint(pointing: Pointing | undefined): void;
  onMove(camera: Camera): void;
  onKey(event: KeyboardEvent): void;
  onVersionGone(): void;
  /** Some tile did not come; `false` when all that is shown has come since. */
  onFailing(isFailing: boolean): void;
}

/** MapLibre's error; its type leaves out what it says of tiles. */
interface PaneError {
  error: Error & { status?: number };
  /** Null when there is no map at all. */
  target: maplibregl.Map | null;
  sourceId?: string;
  tile?: { tileID: { canonical: TileId } };
}

const GONE = 410;
/** A finger and small markers: features within so many px of a click count. */
const CLICK_SLACK_PX = 5;
const FLY_MS = 500;
/** Pixels a CSS px of an exported map: about 200 dpi on a sheet of A4. */
const PICTURE_RATIO = 2;
/** Held back from the whole province, but for the half maps of a phone, which need the district. */
const MIN_ZOOM = 7.4;

/** One MapLibre map: a style in, what the user does out. */
export function MapPane(props: MapPaneProps) {
  const { style, insets, label, reducedMotion } = props;
  const map = useRef<MapRef>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [fatal, setFatal] = useState<Error>();
  const [width, setWidth] = useState<number>();
  const failed = useRef(false);
  // Whoever was shown a place, or went there, keeps it; else the whole fills the frame at any size.
  const isPlaced = useRef(location.hash.includes("map="));
  if (fatal) throw fatal;

  const moveMs = reducedMotion ? 0 : FLY_MS;
  useImperativeHandle(
    props.ref,
    () =>
      handleOf(map, insets, moveMs, (placed) => {
        isPlaced.current = placed;
      }),
    [insets, moveMs],
  );
  const retry = useTileRetry((source, tiles) => map.current?.getMap().refreshTiles(source, tiles));
  const shot = usePictureFade(() => map.current?.getCanvas(), props.pictureKey, reducedMotion);

  // The first camera depends on the room that there is.
  useLayoutEffect(() => setWidth(frame.current?.clientWidth), []);
  useEffect(() => {
    map.current?.getCanvas().setAttribute("aria-label", label);
  }, [label]);

  const onError = (event: PaneError) => {
    const { error, target, tile, sourceId } = event;
    if (error.status === GONE) props.onVersionGone();
    else if (target === null || error.message.includes("WebGL")) setFatal(error);
    else if (tile && sourceId !== undefined) {
      failed.current = true;
      props.onFailing(true);
      retry.soon(sourceId, tile.tileID.canonical);
      // MapLibre does not draw again for a tile that failed, and would never be idle.
      target.triggerRepaint();
    } else console.error(error);
  };
  const say = (state: "busy" | "idle") => {
    if (frame.current) frame.current.dataset.mapState = state;
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to MapLibre's focusable canvas inside
    <div className="map-pane" ref={frame} onKeyDown={props.onKey}>
      {width !== undefined && (
        <MapLibreMap
          ref={map}
          mapLib={maplibregl}
          mapStyle={style}
          initialViewState={startOf(props.start, insets, width)}
          cursor={props.isOverFeature ? "pointer" : ""}
          hash={props.inHash ? "map" : false}
          maxBounds={[...PROVINCE_BOUNDS]}
          minZoom={MIN_ZOOM}
          maxZoom={MAX_ZOOM}
          renderWorldCopies={false}
          interactive={!props.isStill}
          dragRotate={false}
          pitchWithRotate={false}
          touchPitch={false}
          maxPitch={0}
          attributionControl={false}
          fadeDuration={reducedMotion ? 0 : 150}
          canvasContextAttributes={{ preserveDrawingBuffer: true, antialias: true }}
          locale={{ "Map.Title": label }}
          onStyleData={({ target }) => correctGlyphs(target)}
          onLoad={({ target }) => {
            // The drawn map for whoever measures it: what is rendered cannot be asked of a canvas.
            if (frame.current) Object.assign(frame.current, { maplibre: target });
            if (!props.isStill) {
              target.touchZoomRotate.disableRotation();
              target.keyboard.disableRotation();
            }
            target.getCanvas().setAttribute("aria-label", label);
            props.onReady(cameraOf(target));
          }}
          onClick={(event) => props.onClick(pointingOf(event, CLICK_SLACK_PX))}
          onMouseMove={(event) => {
            if (!event.target.isMoving()) props.onPoint(pointingOf(event, 1));
          }}
          onMouseOut={() => props.onPoint(undefined)}
          onMoveStart={({ originalEvent }) => {
            shot.drop();
            if (originalEvent) isPlaced.current = true;
          }}
          onResize={({ target }) => {
            if (!isPlaced.current) fitTo(target, props.start, insets, 0);
          }}
          onMove={({ target }) => props.onMove(cameraOf(target))}
          onRender={() => say("busy")}
          onIdle={() => {
            say("idle");
            shot.fade();
            if (!failed.current) props.onFailing(false);
            failed.current = false;
          }}
          onError={onError}
        />
      )}
      <canvas className="map-shot" ref={shot.ref} hidden onTransitionEnd={shot.drop} />
    </div>
  );
}

function startOf(
  [west, south, east, north]: Bounds,
  insets: Insets,
  width: number,
): NonNullable<MapProps["initialViewState"]> {
  const padding = paddingOf(insets, width);
  return { bounds: [west, south, east, north], fitBoundsOptions: { padding } };
}

/** Styles whose letters are set right; MapLibre makes a new one when it cannot change the old. */
const corrected = new WeakSet<maplibregl.Style>();

function correctGlyphs({ style }: maplibregl.Map): void {
  if (!style || corrected.has(style)) return;
  corrected.add(style);
  const { createRasterizer } = style.glyphManager;
  style.glyphManager.createRasterizer = (options, padding) =>
    withTrueTops(createRasterizer(options, padding));
}

/** Copies the map as it stands, drawn anew at `PICTURE_RATIO`, and puts the screen's own back. */
async function pictureOfMap(map: maplibregl.Map): Promise<PanePicture> {
  const screenRatio = map.getPixelRatio();
  const { clientWidth: widthPx, clientHeight: heightPx } = map.getCanvas();
  map.setPixelRatio(Math.max(PICTURE_RATIO, screenRatio));
  try {
    await map.once("idle");
    const shown = map.getCanvas();
    const canvas = document.createElement("canvas");
    canvas.width = shown.width;
    canvas.height = shown.height;
    canvas.getContext("2d")?.drawImage(shown, 0, 0);
    return { canvas, widthPx, heightPx };
  } finally {
    map.setPixelRatio(screenRatio);
  }
}

function cameraOf(map: maplibregl.Map): Camera {
  const { lng, lat } = map.getCenter();
  return { lon: lng, lat, zoom: map.getZoom() };
}

function pointingOf(event: maplibregl.MapMouseEvent, slackPx: number): Pointing {
  const { x, y } = event.point;
  const layers = PICKED_LAYERS.filter((id) => event.target.getLayer(id) !== undefined);
  const exact = event.target.queryRenderedFeatures([x, y], { layers });
  const near = event.target.queryRenderedFeatures(
    [
      [x - slackPx, y - slackPx],
      [x + slackPx, y + slackPx],
    ],
    { layers: layers.filter((id) => id !== "village-fill") },
  );
  const features = [...exact, ...near].map(({ layer, properties }) => ({
    layerId: layer.id,
    properties,
  }));
  return { lon: event.lngLat.lng, lat: event.lngLat.lat, x, y, features };
}

function fitTo(
  map: maplibregl.Map,
  [west, south, east, north]: Bounds,
  insets: Insets,
  duration: number,
): void {
  map.fitBounds([west, south, east, north], {
    padding: paddingOf(insets, map.getCanvas().clientWidth),
    maxZoom: 13,
    duration,
  });
}

function handleOf(
  ref: { current: MapRef | null },
  insets: Insets,
  moveMs: number,
  onPlaced: (isPlaced: boolean) => void,
): PaneHandle {
  const map = () => ref.current?.getMap();
  const project = ({ lon, lat }: { lon: number; lat: number }) => map()?.project([lon, lat]);
  return {
    project,
    picture: async () => {
      const made = map();
      return made && pictureOfMap(made);
    },
    camera: () => {
      const made = map();
      return made && cameraOf(made);
    },
    jumpTo: ({ lon, lat, zoom }) => map()?.jumpTo({ center: [lon, lat], zoom }),
    show: (place, zoom) => {
      const point = project(place);
      const size = map()?.getCanvas().getBoundingClientRect();
      if (zoom === undefined && point && size && isInSight(point, size, insets)) return;
      onPlaced(true);
      map()?.easeTo({
        center: [place.lon, place.lat],
        offset: [insets.left / 2, -insets.bottom / 2],
        duration: moveMs,
        ...(zoom !== undefined && { zoom }),
      });
    },
    fit: (bounds, isWhole = false) => {
      const made = map();
      onPlaced(!isWhole);
      if (made) fitTo(made, bounds, insets, moveMs);
    },
    drawn: async () => {
      const made = map();
      if (made && !made.areTilesLoaded()) await made.once("idle");
    },
    zoomBy: (steps) => {
      const zoom = map()?.getZoom();
      onPlaced(true);
      if (zoom !== undefined) map()?.easeTo({ zoom: zoom + steps, duration: moveMs / 2 });
    },
  };
}
