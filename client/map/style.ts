import type { FontFacesSpecification, StyleSpecification } from "@maplibre/maplibre-gl-style-spec";
import type { View } from "../view.ts";
import { PALETTES } from "./colors.ts";
import {
  communeBorders,
  communeHalo,
  communeLabels,
  communeSpotlight,
  landOutside,
} from "./layers/communes.ts";
import { fibre } from "./layers/fibre.ts";
import { ground, relief } from "./layers/ground.ts";
import type { Theme } from "./layers/layer-input.ts";
import { places } from "./layers/places.ts";
import { roads } from "./layers/roads.ts";
import { changedRings, selectedArea, selectedPoint, selectedSpan } from "./layers/selection.ts";
import { sectors, sites } from "./layers/sites.ts";
import { sourcesOf, tileJsonUrl } from "./layers/sources.ts";
import { clusters, uncoveredGlow, uncoveredMarkers, unknownRings } from "./layers/uncovered.ts";
import {
  foundLabels,
  keepOffSites,
  keepOffUncovered,
  selectedLabel,
  villageDots,
  villageLabels,
} from "./layers/village-labels.ts";
import {
  alarmingArea,
  flaggedOutline,
  villageBorders,
  villageFill,
  villagePattern,
} from "./layers/villages.ts";
import type { MapContext } from "./map-context.ts";

/** Where the style's files are; absolute, because MapLibre's worker resolves addresses elsewhere. */
export interface StyleAssets {
  /** `https://host:port`, without a slash at the end. */
  origin: string;
  fontFaces: FontFacesSpecification;
}

/** The whole map, bottom to top. */
const THEMES: readonly Theme[] = [
  ground,
  landOutside,
  villageFill,
  relief,
  villagePattern,
  villageBorders,
  alarmingArea,
  flaggedOutline,
  communeHalo,
  communeSpotlight,
  roads,
  communeBorders,
  uncoveredGlow,
  selectedArea,
  selectedSpan,
  fibre,
  sectors,
  sites,
  clusters,
  villageDots,
  unknownRings,
  uncoveredMarkers,
  changedRings,
  selectedPoint,
  // Names are placed from here upwards: the last is placed first.
  places,
  villageLabels,
  communeLabels,
  keepOffSites,
  foundLabels,
  keepOffUncovered,
  selectedLabel,
];

/** A thôn that changes class fades, ms; not where motion is unwelcome. */
const FADE_MS = 200;

/** The complete MapLibre style of a view: the same view always gives the same style. */
export function buildStyle(
  view: View,
  context: MapContext,
  assets: StyleAssets,
): StyleSpecification {
  const input = { view, context, palette: PALETTES[context.colourScheme] };
  return {
    version: 8,
    name: "Sóng Thôn",
    sprite: `${assets.origin}/sprites/${context.colourScheme}`,
    "font-faces": assets.fontFaces,
    transition: { duration: context.reducedMotion ? 0 : FADE_MS, delay: 0 },
    sources: sourcesOf(assets.origin, view, context),
    layers: THEMES.flatMap((theme) => theme(input)),
  };
}

/** What changes the whole picture: another of these is worth a fade, a selection is not. */
export function pictureKey(view: View, context: MapContext): string {
  const { shading, hidden, hiddenLayers, shownLayers, commune, remoteOnly } = view;
  return JSON.stringify([
    tileJsonUrl("", view, context),
    context.colourScheme,
    shading,
    hidden,
    hiddenLayers,
    shownLayers,
    commune,
    remoteOnly,
  ]);
}
