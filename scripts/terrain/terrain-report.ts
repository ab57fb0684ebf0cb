import type { MetricTerrain } from "../../geodata/radio/terrain/metric-terrain.ts";
import { VOID } from "../../geodata/radio/terrain/metric-terrain.ts";
import type { ReadFile } from "./make-terrain.ts";

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
  coverage: { cells: number; known: number },
): string[] {
  const { crs, columns, rows, cellSizeM, originEastingM, originNorthingM } = header;
  const corner = `góc tây bắc E ${decimal(originEastingM)} N ${decimal(originNorthingM)}`;
  let voids = 0;
  for (const heightM of heightsM) if (heightM === VOID) voids += 1;
  return [
    `Lưới: ${crs}, ${columns} × ${rows} ô cỡ ${decimal(cellSizeM)} m, ${corner}; trống ${percent(voids, heightsM.length)}`,
    `Mã băm: ${header.sha256}`,
    `Huyện Cao Lộc: có độ cao ở ${whole.format(coverage.known)}/${whole.format(coverage.cells)} ô 90 m (${percent(coverage.known, coverage.cells)})`,
    ...(coverage.known < coverage.cells
      ? ["Nơi trống là “chưa tính”, không phải mực nước biển."]
      : []),
  ];
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
