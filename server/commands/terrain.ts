/**
 * `npm run -s terrain -- FILE… [--resolution 30] [--bounds W,S,E,N] [--source TEXT] [--crs EPSG:…]`:
 * imports GeoTIFF, .hgt and .hgt.zip into DATA_DIR/terrain, where the server, the engines and the
 * browser have their heights from. `--reset` goes back to the demonstration terrain; without
 * arguments it says which terrain there is. The same files give the same bytes, so it can be run
 * again. What came in is compared with what is known of the district; where a fault is recognised
 * nothing is stored unless `--accept-doubts` says so.
 */
import { BrokenTerrainError } from "../../geodata/radio/terrain/read-terrain.ts";
import { beginComputing } from "../../geodata/text/command-help.ts";
import { RefusedFileError } from "../terrain/height-file.ts";
import { makeTerrain } from "../terrain/make-terrain.ts";
import { removeTerrain, saveTerrain } from "../terrain/save-terrain.ts";
import { DATASET_DIR, loadTerrain, terrainDirOf } from "../terrain/terrain-reader.ts";
import { type CommandIo, PROCESS_IO } from "./command-io.ts";
import { districtBox, districtHeights, districtOutlines } from "./terrain/district.ts";
import { readSpotHeights } from "./terrain/spot-heights.ts";
import { checkTerrain } from "./terrain/terrain-check.ts";
import {
  checkLines,
  doubtLines,
  fileLine,
  sourceLines,
  terrainLines,
} from "./terrain/terrain-report.ts";
import { readTerrainRequest, type TerrainRequest, UsageError } from "./terrain/terrain-request.ts";

const USAGE = `Cách dùng:
  npm run -s terrain -- TỆP… [--resolution 30] [--bounds tây,nam,đông,bắc] [--source "nguồn, giấy phép"] [--crs EPSG:…] [--accept-doubts]
  npm run -s terrain -- --reset     trở về địa hình minh họa
  npm run -s terrain                cho biết địa hình đang dùng

  TỆP là GeoTIFF, .hgt hoặc .hgt.zip; nhiều tệp được ghép, tệp đứng trước được ưu tiên, chỗ trống được tệp sau bù.
  Độ cao nhập vào được so với các độ cao đã biết của huyện. Khi nhận ra lỗi (foot, sai mực, lệch chỗ, ảnh đổ bóng, …)
  thì không lưu gì; --accept-doubts (chấp nhận nghi ngờ) là lưu dù đã được báo như vậy.
  DATA_DIR chọn thư mục dữ liệu (mặc định .data).
`;

/** Exit codes: 0 done, 2 the files or the words of the command were refused and nothing changed. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const speaker = speakerOf(io);
  const { warn } = speaker;
  try {
    return await obey(args, terrainDirOf(io.env), speaker);
  } catch (error) {
    if (error instanceof UsageError) warn(error.message, "", USAGE.trimEnd());
    else if (error instanceof RefusedFileError || error instanceof BrokenTerrainError)
      warn(error.message);
    else throw error;
    return 2;
  }
}

interface Speaker {
  say(...lines: string[]): void;
  warn(...lines: string[]): void;
}

function speakerOf({ out, err }: CommandIo): Speaker {
  return {
    say: (...lines) => lines.length > 0 && out(`${lines.join("\n")}\n`),
    warn: (...lines) => err(`${lines.join("\n")}\n`),
  };
}

async function obey(args: string[], terrainDir: string, speaker: Speaker): Promise<number> {
  const { say } = speaker;
  const outlines = districtOutlines(DATASET_DIR);
  const request = readTerrainRequest(args, districtBox(outlines));
  if (request.kind === "import") return importFiles(request, terrainDir, outlines, speaker);
  if (request.kind === "reset") await removeTerrain(terrainDir);
  const terrain = await loadTerrain(terrainDir);
  say(terrain.header.synthetic ? "Địa hình minh họa:" : `Địa hình đã nhập trong ${terrainDir}:`);
  say(...sourceLines(terrain), ...terrainLines(terrain, districtHeights(terrain, outlines)));
  const check = terrain.imported?.check;
  if (check) say(...checkLines(check), ...doubtLines(check.doubts));
  return 0;
}

async function importFiles(
  request: TerrainRequest & { kind: "import" },
  terrainDir: string,
  outlines: ReturnType<typeof districtOutlines>,
  { say, warn }: Speaker,
): Promise<number> {
  const { terrain, files, clues } = await makeTerrain(request.paths, request.grid, request);
  const district = districtHeights(terrain, outlines);
  const { check, doubts } = checkTerrain(terrain, district, readSpotHeights(DATASET_DIR), clues);
  say("Đã đọc:", ...files.map(fileLine));
  say(...terrainLines(terrain, district), ...checkLines(check));
  const blocking = doubts.filter(({ blocks }) => blocks);
  say(...doubtLines(doubts.filter(({ blocks }) => !blocks).map(({ text }) => text)));
  if (blocking.length > 0) warn(...doubtLines(blocking.map(({ text }) => text)));
  if (blocking.length > 0 && !request.acceptsDoubts) {
    warn(`Chưa lưu gì. ${ACCEPT_ADVICE}`);
    return 2;
  }
  const changed = await saveTerrain(terrainDir, terrain, () => new Date(), check);
  say(changed ? `Đã lưu vào ${terrainDir}` : `Không có gì đổi: ${terrainDir} đã có địa hình này`);
  return 0;
}

const ACCEPT_ADVICE =
  "Nếu đã kiểm tra và vẫn muốn dùng địa hình này, hãy chạy lại với --accept-doubts.";

if (import.meta.main) {
  const args = process.argv.slice(2);
  beginComputing(args, USAGE, process);
  process.exitCode = await run(args, PROCESS_IO);
}
