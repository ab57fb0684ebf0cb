/**
 * `npm run -s terrain -- FILE… [--resolution 30] [--bounds W,S,E,N] [--source TEXT] [--crs EPSG:…]`:
 * imports GeoTIFF and .hgt into DATA_DIR/terrain, where the server, the engines and the browser
 * have their heights from. `--reset` goes back to the demonstration terrain; without arguments it
 * says which terrain there is. The same files give the same bytes, so it can be run again.
 */
import { BrokenTerrainError } from "../geodata/radio/terrain/read-terrain.ts";
import { districtBox, districtCoverage, districtOutlines } from "./terrain/district.ts";
import { RefusedFileError } from "./terrain/height-file.ts";
import { DATASET_DIR, loadTerrain, terrainDirOf } from "./terrain/load-terrain.ts";
import { makeTerrain } from "./terrain/make-terrain.ts";
import { removeTerrain, saveTerrain } from "./terrain/save-terrain.ts";
import { fileLine, sourceLines, terrainLines } from "./terrain/terrain-report.ts";
import { readTerrainRequest, UsageError } from "./terrain/terrain-request.ts";

const USAGE = `Cách dùng:
  npm run -s terrain -- TỆP… [--resolution 30] [--bounds tây,nam,đông,bắc] [--source "nguồn, giấy phép"] [--crs EPSG:…]
  npm run -s terrain -- --reset     trở về địa hình minh họa
  npm run -s terrain                cho biết địa hình đang dùng

  TỆP là GeoTIFF hoặc .hgt; nhiều tệp được ghép, tệp đứng trước được ưu tiên, chỗ trống được tệp sau bù.
  DATA_DIR chọn thư mục dữ liệu (mặc định .data).
`;

const terrainDir = terrainDirOf(process.env);
const outlines = districtOutlines(DATASET_DIR);

/** Exit codes: 0 done, 2 the files or the words of the command were refused and nothing changed. */
async function main(args: string[]): Promise<void> {
  const request = readTerrainRequest(args, districtBox(outlines));
  if (request.kind === "import") {
    const { terrain, files } = await makeTerrain(request.paths, request.grid, request);
    say("Đã đọc:", ...files.map(fileLine));
    say(...terrainLines(terrain, districtCoverage(terrain, outlines)));
    const changed = await saveTerrain(terrainDir, terrain, () => new Date());
    say(changed ? `Đã lưu vào ${terrainDir}` : `Không có gì đổi: ${terrainDir} đã có địa hình này`);
    return;
  }
  if (request.kind === "reset") await removeTerrain(terrainDir);
  const terrain = await loadTerrain(terrainDir);
  say(terrain.header.synthetic ? "Địa hình minh họa:" : `Địa hình đã nhập trong ${terrainDir}:`);
  say(...sourceLines(terrain), ...terrainLines(terrain, districtCoverage(terrain, outlines)));
}

function say(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) process.stderr.write(`${error.message}\n\n${USAGE}`);
  else if (error instanceof RefusedFileError || error instanceof BrokenTerrainError)
    process.stderr.write(`${error.message}\n`);
  else throw error;
  process.exitCode = 2;
}
