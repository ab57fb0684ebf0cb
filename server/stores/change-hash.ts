import { hash } from "node:crypto";
import type { Change } from "./coverage-store.ts";

/** Tells a change that is sent again from another one; when it is sent does not matter. SHA-256, hexadecimal. */
export function changeHashOf({ recordedAt: _, ...change }: Change): string {
  return hash("sha256", JSON.stringify(change), "hex");
}
