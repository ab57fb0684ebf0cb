import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** Name and version of this program as package.json states them. */
export function programVersion(): { name: string; version: string } {
  const path = resolve(import.meta.dirname, "../../../package.json");
  const { version } = JSON.parse(readFileSync(path, "utf8")) as { version: string };
  return { name: "Sóng Thôn", version };
}

/**
 * The instant that a file is dated with: SOURCE_DATE_EPOCH (reproducible-builds.org, seconds since 1970)
 * where it is set, so that two runs can have the same bytes, else now.
 */
export function clockOf(environment: NodeJS.ProcessEnv): () => Date {
  const seconds = Number(environment.SOURCE_DATE_EPOCH || NaN);
  return Number.isInteger(seconds) ? () => new Date(seconds * 1000) : () => new Date();
}
