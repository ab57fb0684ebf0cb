import type { Selection } from "../view.ts";

/** What MapLibre says lies under a place: the style layer and the tile's properties. */
export interface FeatureUnderPointer {
  layerId: string;
  properties: Readonly<Record<string, unknown>>;
}

interface Pick {
  kind: Selection["kind"];
  /** Property that holds the id. */
  id: string;
}

/** Layers that answer to a click, the first that is hit wins: small things before large ones. */
const PICKS: readonly (readonly [layerId: string, pick: Pick])[] = [
  ["uncovered-marker", { kind: "village", id: "id" }],
  ["sites", { kind: "site", id: "id" }],
  ["village-dots", { kind: "village", id: "id" }],
  ["unknown-ring", { kind: "village", id: "id" }],
  ["uncovered-labels", { kind: "village", id: "id" }],
  ["unknown-labels", { kind: "village", id: "id" }],
  ["village-labels", { kind: "village", id: "id" }],
  ["commune-labels", { kind: "commune", id: "code" }],
  ["fibre-in-service", { kind: "span", id: "id" }],
  ["fibre-building", { kind: "span", id: "id" }],
  ["fibre-planned", { kind: "span", id: "id" }],
  ["village-fill", { kind: "village", id: "id" }],
];

export const PICKED_LAYERS: readonly string[] = PICKS.map(([layerId]) => layerId);

/** Feature and selection of a click or of the pointer; undefined where nothing answers. */
export function pickFeature(
  features: readonly FeatureUnderPointer[],
): { feature: FeatureUnderPointer; selection: Selection } | undefined {
  for (const [layerId, { kind, id }] of PICKS) {
    const feature = features.find(
      (candidate) => candidate.layerId === layerId && isOurs(candidate),
    );
    if (feature) return { feature, selection: { kind, id: String(feature.properties[id]) } };
  }
  return undefined;
}

/** Communes that hold no thôn of ours have no page. */
const isOurs = ({ layerId, properties }: FeatureUnderPointer): boolean =>
  layerId !== "commune-labels" || properties.hasVillages === true;

/** Whether two selections are of the same thing. */
export const isSameSelection = (a: Selection | undefined, b: Selection | undefined): boolean =>
  a?.kind === b?.kind && a?.id === b?.id;
