import { hash } from "node:crypto";
import type { Change } from "./coverage-store.ts";
import { IdempotencyConflictError } from "./store-errors.ts";

/** Tells a change that is sent again from another one; when it is sent does not matter. SHA-256, hexadecimal. */
export function changeHashOf({ recordedAt: _, ...change }: Change): string {
  return hash("sha256", JSON.stringify(change), "hex");
}

/**
 * The version that a change made when it was sent before, undefined when its key is new. Throws
 * IdempotencyConflictError when the key was given to another change.
 */
export function versionMadeBefore(
  key: string,
  changeHash: string,
  made: { version: number; changeHash: string | null } | undefined,
): number | undefined {
  if (made && made.changeHash !== changeHash) throw new IdempotencyConflictError(key);
  return made?.version;
}
