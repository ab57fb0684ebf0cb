import { parseArgs } from "node:util";
import type { Bbox } from "../../../geodata/model/geojson.ts";
import { DEFAULT_CELL_M } from "../../../geodata/radio/terrain/demonstration-terrain.ts";
import { gridCovering, type MetricGrid } from "../../../geodata/radio/terrain/metric-grid.ts";
import { optionFault } from "../../../geodata/text/option-fault.ts";
import { definitionOfText } from "../../terrain/known-crs.ts";

/** The command was called in a way that it does not understand. */
export class UsageError extends Error {
  override name = "UsageError";
}

export type TerrainRequest =
  | { kind: "show" }
  | { kind: "reset" }
  | {
      kind: "import";
      paths: string[];
      grid: MetricGrid;
      source?: string;
      assumed?: { name: string; crs: string };
      /** Store the terrain even where a fault was recognised. */
      acceptsDoubts: boolean;
    };

/** UTM zone 48 and a degree on either side, where its grid is still true to 0.12 %. */
const ZONE: Bbox = [101, 0, 109, 84];
/** Heights take two bytes in memory, and the browser may ask for all of them. */
const MAX_CELLS = 64_000_000;
const RESOLUTION_M = { min: 1, max: 1000 } as const;

/** @param districtBox where terrain is kept unless `--bounds` says otherwise, WGS 84 degrees */
export function readTerrainRequest(args: string[], districtBox: Bbox): TerrainRequest {
  const { values, positionals } = parsed(args);
  if (values.reset) {
    if (positionals.length > 0) throw new UsageError("--reset không đi cùng tệp nào.");
    return { kind: "reset" };
  }
  if (positionals.length === 0) {
    if (Object.keys(values).length > 0) throw new UsageError("Chưa có tệp nào để nhập.");
    return { kind: "show" };
  }
  return {
    kind: "import",
    paths: positionals,
    grid: gridOf(values.bounds, values.resolution, districtBox),
    acceptsDoubts: values["accept-doubts"] === true,
    ...(values.source === undefined ? {} : { source: values.source }),
    ...(values.crs === undefined ? {} : { assumed: crsOf(values.crs) }),
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        resolution: { type: "string" },
        bounds: { type: "string" },
        source: { type: "string" },
        crs: { type: "string" },
        reset: { type: "boolean" },
        "accept-doubts": { type: "boolean" },
      },
    });
  } catch (error) {
    throw new UsageError(optionFault(error));
  }
}

function gridOf(
  bounds: string | undefined,
  resolution: string | undefined,
  districtBox: Bbox,
): MetricGrid {
  const cellSizeM = resolution === undefined ? DEFAULT_CELL_M : Number(resolution);
  if (!(cellSizeM >= RESOLUTION_M.min && cellSizeM <= RESOLUTION_M.max))
    throw new UsageError(
      `--resolution nhận được ${resolution}; cần số mét từ ${RESOLUTION_M.min} đến ${RESOLUTION_M.max}, ví dụ 30.`,
    );
  const grid = gridCovering(bounds === undefined ? districtBox : boxOf(bounds), cellSizeM);
  const cells = grid.columns * grid.rows;
  if (cells > MAX_CELLS)
    throw new UsageError(
      `Lưới ${grid.columns} × ${grid.rows} có ${cells} ô; cần không quá ${MAX_CELLS}. ` +
        "Hãy chọn --resolution thô hơn hoặc --bounds hẹp hơn.",
    );
  return grid;
}

function boxOf(text: string): Bbox {
  const numbers = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const [west, south, east, north] = numbers as Bbox;
  const isBox =
    numbers.length === 4 &&
    west < east &&
    south < north &&
    west >= ZONE[0] &&
    south >= ZONE[1] &&
    east <= ZONE[2] &&
    north <= ZONE[3];
  if (!isBox)
    throw new UsageError(
      `--bounds nhận được ${text}; cần tây,nam,đông,bắc tính bằng độ WGS 84, ` +
        `trong khoảng ${ZONE.join(",")} (múi UTM 48), ví dụ 106.4,21.6,107.2,22.2.`,
    );
  return [west, south, east, north];
}

function crsOf(text: string): { name: string; crs: string } {
  const crs = definitionOfText(text);
  if (crs === undefined)
    throw new UsageError(
      `--crs nhận được “${text}”; cần mã EPSG đã biết (ví dụ EPSG:3405), hoặc chuỗi PROJ hay WKT mà proj4 đọc được.`,
    );
  return { name: text.trim(), crs };
}
