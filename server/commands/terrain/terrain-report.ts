import type { MetricTerrain } from "../../../geodata/radio/terrain/metric-terrain.ts";
import { VOID } from "../../../geodata/radio/terrain/metric-terrain.ts";
import type { TerrainCheck } from "../../../geodata/radio/terrain/terrain-check.ts";
import type { Doubt } from "../../terrain/height-file.ts";
import type { ReadFile } from "../../terrain/make-terrain.ts";
import type { DistrictHeights } from "./district.ts";

const whole = new Intl.NumberFormat("vi-VN");

/** A file that was read: its system and size, and how much of it is void. */
export function fileLine({ source, pixels, voids, impossible }: ReadFile): string {
  const size = `${source.columns} × ${source.rows} điểm ảnh cỡ ${decimal(source.cellSizeM)} m`;
  const line = `  ${source.file}: ${source.crs}, ${size}`;
  if (pixels === 0) return `${line}; nằm ngoài vùng cần lấy, không dùng`;
  const strange =
    impossible === 0
      ? ""
      : ` (trong đó ${whole.format(impossible)} điểm ngoài khoảng −500…9.000 m)`;
  const share = percent(voids + impossible, pixels);
  return `${line}; dùng ${whole.format(pixels)} điểm, trống ${share}${strange}`;
}

/** What a terrain is, and how much of the district it covers. */
export function terrainLines(
  { header, heightsM }: MetricTerrain,
  { cells, heightsM: districtHeightsM }: DistrictHeights,
): string[] {
  const { crs, columns, rows, cellSizeM, originEastingM, originNorthingM } = header;
  const corner = `góc tây bắc E ${decimal(originEastingM)} N ${decimal(originNorthingM)}`;
  const known = districtHeightsM.length;
  let voids = 0;
  for (const heightM of heightsM) if (heightM === VOID) voids += 1;
  return [
    `Lưới: ${crs}, ${columns} × ${rows} ô cỡ ${decimal(cellSizeM)} m, ${corner}; trống ${percent(voids, heightsM.length)}`,
    `Mã băm: ${header.sha256}`,
    `Huyện Cao Lộc: có độ cao ở ${whole.format(known)}/${whole.format(cells)} ô 90 m (${percent(known, cells)})`,
    ...(known < cells ? ["Nơi trống là “chưa tính”, không phải mực nước biển."] : []),
  ];
}

/** Lowest, middle and highest, and how the heights compare with the known ones. */
export function checkLines({ minM, medianM, maxM, spots }: TerrainCheck): string[] {
  const { count, medianDifferenceM = 0, spreadM = 0, correlation = 0 } = spots;
  return [
    `Độ cao: thấp nhất ${whole.format(minM)} m, trung vị ${whole.format(medianM)} m, cao nhất ${whole.format(maxM)} m`,
    count === 0
      ? "So với độ cao đã biết: không có điểm nào nằm trong tệp"
      : `So với ${count} độ cao đã biết trong tệp: lệch trung vị ${decimal(medianDifferenceM)} m, tản ${decimal(spreadM)} m, tương quan ${correlation.toLocaleString("vi-VN", { maximumFractionDigits: 3 })}`,
  ];
}

/** A line a doubt. */
export function doubtLines(doubts: readonly Doubt["text"][]): string[] {
  return doubts.map((text) => `NGHI NGỜ: ${text}`);
}

/** Where the heights come from, a line a file. */
export function sourceLines({ header }: MetricTerrain): string[] {
  return header.sources.map(
    ({ file, crs, source }) => `  ${file} (${crs})${source === undefined ? "" : `: ${source}`}`,
  );
}

function decimal(value: number): string {
  return value.toLocaleString("vi-VN", { maximumFractionDigits: 1, useGrouping: false });
}

/** Rounded down to a tenth: all but one cell is not 100 %. */
function percent(part: number, all: number): string {
  return `${decimal(Math.floor((part * 1000) / all) / 10)} %`;
}
