import { invalid } from "../http/query-parameters.ts";

/** Features on a page when nobody asks; GDAL asks for its own number. */
export const DEFAULT_LIMIT = 100;
/** Most features on a page; a larger `limit` is answered with this many, not refused. */
export const MAX_LIMIT = 10_000;

/** `offset`: a whole number from 0; beyond the last feature is an empty page. */
export function readOffset(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = /^(0|[1-9]\d*)$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw invalid("offset", text, "số nguyên từ 0");
  return value;
}

/** `limit`: a whole number from 1; what is above `MAX_LIMIT` is cut to it. */
export function readLimit(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT;
  const value = /^[1-9]\d*$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw invalid("limit", text, "số nguyên từ 1");
  return Math.min(value, MAX_LIMIT);
}
