import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { run } from "../../../server/commands/import.ts";
import { openSqliteStore } from "../../../server/stores/sqlite/sqlite-store.ts";
import { copySeeded } from "../../seeded-store.ts";

const COMMAND = resolve(import.meta.dirname, "../../../server/commands/import.ts");
const CLAIM = "thon,nha_mang,cong_nghe,phu_trung_tam,ngay\nCL-06196-01,VTL,4G,1,05/01/2026\n";

let folder: string;
let claims: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "song-thon-import-"));
  claims = join(folder, "bao-cao.csv");
  writeFileSync(claims, CLAIM);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const seeded = (name: string) => copySeeded(inject("seededStore"), join(folder, name));

/** The command in this process; the day is fixed, so that a test is the same on every day. */
async function command(dataDir: string, ...args: string[]) {
  let [stdout, stderr] = ["", ""];
  const status = await run(args, {
    out: (text) => {
      stdout += text;
    },
    err: (text) => {
      stderr += text;
    },
    clock: () => new Date("2026-01-15T05:00:00.000Z"),
    env: { DATA_DIR: dataDir },
  });
  return { status, stdout, stderr };
}

test("as a process it says the same and ends with the same code", () => {
  const { status, stdout } = spawnSync(process.execPath, [COMMAND, "--help"], { encoding: "utf8" });
  expect(stdout).toMatch(/^Cách dùng:.*--as-of/s);
  expect(status).toBe(0);
});

test("a file is imported into a folder where no server has run, which is seeded first", async () => {
  const dataDir = join(folder, "fresh");
  const first = await command(dataDir, "claims", claims);
  expect(first.stderr).toBe("");
  expect(first.stdout).toMatch(
    /^Đã lưu 1 hàng mới hoặc thay đổi; phiên bản dữ liệu 2\..*Mới 1, thay đổi 0.*\/175 thôn/s,
  );
  expect(first.status).toBe(0);
  const store = await openSqliteStore(join(dataDir, "store.sqlite"), { readOnly: true });
  expect(await store.rows("villages")).toHaveLength(175);
  expect(
    (await store.evidenceAsOf("2026-01-05")).filter((row) => row.dataSource === "real"),
  ).toMatchObject([{ villageId: "CL-06196-01", source: "Tệp bao-cao.csv" }]);
  await store.close();

  const dry = await command(dataDir, "claims", claims, "--replace", "--dry-run");
  expect(dry.stdout).toMatch(/^Chạy thử: không lưu gì\..*Hết hiệu lực.*dòng bằng chứng/s);
  expect(dry.status).toBe(0);
  const after = await openSqliteStore(join(dataDir, "store.sqlite"), { readOnly: true });
  expect(await after.datasetVersion()).toBe(2);
  await after.close();
});

test("a dry run makes neither a folder nor a store", async () => {
  const dataDir = join(folder, "dry");
  const { status, stdout } = await command(dataDir, "claims", claims, "--dry-run");
  expect(status).toBe(0);
  expect(stdout).toContain("Chạy thử: không lưu gì.");
  expect(existsSync(dataDir)).toBe(false);
});

test("it works beside a running server: the lock of the folder is not asked for", async () => {
  const dataDir = seeded("served");
  writeFileSync(
    join(dataDir, "server.lock"),
    JSON.stringify({ pid: process.pid, startedAt: "now" }),
  );
  expect((await command(dataDir, "claims", claims)).status).toBe(0);
  expect(readdirSync(dataDir)).toContain("server.lock");
});

test("130,000 bad rows beside one good: what was saved is said first, the list is bounded", async () => {
  const file = join(folder, "nhieu-loi.csv");
  const bad = Array.from(
    { length: 130_000 },
    (_, n) => `CL-06196-01,VTL,4G,có thể ${n},05/01/2026`,
  );
  writeFileSync(file, `${CLAIM}${bad.join("\n")}\n`);
  const { status, stdout, stderr } = await command(seeded("many"), "claims", file);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  const lines = stdout.split("\n");
  expect(lines[0]).toBe("Đã lưu 1 hàng mới hoặc thay đổi; phiên bản dữ liệu 2.");
  expect(stdout).toContain("Bị từ chối 130.000 dòng:");
  expect(stdout).toContain("… và 129.980 dòng khác, cùng lỗi ở cột phu_trung_tam.");
  expect(lines.length).toBeLessThan(60);
}, 120_000);

test("a file that is refused as a whole ends with 1", async () => {
  const file = join(folder, "trong.csv");
  writeFileSync(file, "");
  const { status, stdout } = await command(seeded("refused"), "claims", file);
  expect(stdout).toMatch(/Không nhập được tệp: Tệp rỗng.*Không có gì bị thay đổi\./s);
  expect(status).toBe(1);
});

test.each([
  ["no kind", []],
  ["a file that is not there", ["claims", "khong-co.csv"]],
  ["units without an epoch", ["units", "package.json"]],
  ["a day that does not exist", ["claims", "package.json", "--as-of", "31/02/2025"]],
  ["a day that is to come", ["claims", "package.json", "--as-of", "16/01/2026"]],
  ["an unknown option", ["claims", "package.json", "--force"]],
  ["a mapping without a column", ["claims", "package.json", "--map", "day"]],
])("wrong usage (%s) ends with 2, says how to, and saves nothing", async (_, args) => {
  const dataDir = join(folder, "usage");
  const { status, stderr } = await command(dataDir, ...args);
  expect(stderr).toContain("Cách dùng:");
  expect(status).toBe(2);
  expect(existsSync(dataDir)).toBe(false);
});
