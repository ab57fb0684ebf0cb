import { type MetricTerrain, VOID } from "../../../geodata/radio/terrain/metric-terrain.ts";
import type { TerrainCheck } from "../../../geodata/radio/terrain/terrain-check.ts";
import type { Doubt } from "../../terrain/height-file.ts";
import type { Mirror } from "../../terrain/mirrored-file.ts";
import { GEOID_M } from "../../terrain/vertical-units.ts";
import type { DistrictHeights } from "./district.ts";
import {
  correlation,
  type HeightPairs,
  median,
  pairsAt,
  type SpotHeight,
  slope,
} from "./spot-heights.ts";

/**
 * Thresholds. A height model of 30 to 90 m gives the spots' heights with r above 0.9; the
 * demonstration terrain, which is made from them, 0.999; moved by 225 m (VN-2000 taken for WGS 84)
 * 0.96, by 1 km 0.72.
 */
/** Fewer spots prove nothing. */
const LEAST_SPOTS = 12;
/** Below this the ground is not that of the district. */
const RESEMBLES = 0.7;
/** From this on a figure is read off the comparison. */
const AGREES = 0.9;
/** Another place that takes away so much of what r lacks of 1 is where the ground belongs. */
const SHIFT_LEAVES = 0.4;
/** A unit differs by 2.5 times at least from the next (dm, ft, m); relief of coarse cells by less. */
const SCALE_OFF = 0.25;
/** Forest lifts a surface model by up to 10 m, the ellipsoid lies 25 m off. */
const DATUM_OFF_M = 15;
/** Robust standard deviation of the differences; 25 m at the wrong datum's 225 m. */
const WIDE_SPREAD_M = 40;
/** Cells of 90 m at sea level in a district whose lowest known place is at 65 m: 0.16 km². */
const ZERO_CELLS = 20;
/** Share of one and the same height; no lake of the district covers 1 %. */
const PLATEAU_SHARE = 0.1;
/** Cells of a source above which valleys and ridges of the district are flattened. */
const COARSE_M = 200;

const metres = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 0 });
const signed = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 0, signDisplay: "always" });
const factor = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 2 });

/** What an imported terrain is in figures, and what is doubtful about it. */
export function checkTerrain(
  terrain: MetricTerrain,
  district: DistrictHeights,
  spots: readonly SpotHeight[],
  files: { isEightBit: boolean; doubts: readonly Doubt[]; mirror: Mirror | undefined },
): { check: TerrainCheck; doubts: Doubt[] } {
  const { minM, medianM, maxM } = rangeOf(terrain.heightsM);
  const pairs = pairsAt(terrain, spots);
  const differences = pairs.groundM.map((groundM, i) => groundM - pairs.spotM[i]!);
  const medianDifferenceM = median(differences);
  const spreadM =
    1.4826 * median(differences.map((difference) => Math.abs(difference - medianDifferenceM)));
  const found: Doubt[] = [
    ...files.doubts,
    ...(files.isEightBit ? [EIGHT_BIT] : []),
    ...plateaus(district),
    ...coarse(terrain),
  ];
  if (pairs.spotM.length < LEAST_SPOTS)
    found.push({
      blocks: false,
      text: `Chỉ có ${pairs.spotM.length} độ cao đã biết nằm trong tệp: chưa đủ để so.`,
    });
  else
    found.push(
      ...unlikeSpots(
        terrain,
        spots,
        pairs,
        { minM, maxM, medianDifferenceM, spreadM },
        files.mirror,
      ),
    );
  const check: TerrainCheck = {
    minM,
    medianM,
    maxM,
    districtCells: district.cells,
    districtKnown: district.heightsM.length,
    spots:
      pairs.spotM.length === 0
        ? { count: 0 }
        : {
            count: pairs.spotM.length,
            medianDifferenceM: tenths(medianDifferenceM),
            spreadM: tenths(spreadM),
            correlation: Math.round(correlation(pairs) * 1000) / 1000,
          },
    doubts: found.map(({ text }) => text),
  };
  return { check, doubts: found };
}

const EIGHT_BIT: Doubt = {
  blocks: true,
  text:
    "Tệp 8 bit chỉ chứa số từ 0 đến 255, không đủ cho độ cao của huyện (65 đến 1.541 m): có lẽ là ảnh đổ bóng hay ảnh màu. " +
    "Hãy dùng tệp độ cao gốc.",
};

function plateaus({ heightsM }: DistrictHeights): Doubt[] {
  const counts = new Map<number, number>();
  for (const heightM of heightsM) {
    const whole = Math.round(heightM);
    counts.set(whole, (counts.get(whole) ?? 0) + 1);
  }
  const zeros = counts.get(0) ?? 0;
  if (zeros > ZERO_CELLS)
    return [
      {
        blocks: true,
        text:
          `${metres.format(zeros)} ô 90 m trong huyện cao đúng 0 m, nơi thấp nhất đã biết cao 65 m: có lẽ chỗ trống bị điền số 0. ` +
          "Hãy ghi lại bằng gdal_translate -a_nodata 0 TỆP.tif MỚI.tif.",
      },
    ];
  const [heightM, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0]);
  return count > PLATEAU_SHARE * heightsM.length
    ? [
        {
          blocks: false,
          text: `${metres.format(count)} ô 90 m trong huyện cao đúng ${metres.format(heightM)} m: có lẽ chỗ trống bị điền một số.`,
        },
      ]
    : [];
}

function coarse({ header }: MetricTerrain): Doubt[] {
  const cellSizeM = Math.max(...header.sources.map((source) => source.cellSizeM));
  return cellSizeM > COARSE_M
    ? [
        {
          blocks: false,
          text: `Điểm ảnh cỡ ${metres.format(cellSizeM)} m: sống núi và thung lũng bị san phẳng, tính sóng sẽ lạc quan. Nên dùng tệp 30 m.`,
        },
      ]
    : [];
}

/** What comparison with the known heights says, the most telling first, at most one. */
function unlikeSpots(
  terrain: MetricTerrain,
  spots: readonly SpotHeight[],
  pairs: HeightPairs,
  figures: { minM: number; maxM: number; medianDifferenceM: number; spreadM: number },
  mirror: Mirror | undefined,
): Doubt[] {
  const { minM, maxM, medianDifferenceM, spreadM } = figures;
  const r = correlation(pairs);
  const compared = `so với ${pairs.spotM.length} độ cao đã biết trong tệp (lệch trung vị ${signed.format(medianDifferenceM)} m, tản ${metres.format(spreadM)} m, tương quan ${factor.format(r)})`;
  const blocking = (text: string): Doubt[] => [{ blocks: true, text }];
  if (r <= -RESEMBLES)
    return blocking(`Độ cao ngược dấu ${compared}. Hãy đổi dấu bằng gdal_calc.py.`);
  const scale = slope(pairs);
  if (r >= AGREES && Math.abs(scale - 1) > SCALE_OFF)
    return blocking(`Độ cao gấp ${factor.format(scale)} lần ${compared}: ${unitOf(scale)}`);
  if (maxM < median(pairs.spotM))
    return blocking(
      `Nơi cao nhất chỉ ${metres.format(maxM)}, thấp hơn một nửa số độ cao đã biết ${compared}: có lẽ là độ dốc, ảnh đổ bóng hay đơn vị khác. Hãy dùng tệp độ cao gốc tính bằng mét.`,
    );
  if (minM > Math.max(...pairs.spotM))
    return blocking(
      `Nơi thấp nhất đã ${metres.format(minM)}, cao hơn mọi độ cao đã biết ${compared}: có lẽ đơn vị không phải mét. Hãy đổi sang mét bằng gdal_calc.py.`,
    );
  const elsewhere = r < RESEMBLES ? mirroredLike(terrain, spots, mirror) : undefined;
  if (elsewhere !== undefined)
    return blocking(
      `Lưới bị ${elsewhere}: chỉ khi lật lại mới khớp ${compared}. Hãy nắn lại bằng gdalwarp từ tệp gốc.`,
    );
  const shift = shiftOf(terrain, spots, r);
  if (shift !== undefined)
    return blocking(
      `Lưới lệch chỗ khoảng ${metres.format(Math.hypot(...shift))} m (dịch ${signed.format(-shift[0])} m về đông, ${signed.format(-shift[1])} m về bắc mới khớp) ${compared}: có lẽ sai hệ tọa độ, ví dụ VN-2000 ghi là WGS 84. Hãy ghi đúng hệ bằng gdal_translate -a_srs.`,
    );
  if (r < RESEMBLES)
    return [
      {
        blocks: false,
        text: `Mặt đất này không giống địa hình của huyện ${compared}. Hãy kiểm tra tệp, hệ tọa độ và đơn vị (mét, không phải foot) trước khi dùng.`,
      },
    ];
  if (Math.abs(medianDifferenceM) > DATUM_OFF_M)
    return blocking(
      `Độ cao lệch đều ${compared}: có lẽ tính từ mực khác, ví dụ elipxoit WGS 84 (ở đây thấp hơn mực nước biển khoảng ${-GEOID_M} m). ` +
        "Hãy đổi bằng gdalwarp -s_srs EPSG:4979 -t_srs EPSG:4326+5773 TỆP.tif MỚI.tif.",
    );
  return spreadM > WIDE_SPREAD_M
    ? [
        {
          blocks: false,
          text: `Độ cao tản rộng ${compared}: tệp thô, hoặc lưới bị lệch chỗ. Hãy kiểm tra hệ tọa độ.`,
        },
      ]
    : [];
}

const UNITS: [scale: number, words: string][] = [
  [1 / 0.3048, "có lẽ là foot. Hãy đổi sang mét bằng gdal_calc.py --calc=A*0.3048."],
  [0.3048, "có lẽ tệp ghi đơn vị foot mà số đã là mét. Hãy ghi lại đơn vị cho đúng."],
  [10, "có lẽ là đề-xi-mét. Hãy đổi sang mét bằng gdal_calc.py --calc=A/10."],
  [100, "có lẽ là xăng-ti-mét. Hãy đổi sang mét bằng gdal_calc.py --calc=A/100."],
  [0.1, "có lẽ là đề-ca-mét. Hãy đổi sang mét bằng gdal_calc.py --calc=A*10."],
  [0.001, "có lẽ là ki-lô-mét. Hãy đổi sang mét bằng gdal_calc.py --calc=A*1000."],
];

function unitOf(scale: number): string {
  const unit = UNITS.find(([known]) => Math.abs(Math.log(scale / known)) < 0.12);
  return unit?.[1] ?? "đơn vị không phải mét. Hãy đổi sang mét bằng gdal_calc.py.";
}

/** Metres to look for the right place, on ever finer grids; ground is alike over some 700 m. */
const SEARCH: [reachM: number, stepM: number][] = [
  [5000, 500],
  [500, 100],
  [50, 50],
];

/** How far east and north of its place the ground lies; undefined when no other place is much better. */
function shiftOf(
  terrain: MetricTerrain,
  spots: readonly SpotHeight[],
  r: number,
): [eastM: number, northM: number] | undefined {
  let best: { east: number; north: number; r: number } = { east: 0, north: 0, r };
  for (const [reachM, stepM] of SEARCH) {
    const { east, north } = best;
    for (let x = -reachM; x <= reachM; x += stepM)
      for (let y = -reachM; y <= reachM; y += stepM) {
        const pairs = pairsAt(terrain, spots, (spot) => [
          spot.eastingM + east + x,
          spot.northingM + north + y,
        ]);
        if (pairs.spotM.length < LEAST_SPOTS) continue;
        const moved = correlation(pairs);
        if (moved > best.r) best = { east: east + x, north: north + y, r: moved };
      }
  }
  const isBetter = best.r >= AGREES && 1 - best.r < SHIFT_LEAVES * (1 - r);
  return isBetter ? [best.east, best.north] : undefined;
}

const MIRRORS = [
  ["lật nam–bắc", { column: false, row: true, swap: false }],
  ["lật đông–tây", { column: true, row: false, swap: false }],
  ["xoay 180°", { column: true, row: true, swap: false }],
  ["đổi hàng thành cột", { column: false, row: false, swap: true }],
] as const;

function mirroredLike(
  terrain: MetricTerrain,
  spots: readonly SpotHeight[],
  mirror: Mirror | undefined,
): string | undefined {
  if (!mirror) return undefined;
  return MIRRORS.find(([, way]) => {
    const pairs = pairsAt(terrain, spots, (spot) => mirror(spot.eastingM, spot.northingM, way));
    return pairs.spotM.length >= LEAST_SPOTS && correlation(pairs) >= AGREES;
  })?.[0];
}

function rangeOf(heightsM: Int16Array): { minM: number; medianM: number; maxM: number } {
  // Counted, not sorted: 5 million cells.
  const counts = new Uint32Array(2 ** 16);
  for (let i = 0; i < heightsM.length; i++) counts[heightsM[i]! - VOID]! += 1;
  counts[0] = 0;
  const known = counts.reduce((sum, count) => sum + count, 0);
  const heightAfter = (below: number) => {
    let at = 0;
    for (let seen = counts[0]!; seen <= below; seen += counts[at]!) at += 1;
    return VOID + at;
  };
  return {
    minM: heightAfter(0),
    medianM: heightAfter(known >> 1),
    maxM: heightAfter(known - 1),
  };
}

const tenths = (value: number) => Math.round(value * 10) / 10;
