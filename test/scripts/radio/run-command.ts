import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../../..");

export interface Finished {
  exitCode: number | null;
  lines: string[];
  error: string;
}

/** Runs a script of `scripts/` as a process to its end. */
export function runCommand(script: string, args: readonly string[], input = ""): Finished {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve(root, "scripts", script), ...args],
    { input, encoding: "utf8" },
  );
  return { exitCode: status, lines: stdout.split("\n").filter(Boolean), error: stderr };
}
