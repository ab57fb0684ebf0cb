import type { CoverageSnapshot } from "../coverage-snapshot.ts";
import { makePublicNetwork, type PublicNetwork } from "../public-network.ts";
import { communeLayers } from "./commune-layers.ts";
import type { LayerSources } from "./layer-source.ts";
import { networkLayers } from "./network-layers.ts";
import { placeLayer } from "./place-layer.ts";
import { roadLayer } from "./road-layer.ts";
import { makeTileMaker, type TileMaker } from "./tile-maker.ts";
import { villageLayers } from "./village-layers.ts";

const makers = new WeakMap<CoverageSnapshot, TileMaker>();

/** The tiles of a snapshot; they are forgotten with it. OGC API and TileJSON share them. */
export function tileMakerOf(snapshot: CoverageSnapshot): TileMaker {
  const known = makers.get(snapshot);
  if (known) return known;
  const made = makeTileMaker(snapshot, layerSources(snapshot, makePublicNetwork(snapshot)));
  makers.set(snapshot, made);
  return made;
}

function layerSources(snapshot: CoverageSnapshot, network: PublicNetwork): LayerSources {
  return {
    ...communeLayers(snapshot),
    ...villageLayers(snapshot),
    ...roadLayer(snapshot),
    ...placeLayer(snapshot),
    ...networkLayers(snapshot, network),
  };
}
