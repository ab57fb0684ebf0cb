import type { TileAddress } from "../../../geodata/geometry/tile-address.ts";
import { MVT_MEDIA_TYPE, type Tileset } from "../../../geodata/model/tile-layers.ts";
import type { Answer, SendOptions } from "../../http/answers.ts";
import type { CoverageSnapshot, Question } from "../coverage-snapshot.ts";
import { tileMakerOf } from "./tile-maker-of.ts";

/** Brotli takes longer than the tile is worth. */
export const TILE_SENDING: SendOptions = { codings: ["gzip"], vary: "Accept-Encoding" };

/**
 * A tile as an answer: the key by which it is cached, and how it is made. No tile says its day: one
 * that is made serves every day until something changes, under whatever address.
 */
export async function tileAnswer(
  snapshot: CoverageSnapshot,
  question: Question,
  tilesets: readonly Tileset[],
  address: TileAddress,
): Promise<{ key: string; make(signal: AbortSignal): Promise<Answer> }> {
  const asOf = await snapshot.sameSince(question.asOf, question.ruleId);
  const { ruleId, epoch, operator = "" } = question;
  const { z, x, y } = address;
  return {
    key: `tile ${tilesets} ${z}/${x}/${y} ${asOf} ${ruleId} ${epoch} ${operator}`,
    make: async (signal) => ({
      body: await tileMakerOf(snapshot).tile({ ...question, asOf }, tilesets, address, signal),
      contentType: MVT_MEDIA_TYPE,
    }),
  };
}
