import {
  TILE_ZOOM,
  TILESETS,
  type TileLayer,
  type TileLayerProperties,
  type Tileset,
} from "../../../geodata/model/tile-layers.ts";
import type { Question } from "../coverage-snapshot.ts";
import type { Shape } from "./layer-index.ts";

/** What a feature of a tile carries; an absent value is not written. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * How one layer is made. Shapes and attributes are kept apart: the shapes of a layer serve every
 * rule, operator and every day of the same stretch; attributes are joined by key on encoding.
 */
export interface LayerSource {
  /** Tiles of smaller zooms leave the layer out. */
  minZoom: number;
  fields: Readonly<Record<string, "String" | "Number" | "Boolean">>;
  /** Questions with the same key have the same shapes. */
  shapesKey(question: Question): Promise<string>;
  shapes(question: Question): Promise<Shape[]>;
  /** Its tiles belong to one question and lie in that answer alone: they are not cached beside it. */
  ofOneQuestion?: true;
  /** What an entry of `attributes` takes, where that is not a row of its own with its strings, bytes. */
  attributesBytes?: number;
  /** The layer whose attributes these are, where not its own: they are held once. */
  attributesAs?: TileLayer;
  /** Questions with the same key have the same attributes. */
  attributesKey(question: Question): Promise<string>;
  /** By key of the shape; a shape without an entry is left out of the tile. */
  attributes(question: Question): Promise<ReadonlyMap<string, Attributes>>;
}

export type LayerSources = Readonly<Record<TileLayer, LayerSource>>;

/** Types the attributes of a layer by the contract that the style reads. */
export function attributesOf<Layer extends TileLayer>(
  _layer: Layer,
  entries: readonly (readonly [key: string, attributes: TileLayerProperties[Layer]])[],
): ReadonlyMap<string, Attributes> {
  return new Map(entries) as unknown as ReadonlyMap<string, Attributes>;
}

/** Types the fields of a layer: every property of the contract, by its kind of value. */
export function fieldsOf<Layer extends TileLayer>(
  _layer: Layer,
  fields: Readonly<
    Record<keyof Required<TileLayerProperties[Layer]>, "String" | "Number" | "Boolean">
  >,
): LayerSource["fields"] {
  return fields;
}

/** One entry a layer, in the order of the tilesets (TileJSON 3.0.0, 3.3). */
export function vectorLayers(sources: LayerSources, tilesets: readonly Tileset[]) {
  return tilesets
    .flatMap((tileset): readonly TileLayer[] => TILESETS[tileset])
    .map((id) => ({
      id,
      fields: sources[id].fields,
      minzoom: Math.max(TILE_ZOOM.min, sources[id].minZoom),
      maxzoom: TILE_ZOOM.max,
    }));
}
