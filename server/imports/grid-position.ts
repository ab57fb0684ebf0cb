import type { Vn2000Crs } from "../../geodata/geometry/vn2000.ts";
import { isInProvince, type LonLat } from "./province.ts";
import { notOfCrs } from "./row-geometry.ts";
import type { RowReader } from "./row-reader.ts";
import { crsName, type KnownCrs, toWgs84 } from "./stated-crs.ts";
import { vietnameseNumber } from "./vietnamese-number.ts";

/** Northings of the province on both grids, metres; no easting is anywhere near them. */
const NORTHING_M = [2_355_000, 2_486_000] as const;

/** Eastings of the province, metres; the two grids do not meet. */
const EASTING_M: readonly { crs: Vn2000Crs; from: number; to: number }[] = [
  { crs: "EPSG:9215", from: 380_000, to: 512_500 },
  { crs: "EPSG:3405", from: 611_000, to: 747_000 },
];

/**
 * A position of two numbers in metres: which is the northing is told by their size, and so is the
 * grid where `crs` does not state it, with a warning. `field` is told where it is none.
 */
export function gridPosition(
  reader: RowReader,
  field: string,
  eastValue: number,
  northValue: number,
  crs: KnownCrs | undefined,
): LonLat | undefined {
  const isNorthing = (value: number) => value >= NORTHING_M[0] && value <= NORTHING_M[1];
  const [easting, northing] = isNorthing(eastValue)
    ? [northValue, eastValue]
    : [eastValue, northValue];
  const bySize = EASTING_M.find(({ from, to }) => easting >= from && easting <= to)?.crs;
  const grid = crs === undefined || crs === "vn2000" ? bySize : crs;
  if (!grid || !isNorthing(northing))
    return reader.error(field, "outside_province", {
      got: `${vietnameseNumber(eastValue)}; ${vietnameseNumber(northValue)}`,
      expected:
        "tọa độ VN-2000 của tỉnh: X từ 2.357.000 đến 2.483.500, Y từ 380.000 đến 512.500 (kinh tuyến trục 107°15′, múi 3°)",
    });
  const [lon, lat] = toWgs84(grid, easting, northing) ?? [];
  if (lon === undefined || lat === undefined) {
    const { code, parts } = notOfCrs("crs", crsName(grid));
    return reader.error("crs", code, { got: reader.text("crs") ?? "", ...parts });
  }
  if (!isInProvince(lon, lat))
    return reader.error(field, "outside_province", {
      got: `${vietnameseNumber(eastValue)}; ${vietnameseNumber(northValue)}`,
      expected: `tọa độ ${crsName(grid)} trong tỉnh Lạng Sơn`,
    });
  if (grid !== crs)
    reader.warn(field, "derived", {
      message: `tọa độ mét được hiểu là ${grid === "EPSG:9215" ? "VN-2000 kinh tuyến trục 107°15′, múi 3° (EPSG:9215)" : crsName(grid)}`,
    });
  return { lon, lat };
}
