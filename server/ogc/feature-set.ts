import { createHash } from "node:crypto";
import { rewind } from "@turf/rewind";
import { truncate } from "@turf/truncate";
import Flatbush from "flatbush";
import type { Geometry } from "geojson";
import { bboxOf } from "../../geodata/geometry/bbox.ts";
import { intersectsBbox } from "../../geodata/geometry/intersects.ts";
import type { Bbox } from "../../geodata/model/geojson.ts";
import { type DayInterval, isValidIn } from "./datetime-parameter.ts";

/** A feature before it is written: `properties` are published as they are. */
export interface FeatureInput {
  id: string;
  geometry: Geometry | null;
  properties: Readonly<Record<string, unknown>>;
  validFrom: string;
  /** Exclusive, as stored. */
  validTo?: string;
}

/**
 * A feature written once, as bytes that are copied into every page that it is on. A set is held for
 * each day that was asked for, so nothing of the text is held beside it.
 */
export interface WrittenFeature {
  id: string;
  /** RFC 7946 text of the feature in UTF-8, without links. */
  json: Buffer;
  /** Shared with the sets of other days. */
  geometry: Geometry | null;
  validFrom: string;
  validTo?: string;
}

/** All features of a collection, in the order of their ids, with an index of their boxes. */
export interface FeatureSet {
  readonly features: readonly WrittenFeature[];
  byId(id: string): WrittenFeature | undefined;
  /** Positions in `features` that satisfy both filters, ascending; all when neither is given. */
  find(filter: { boxes?: readonly Bbox[]; interval?: DayInterval }): readonly number[];
  /** Changes when any feature does. */
  readonly fingerprint: string;
  /** Box around everything; absent when nothing has a geometry. */
  readonly extent: Bbox | undefined;
}

/** 7 decimals are 1 cm: RFC 7946 advises no more than 6 or 7. */
const DECIMALS = 7;

/** @param reals names of the properties that are real numbers */
export function makeFeatureSet(
  inputs: readonly FeatureInput[],
  reals: ReadonlySet<string> = new Set(),
): FeatureSet {
  const features = writeFeatures(
    inputs.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
    reals,
  );
  const everything = features.map((_, index) => index);
  const positions = new Map(features.map((feature, index) => [feature.id, index]));
  const boxes = features.map(({ geometry }) => geometry && bboxOf(geometry));
  const withBox = everything.filter((index) => boxes[index]);
  const withoutBox = everything.filter((index) => !boxes[index]);
  const tree = withBox.length > 0 ? new Flatbush(withBox.length) : undefined;
  for (const index of withBox) tree?.add(...boxes[index]!);
  tree?.finish();

  const inBoxes = (asked: readonly Bbox[]) => {
    // A feature without a geometry matches every box (OGC API – Features, 7.15.3).
    const found = new Set(withoutBox);
    for (const box of asked)
      tree?.search(...box, (leaf) => {
        const index = withBox[leaf]!;
        if (intersectsBbox(features[index]!.geometry!, box)) found.add(index);
        return false;
      });
    return [...found].sort((a, b) => a - b);
  };

  const hash = createHash("sha256");
  for (const { json } of features) hash.update(json);

  return {
    features,
    fingerprint: hash.digest("base64url"),
    byId: (id) => features[positions.get(id) ?? -1],
    find({ boxes: asked, interval }) {
      const candidates = asked ? inBoxes(asked) : everything;
      return interval
        ? candidates.filter((index) => isValidIn(features[index]!, interval))
        : candidates;
    },
    extent: tree && [tree.minX, tree.minY, tree.maxX, tree.maxY],
  };
}

/** Their texts lie one after the other in one piece of memory. */
function writeFeatures(
  inputs: readonly FeatureInput[],
  reals: ReadonlySet<string>,
): WrittenFeature[] {
  const texts: string[] = [];
  const written = inputs.map(({ id, geometry, properties, validFrom, validTo }) => {
    const published = geometry && publishedGeometry(geometry);
    texts.push(
      `{"type":"Feature","id":${JSON.stringify(id)},"geometry":${published ? published.json : "null"},"properties":${propertiesText(properties, reals)}}`,
    );
    return {
      id,
      geometry: published ? published.geometry : null,
      validFrom,
      ...(validTo === undefined ? {} : { validTo }),
    };
  });
  const bytes = Buffer.from(texts.join(""));
  let end = 0;
  return written.map((feature, at) => {
    const start = end;
    end += Buffer.byteLength(texts[at]!);
    return { ...feature, json: bytes.subarray(start, end) };
  });
}

/** What the text of a feature says. */
export function readFeature({ json }: WrittenFeature): {
  geometry: Geometry | null;
  properties: Record<string, unknown>;
} {
  return JSON.parse(json.toString());
}

/**
 * A real number is written as one, 30 as 30.0: clients take the type of a column from the first page
 * and cut 42.5 to 42 on a later one without a word.
 */
function propertiesText(properties: FeatureInput["properties"], reals: ReadonlySet<string>) {
  const members = Object.entries(properties).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const isWholeReal = reals.has(name) && Number.isInteger(value);
    return `${JSON.stringify(name)}:${JSON.stringify(value)}${isWholeReal ? ".0" : ""}`;
  });
  return `{${members.join(",")}}`;
}

/** Stored geometries are shared by the sets of every day and rule: each is written once. */
const writtenGeometries = new WeakMap<Geometry, { geometry: Geometry; json: string }>();

/**
 * As RFC 7946 wants it: exterior rings counter-clockwise, two dimensions, no needless decimals. And
 * as files of one type want it: areas and lines are always "multi", for a Shapefile, a FlatGeobuf or
 * a layer of QGIS takes its type from the first feature and ends at the first other one.
 */
function publishedGeometry(stored: Geometry): { geometry: Geometry; json: string } {
  const known = writtenGeometries.get(stored);
  if (known) return known;
  const short = truncate(stored, { precision: DECIMALS, coordinates: 2 });
  const geometry = asMulti(
    short.type === "Polygon" || short.type === "MultiPolygon"
      ? (rewind(short) as typeof short)
      : short,
  );
  const written = { geometry, json: JSON.stringify(geometry) };
  writtenGeometries.set(stored, written);
  return written;
}

function asMulti(geometry: Geometry): Geometry {
  if (geometry.type === "Polygon")
    return { type: "MultiPolygon", coordinates: [geometry.coordinates] };
  if (geometry.type === "LineString")
    return { type: "MultiLineString", coordinates: [geometry.coordinates] };
  return geometry;
}
