import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../../server/commands/import.ts";

const FOLDER = resolve(import.meta.dirname, "../../../server/commands");
const CLAIM = "thon,nha_mang,cong_nghe,phu_trung_tam,ngay\nCL-06196-01,VTL,4G,1,05/01/2026\n";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "song-thon-command-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A command whose reader leaves before it says anything. */
async function endedEarly(file: string, args: string[]) {
  const child = spawn(process.execPath, [join(FOLDER, file), ...args], {
    env: { ...process.env, DATA_DIR: join(folder, "early") },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdout.destroy();
  const [code] = await once(child, "close");
  return { code, stderr };
}

test("a command whose reader leaves ends quietly, and its work is done", async () => {
  expect(await endedEarly("import.ts", ["--help"])).toEqual({ code: 0, stderr: "" });
  const empty = join(folder, "empty.csv");
  writeFileSync(empty, "");
  expect(await endedEarly("import.ts", ["claims", empty, "--dry-run"])).toEqual({
    code: 1,
    stderr: "",
  });
  expect(await endedEarly("verify.ts", ["-h"])).toEqual({ code: 0, stderr: "" });
}, 60_000);

test("a name of a file reaches the terminal without its escape sequence", () => {
  const { stderr } = spawnSync(
    process.execPath,
    [join(FOLDER, "import.ts"), "claims", "a\u001b[31m\u202eb.csv"],
    { encoding: "utf8" },
  );
  expect(stderr).toMatch(/^Không có tệp .*a‹U\+001B›\[31m‹U\+202E›b\.csv\.$/m);
}, 60_000);

test("an output that cannot be written is told in a sentence", () => {
  const { status, stderr } = spawnSync(process.execPath, [join(FOLDER, "import.ts"), "--help"], {
    encoding: "utf8",
    stdio: ["ignore", openSync("/dev/full", "w"), "pipe"],
  });
  expect([status, stderr]).toEqual([
    0,
    expect.stringMatching(/^Không ghi ra được kết quả \(ENOSPC\)/),
  ]);
}, 60_000);

/** The command in this process, which is to tell and not to throw. */
async function told(dataDir: string, file: string) {
  let stderr = "";
  const status = await run(["claims", file], {
    out: () => {},
    err: (text) => {
      stderr += text;
    },
    clock: () => new Date("2026-01-15T05:00:00.000Z"),
    env: { DATA_DIR: dataDir },
  });
  return { status, stderr };
}

test("a data folder that is a file, lies below one or cannot be made is told in a sentence", async () => {
  const claims = join(folder, "bao-cao.csv");
  writeFileSync(claims, CLAIM);
  for (const dataDir of [claims, join(claims, "x"), join("/proc", "song-thon"), "/dev/null/x"]) {
    const { status, stderr } = await told(dataDir, claims);
    expect([dataDir, status]).toEqual([dataDir, 1]);
    expect(stderr).toMatch(/^(Không mở hoặc không đọc|Không được phép ghi).*DATA_DIR khác/);
  }
  const dangling = join(folder, "loop");
  mkdirSync(dangling);
  const long = await told(join(dangling, "x".repeat(300)), claims);
  expect([long.status, long.stderr]).toEqual([1, expect.stringContaining("ENAMETOOLONG")]);
});

test("a file that cannot be read is told in a sentence", async () => {
  expect((await told(join(folder, "unread"), join(folder, "x".repeat(300)))).status).toBe(2);
  const { status, stderr } = await told(join(folder, "unread"), "/proc/self/mem");
  expect([status, stderr]).toEqual([2, expect.stringMatching(/^Không đọc được tệp .*EIO/)]);
});
