import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { Readable, Writable } from "node:stream";
import * as coverage from "../../../../server/commands/coverage.ts";
import * as deltaBullington from "../../../../server/commands/delta-bullington.ts";
import * as link from "../../../../server/commands/link.ts";
import * as p1812 from "../../../../server/commands/p1812.ts";

const root = resolve(import.meta.dirname, "../../../..");
const COMMANDS = { "coverage.ts": coverage, "link.ts": link, "p1812.ts": p1812 };

export interface Finished {
  exitCode: number | null;
  lines: string[];
  error: string;
}

/** Runs a script of `server/commands/` in this process to its end. */
export async function runCommand(
  script: keyof typeof COMMANDS,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Finished> {
  let [stdout, error] = ["", ""];
  const exitCode = await COMMANDS[script].run([...args], {
    out: (text) => {
      stdout += text;
    },
    err: (text) => {
      error += text;
    },
    env,
  });
  return { exitCode, lines: linesOf(stdout), error };
}

/** `delta-bullington` in this process: the one that reads its standard input. */
export async function runDeltaBullington(
  args: readonly string[],
  input: string,
): Promise<Finished> {
  let [stdout, error] = ["", ""];
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      stdout += chunk;
      done();
    },
  });
  const err = (text: string) => {
    error += text;
  };
  const exitCode = await deltaBullington.run(args, { err }, Readable.from([input]), output);
  return { exitCode, lines: linesOf(stdout), error };
}

/** Runs a script of `server/commands/` as a process of its own: once for each command is enough. */
export function runAsProcess(
  script: string,
  args: readonly string[],
  { input = "", dataDir = "/nowhere" } = {},
): Finished {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve(root, "server/commands", script), ...args],
    { input, encoding: "utf8", env: { ...process.env, DATA_DIR: dataDir } },
  );
  return { exitCode: status, lines: linesOf(stdout), error: stderr };
}

function linesOf(text: string): string[] {
  return text.split("\n").filter(Boolean);
}
