import type { Bbox } from "../../geodata/model/geojson.ts";
import { TILE_ZOOM, type Tileset } from "../../geodata/model/tile-layers.ts";
import type { Question } from "../coverage/coverage-snapshot.ts";
import { type LayerSources, vectorLayers } from "../coverage/tiles/layer-source.ts";

/** Zoom at which the district fills a laptop's screen. */
const DISTRICT_ZOOM = 10;

const ATTRIBUTION =
  "Sóng Thôn; ranh giới gần đúng, không có giá trị pháp lý; bản đồ này không thể hiện đường biên giới quốc gia";

/** Address of the tiles of a question, with `{z}`, `{x}` and `{y}` still open. */
function tileTemplate(
  origin: string,
  version: number,
  fingerprint: string,
  { asOf, ruleId, epoch, operator }: Question,
  tilesets: readonly Tileset[],
): string {
  const query = new URLSearchParams({
    epoch,
    ...(operator !== undefined && { operator }),
    data: fingerprint,
  });
  return `${origin}/tiles/${version}/${ruleId}/${asOf}/${tilesets.join(",")}/{z}/{x}/{y}.mvt?${query}`;
}

/** TileJSON 3.0.0, with what the tiles were made for beside it. */
export function tileJson(given: {
  origin: string;
  version: number;
  fingerprint: string;
  question: Question;
  tilesets: readonly Tileset[];
  sources: LayerSources;
  bounds: Bbox | undefined;
}) {
  const { origin, version, fingerprint, question, tilesets, sources, bounds } = given;
  return {
    tilejson: "3.0.0",
    name: tilesets.join(","),
    attribution: ATTRIBUTION,
    scheme: "xyz",
    tiles: [tileTemplate(origin, version, fingerprint, question, tilesets)],
    minzoom: TILE_ZOOM.min,
    maxzoom: TILE_ZOOM.max,
    ...(bounds && {
      bounds,
      center: [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2, DISTRICT_ZOOM],
    }),
    vector_layers: vectorLayers(sources, tilesets),
    datasetVersion: version,
    asOf: question.asOf,
    rule: question.ruleId,
    epoch: question.epoch,
    ...(question.operator !== undefined && { operator: question.operator }),
  };
}
