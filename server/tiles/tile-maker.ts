import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { LRUCache } from "lru-cache";
import type { Bbox } from "../../geodata/model/geojson.ts";
import { TILESETS, type TileLayer, type Tileset } from "../../geodata/model/tile-layers.ts";
import type { Question } from "../coverage/coverage-snapshot.ts";
import { encodeLayer } from "./encode-layer.ts";
import { type LayerIndex, makeLayerIndex } from "./layer-index.ts";
import type { Attributes, LayerSources } from "./layer-source.ts";
import type { TileAddress } from "./tile-address.ts";

/** A vector tile, ready to send. */
export interface MadeTile {
  raw: Buffer;
  /** Strong, without the mark of a coding. */
  etag: string;
  /** Compressed once, when first asked for. */
  gzipped(): Promise<Buffer>;
}

export interface TileMaker {
  readonly sources: LayerSources;
  tile(question: Question, tilesets: readonly Tileset[], address: TileAddress): Promise<MadeTile>;
  /** Around everything in the tilesets; undefined when they are empty. */
  extent(question: Question, tilesets: readonly Tileset[]): Promise<Bbox | undefined>;
}

/** What the caches may hold, bytes. A district's tiles of one question are about 4 MB raw. */
const MAX_BYTES = { indexes: 80e6, attributes: 20e6, layers: 24e6 };
/** A feature's attributes with its strings, measured on the thôn, bytes. */
const BYTES_PER_ATTRIBUTES = 600;
/** Level 4 costs half the time of 6 and gives tiles 3 % larger. */
const GZIP_LEVEL = 4;

/** Makes and keeps the tiles of one version of the data: `sources` read one snapshot. */
export function makeTileMaker(sources: LayerSources): TileMaker {
  const indexes = new LRUCache<string, LayerIndex, () => Promise<LayerIndex>>({
    maxSize: MAX_BYTES.indexes,
    sizeCalculation: (index) => index.estimatedBytes,
    fetchMethod: (_key, _stale, { context }) => context(),
  });
  const attributeSets = new LRUCache<
    string,
    ReadonlyMap<string, Attributes>,
    () => Promise<ReadonlyMap<string, Attributes>>
  >({
    maxSize: MAX_BYTES.attributes,
    sizeCalculation: (attributes) => attributes.size * BYTES_PER_ATTRIBUTES + 100,
    fetchMethod: (_key, _stale, { context }) => context(),
  });
  const layers = new LRUCache<string, Uint8Array>({
    maxSize: MAX_BYTES.layers,
    sizeCalculation: (bytes) => bytes.length + 200,
  });

  const indexOf = async (name: TileLayer, question: Question) => {
    const key = `${name}|${await sources[name].shapesKey(question)}`;
    const context = async () => makeLayerIndex(await sources[name].shapes(question));
    return { key, index: await indexes.forceFetch(key, { context }) };
  };

  async function layer(
    name: TileLayer,
    question: Question,
    address: TileAddress,
  ): Promise<Uint8Array> {
    const source = sources[name];
    if (address.z < source.minZoom) return new Uint8Array();
    const { key: shapesKey, index } = await indexOf(name, question);
    const attributesKey = `${name}|${await source.attributesKey(question)}`;
    const key = `${shapesKey}/${attributesKey}/${address.z}/${address.x}/${address.y}`;
    const known = layers.get(key);
    if (known) return known;
    const context = () => source.attributes(question);
    const attributes = await attributeSets.forceFetch(attributesKey, { context });
    const bytes = encodeLayer(name, index, attributes, address);
    layers.set(key, bytes);
    return bytes;
  }

  return {
    sources,
    async tile(question, tilesets, address) {
      const names = tilesets.flatMap((tileset): readonly TileLayer[] => TILESETS[tileset]);
      const parts: Uint8Array[] = [];
      for (const name of names) parts.push(await layer(name, question, address));
      return madeTile(Buffer.concat(parts));
    },

    async extent(question, tilesets) {
      const names = tilesets.flatMap((tileset): readonly TileLayer[] => TILESETS[tileset]);
      const found = await Promise.all(names.map((name) => indexOf(name, question)));
      return found.map(({ index }) => index.extent).reduce(around, undefined);
    },
  };
}

function madeTile(raw: Buffer): MadeTile {
  let compressed: Promise<Buffer> | undefined;
  return {
    raw,
    etag: `"${createHash("sha1").update(raw).digest("base64url")}"`,
    gzipped() {
      compressed ??= promisify(gzip)(raw, { level: GZIP_LEVEL });
      return compressed;
    },
  };
}

function around(a: Bbox | undefined, b: Bbox | undefined): Bbox | undefined {
  if (!a || !b) return a ?? b;
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}
