import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "../../..");
/** Every file of the folders is a command, but for what they begin with and speak through. */
const COMMANDS = ["scripts", "server/commands"].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".ts") && !["begin-command.ts", "command-io.ts"].includes(name))
    .map((name) => `${folder}/${name}`),
);

test.each([...COMMANDS, "server/main.ts"])(
  "node %s --help says how it is used and does nothing else",
  (file) => {
    const word = file === "server/commands/terrain.ts" ? "-h" : "--help";
    const { status, stdout, stderr } = spawnSync(process.execPath, [file, "x", word], {
      cwd: ROOT,
      encoding: "utf8",
      timeout: 50_000,
    });
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/npm (run|start)|node (scripts|server)/);
  },
);

test("every npm script that is a command of ours knows --help", () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const own = Object.values(scripts).filter((line) =>
    /^node (scripts|test|server\/commands)\//.test(line),
  );
  expect(own.length).toBeGreaterThanOrEqual(8);
  for (const line of own) {
    const file = line.split(" ")[1] as string;
    expect([file, readFileSync(join(ROOT, file), "utf8")]).toEqual([
      file,
      expect.stringMatching(/begin(Command|Computing)\(/),
    ]);
  }
});

/** Runs a command whose reader leaves before it writes, or after its first piece. */
async function endedEarly(args: string[], readsFirst: boolean) {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["pipe", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdin.on("error", () => {});
  if (readsFirst) {
    const line = `${JSON.stringify({
      id: "a",
      distanceKm: [0, 1, 2],
      terrainHeightM: [100, 300, 100],
      obstacleHeightM: [100, 300, 100],
      txHeightAmslM: 120,
      rxHeightAmslM: 110,
      effectiveEarthRadiusKm: 8500,
      frequencyGHz: 1,
      overWaterFraction: 0,
      polarization: "vertical",
    })}\n`;
    child.stdin.end(line.repeat(20_000));
    await once(child.stdout, "data");
  } else child.stdin.end();
  child.stdout.destroy();
  const [code] = await once(child, "close");
  return { code, stderr };
}

test("a command whose reader leaves ends quietly", async () => {
  const many = await endedEarly(["server/commands/delta-bullington.ts"], true);
  expect(many).toEqual({ code: 0, stderr: "" });
  const link = ["--from", "106.76,21.85,30", "--to", "106.8,21.87,1.5", "--frequency", "900"];
  for (const args of [["server/commands/terrain.ts"], ["server/commands/link.ts", ...link]])
    expect([args, await endedEarly(args, false)]).toEqual([args, { code: 0, stderr: "" }]);
}, 60_000);

test("what a file is called reaches the terminal visibly", () => {
  const { stderr } = spawnSync(
    process.execPath,
    ["server/commands/terrain.ts", "x\u001b[2J\u202e.tif"],
    {
      cwd: ROOT,
      encoding: "utf8",
      timeout: 50_000,
    },
  );
  expect(stderr).toContain("x‹U+001B›[2J‹U+202E›.tif");
});
