import { randomUUID } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import { BadInputError } from "./bad-input.ts";

/**
 * Writes files that belong together: each under another name first, renamed when all of them are whole.
 * Whoever reads meanwhile, or after a full disk, has the old files or none, never a part.
 */
export async function writeWhole(
  files: readonly (readonly [path: string, bytes: Uint8Array | string])[],
): Promise<void> {
  const suffix = `.${randomUUID().slice(0, 8)}.part`;
  try {
    for (const [path, bytes] of files) await writeFile(path + suffix, bytes);
    for (const [path] of files) await rename(path + suffix, path);
  } catch (error) {
    await Promise.all(files.map(([path]) => rm(path + suffix, { force: true })));
    throw new BadInputError(
      `Got "${files[0]![0]}" for --out, expected a file that can be written (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}
