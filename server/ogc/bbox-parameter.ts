import type { Bbox } from "../../geodata/model/geojson.ts";
import { invalid } from "../http/query-parameters.ts";

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;
const EXPECTED =
  "4 số (tây, nam, đông, bắc) hoặc 6 số (thêm độ cao), độ WGS 84, kinh độ ±180, vĩ độ ±90";

/**
 * `bbox` of OGC API – Features in CRS84: 4 numbers, or 6 with heights, which are checked and then
 * ignored because nothing here has a height. West greater than east means "across the
 * antimeridian" and gives two boxes.
 */
export function readBbox(text: string | undefined): readonly Bbox[] | undefined {
  if (text === undefined) return undefined;
  const parts = text.split(",");
  const numbers = parts.map((part) => (NUMBER.test(part.trim()) ? Number(part) : Number.NaN));
  if (!numbers.every(Number.isFinite)) throw invalid("bbox", text, EXPECTED);
  const [west, south, east, north] = horizontal(numbers, text);
  const inRange =
    Math.abs(west) <= 180 &&
    Math.abs(east) <= 180 &&
    Math.abs(south) <= 90 &&
    Math.abs(north) <= 90;
  if (!inRange) throw invalid("bbox", text, EXPECTED);
  if (south > north) throw invalid("bbox", text, "vĩ độ nam không lớn hơn vĩ độ bắc");
  if (west <= east) return [[west, south, east, north]];
  return [
    [west, south, 180, north],
    [-180, south, east, north],
  ];
}

function horizontal(numbers: readonly number[], text: string): Bbox {
  if (numbers.length === 4) return numbers as unknown as Bbox;
  if (numbers.length !== 6) throw invalid("bbox", text, EXPECTED);
  const [west, south, low, east, north, high] = numbers as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (low > high) throw invalid("bbox", text, "độ cao dưới không lớn hơn độ cao trên");
  return [west, south, east, north];
}
