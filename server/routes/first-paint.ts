import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Summary } from "../../geodata/model/summary.ts";

/** The map page before its scripts, as HTML: `search` is the query of the page's address. */
export type PaintFirst = (summary: Summary, search: string) => string;

/** What the build made of client/first-paint.tsx; undefined where there is none. */
export async function loadFirstPaint(clientDir: string): Promise<PaintFirst | undefined> {
  const path = join(clientDir, "first-paint/first-paint.js");
  if (!existsSync(path)) return undefined;
  const built = (await import(pathToFileURL(path).href)) as { paintFirst: PaintFirst };
  return built.paintFirst;
}
