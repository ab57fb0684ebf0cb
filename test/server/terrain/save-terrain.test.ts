import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import {
  type MetricTerrain,
  makeMetricTerrain,
} from "../../../geodata/radio/terrain/metric-terrain.ts";
import { hashedBytes } from "../../../geodata/radio/terrain/terrain-bytes.ts";
import { run as runTerrain } from "../../../server/commands/terrain.ts";
import { removeTerrain, saveTerrain } from "../../../server/terrain/save-terrain.ts";
import { loadTerrain } from "../../../server/terrain/terrain-reader.ts";
import { SMALL_GRID, terrainOf } from "../../geodata/radio/terrain/make-terrain.ts";
import { writeHgt } from "./surface.ts";

const root = mkdtempSync(join(tmpdir(), "save-terrain-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let dataDir: string;
let terrainDir: string;
let run = 0;
beforeEach(() => {
  dataDir = join(root, String(run++));
  terrainDir = join(dataDir, "terrain");
});

const clock = () => new Date("2026-01-05T00:00:00Z");
/** With its own hash, as an import makes it. */
function hashed(terrain: MetricTerrain): MetricTerrain {
  const bytes = hashedBytes(terrain.header, terrain.heightsM);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return makeMetricTerrain({ ...terrain.header, sha256 }, terrain.heightsM);
}
const hills = hashed(
  terrainOf((column, row) => 300 + column * row, { ...SMALL_GRID, columns: 300, rows: 280 }),
);
const plain = hashed(terrainOf(() => 250));

/** Every file below a folder with its bytes. */
function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    names
      .filter((name) => /\.(i16|json)$/.test(name))
      .map((name) => [name, readFileSync(join(folder, name), "base64")]),
  );
}

test("what is saved is read again, and nothing else is left in the folder", async () => {
  expect(await saveTerrain(terrainDir, hills, clock)).toBe(true);
  const read = await loadTerrain(terrainDir);
  expect(read.header).toEqual(hills.header);
  expect(Buffer.from(read.heightsM.buffer).equals(Buffer.from(hills.heightsM.buffer))).toBe(true);
  expect(readdirSync(terrainDir).sort()).toEqual([
    hills.header.sha256.slice(0, 12),
    "terrain.json",
  ]);
  await saveTerrain(terrainDir, plain, clock);
  expect((await loadTerrain(terrainDir)).header.sha256).toBe(plain.header.sha256);
  expect(readdirSync(terrainDir).sort()).toEqual([
    plain.header.sha256.slice(0, 12),
    "terrain.json",
  ]);
});

test("the same terrain again changes no byte, whatever the clock says", async () => {
  await saveTerrain(terrainDir, hills, clock);
  const before = contents(terrainDir);
  expect(await saveTerrain(terrainDir, hills, () => new Date("2030-01-01"))).toBe(false);
  expect(contents(terrainDir)).toEqual(before);
});

test("other sources of the same heights are written down; the heights stay", async () => {
  await saveTerrain(terrainDir, hills, clock);
  const sources = hills.header.sources.map((source) => ({ ...source, source: "Copernicus" }));
  const told = makeMetricTerrain({ ...hills.header, sources }, hills.heightsM);
  expect(await saveTerrain(terrainDir, told, clock)).toBe(true);
  expect((await loadTerrain(terrainDir)).header).toEqual(told.header);
});

test("a damaged terrain is healed by the same import", async () => {
  await saveTerrain(terrainDir, hills, clock);
  writeFileSync(join(terrainDir, hills.header.sha256.slice(0, 12), "0-0.i16"), "x");
  await expect(loadTerrain(terrainDir)).rejects.toThrow("bị hỏng");
  expect(await saveTerrain(terrainDir, hills, clock)).toBe(true);
  expect((await loadTerrain(terrainDir)).header).toEqual(hills.header);
});

test("an import that fails leaves the old terrain; what a killed one left is swept away", async () => {
  await saveTerrain(terrainDir, plain, clock);
  const before = contents(terrainDir);
  // The clock is asked after the tiles are written and before anything changes hands.
  const failing = saveTerrain(terrainDir, hills, () => {
    throw new Error("the disk is full");
  });
  await expect(failing).rejects.toThrow("the disk is full");
  expect(contents(terrainDir)).toEqual(before);
  // No process has this number: it is above the highest that Linux gives.
  mkdirSync(join(terrainDir, ".making-99999999"));
  await saveTerrain(terrainDir, hills, clock);
  expect(readdirSync(terrainDir)).not.toContain(".making-99999999");
});

test("after a reset the demonstration counts again", async () => {
  await saveTerrain(terrainDir, hills, clock);
  await removeTerrain(terrainDir);
  expect((await loadTerrain(terrainDir)).header.synthetic).toBe(true);
  expect(readdirSync(terrainDir)).toEqual([]);
  await removeTerrain(join(dataDir, "never"));
});

/** `npm run -s terrain -- …` in this process, with a DATA_DIR of its own. */
async function terrain(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const status = await runTerrain(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    env: { DATA_DIR: dataDir },
  });
  return { status, out, err };
}

test("as a process it says the same and ends with the same code", async () => {
  const script = resolve(import.meta.dirname, "../../../server/commands/terrain.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, "a.tif"], {
    encoding: "utf8",
    env: { ...process.env, DATA_DIR: dataDir },
  });
  expect({ status, out: stdout, err: stderr }).toEqual(await terrain("a.tif"));
  expect(status).toBe(2);
});

test("the command says what it read, what it made and how much of the district that is", async () => {
  mkdirSync(dataDir);
  const path = writeHgt(dataDir, "N21E106.hgt", { isVoid: (lon) => lon < 106.7 });
  const made = await terrain(path, "--resolution", "90", "--source", "thử nghiệm, CC0");
  expect(made).toMatchObject({ status: 0, err: "" });
  expect(made.out).toMatch(/N21E106\.hgt: EPSG:4326, 1201 × 1201 điểm ảnh cỡ 89,\d m; .*trống 4\d/);
  expect(made.out).toMatch(/Lưới: EPSG:32648, \d+ × \d+ ô cỡ 90 m/);
  expect(made.out).toMatch(/Mã băm: [0-9a-f]{64}/);
  expect(made.out).toMatch(/Huyện Cao Lộc: có độ cao ở [\d.]+\/76\.379 ô 90 m \([5-9]\d(,\d)? %\)/);
  expect(made.out).toMatch(/không phải mực nước biển/);
  expect(made.out).toMatch(/Độ cao: thấp nhất 3\d\d m, trung vị \d{3} m, cao nhất 6\d\d m/);
  expect(made.out).toMatch(
    /So với \d{3} độ cao đã biết trong tệp: lệch trung vị -?\d+(,\d)? m, tản/,
  );
  // Not the district's ground, which is said on every look and not only once.
  expect(made.out).toMatch(/NGHI NGỜ: Mặt đất này không giống địa hình của huyện/);
  const shown = (await terrain()).out;
  expect(shown).toMatch(/NGHI NGỜ: Mặt đất này không giống/);
  expect(shown).toMatch(/N21E106\.hgt \(EPSG:4326\): thử nghiệm, CC0/);
  expect((await terrain(path, "--resolution", "90", "--source", "thử nghiệm, CC0")).out).toMatch(
    /Không có gì đổi/,
  );
  const before = contents(terrainDir);
  expect((await terrain(join(dataDir, "absent.tif"))).status).toBe(2);
  expect(contents(terrainDir)).toEqual(before);
  expect((await terrain("--reset")).out).toMatch(/Địa hình minh họa/);
}, 120_000);

test("a recognised fault stores nothing until it is accepted, and is never forgotten", async () => {
  mkdirSync(dataDir);
  const low = writeHgt(dataDir, "N21E106.hgt", {
    heightM: (lon) => 3 + (Math.round(lon * 10) % 40),
  });
  const refused = await terrain(low, "--resolution", "90");
  expect(refused.status).toBe(2);
  expect(refused.out).toMatch(/Độ cao: thấp nhất \d+ m, trung vị/);
  expect(refused.err).toMatch(
    /^NGHI NGỜ: Nơi cao nhất chỉ .*\nChưa lưu gì\. .*--accept-doubts\.\n$/,
  );
  expect(existsSync(terrainDir)).toBe(false);
  const accepted = await terrain(low, "--resolution", "90", "--accept-doubts");
  expect(accepted.status).toBe(0);
  expect((await terrain()).out).toMatch(/NGHI NGỜ: Nơi cao nhất chỉ/);
  const { imported } = await loadTerrain(terrainDir);
  expect(imported?.check?.doubts.join()).toMatch(/Nơi cao nhất chỉ/);
}, 60_000);

test("a terrain stored without a comparison is read as before", async () => {
  await saveTerrain(terrainDir, hills, clock);
  expect((await loadTerrain(terrainDir)).imported).toEqual({ madeAt: "2026-01-05T00:00:00.000Z" });
});

test("a refused file is one sentence, a wrong word has the usage with it; both exit 2 and save nothing", async () => {
  const refused = await terrain("a.tif");
  expect(refused).toMatchObject({ status: 2, out: "" });
  expect(refused.err).toMatch(/^a\.tif: nhận được đường dẫn không có tệp nào[^\n]*\n$/);
  const wrong = await terrain("a.tif", "--resolution", "0");
  expect(wrong).toMatchObject({ status: 2, out: "" });
  expect(wrong.err).toMatch(/^--resolution nhận được 0; .*\n\nCách dùng:/);
  expect(existsSync(terrainDir)).toBe(false);
}, 60_000);
