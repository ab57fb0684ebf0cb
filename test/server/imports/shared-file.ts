import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const shared = resolve(import.meta.dirname, "../../../../shared");

/** Bytes of a file of the shared test material; throws a sentence that says what is missing. */
export function sharedFile(path: string): Uint8Array {
  const file = resolve(shared, path);
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Error(
      `The test material ${file} is missing: it lies beside the checkout, in ../shared`,
      {
        cause: error,
      },
    );
  }
}
