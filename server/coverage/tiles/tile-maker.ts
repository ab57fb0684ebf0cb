import type { TileAddress } from "../../../geodata/geometry/tile-address.ts";
import type { Bbox } from "../../../geodata/model/geojson.ts";
import { TILESETS, type TileLayer, type Tileset } from "../../../geodata/model/tile-layers.ts";
import type { CoverageSnapshot, Question } from "../coverage-snapshot.ts";
import { encodeLayer } from "./encode-layer.ts";
import { makeLayerIndex } from "./layer-index.ts";
import type { LayerSources } from "./layer-source.ts";

export interface TileMaker {
  readonly sources: LayerSources;
  /** The tile's bytes; none where nothing is on it. Throws when the signal says so. */
  tile(
    question: Question,
    tilesets: readonly Tileset[],
    address: TileAddress,
    signal?: AbortSignal,
  ): Promise<Buffer>;
  /** Around everything in the tilesets; undefined when they are empty. */
  extent(question: Question, tilesets: readonly Tileset[]): Promise<Bbox | undefined>;
}

/** A feature's attributes with its strings, measured on the thôn, bytes. */
const BYTES_PER_ATTRIBUTES = 400;

/** Makes the tiles of one version of the data; `sources` read the same snapshot. */
export function makeTileMaker(
  { derive }: Pick<CoverageSnapshot, "derive">,
  sources: LayerSources,
): TileMaker {
  const indexOf = async (name: TileLayer, question: Question) => {
    const key = `${name}|${await sources[name].shapesKey(question)}`;
    const index = await derive(
      `tile index ${key}`,
      async () => makeLayerIndex(await sources[name].shapes(question)),
      ({ estimatedBytes }) => estimatedBytes,
    );
    return { key, index };
  };

  async function layer(
    name: TileLayer,
    question: Question,
    address: TileAddress,
  ): Promise<Uint8Array> {
    const source = sources[name];
    if (address.z < source.minZoom) return new Uint8Array();
    const { key: shapesKey, index } = await indexOf(name, question);
    const attributesKey = await source.attributesKey(question);
    const { z, x, y } = address;
    const encode = async () => {
      const attributes = await derive(
        `tile attributes ${source.attributesAs ?? name}|${attributesKey}`,
        () => source.attributes(question),
        ({ size }) => size * (source.attributesBytes ?? BYTES_PER_ATTRIBUTES),
      );
      return encodeLayer(name, index, attributes, address);
    };
    if (source.ofOneQuestion) return encode();
    return derive(
      `tile layer ${shapesKey}/${attributesKey}/${z}/${x}/${y}`,
      encode,
      ({ length }) => length,
    );
  }

  return {
    sources,
    async tile(question, tilesets, address, signal) {
      const parts: Uint8Array[] = [];
      for (const tileset of tilesets)
        for (const name of TILESETS[tileset]) {
          signal?.throwIfAborted();
          parts.push(await layer(name, question, address));
        }
      return Buffer.concat(parts);
    },

    async extent(question, tilesets) {
      const names = tilesets.flatMap((tileset): readonly TileLayer[] => TILESETS[tileset]);
      const found = await Promise.all(names.map((name) => indexOf(name, question)));
      return found.map(({ index }) => index.extent).reduce(around, undefined);
    },
  };
}

function around(a: Bbox | undefined, b: Bbox | undefined): Bbox | undefined {
  if (!a || !b) return a ?? b;
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}
