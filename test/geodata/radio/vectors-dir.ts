import { existsSync } from "node:fs";
import { resolve } from "node:path";

const shared = resolve(import.meta.dirname, "../../../../shared/vectors");

/** A folder of ITU test vectors beside the checkout. Throws a sentence when it is not there. */
export function vectorsDir(...path: string[]): string {
  const folder = resolve(shared, ...path);
  if (!existsSync(folder))
    throw new Error(`got no folder ${folder}, expected the ITU test vectors beside the checkout`);
  return folder;
}
