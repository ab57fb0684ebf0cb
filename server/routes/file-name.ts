import { foldKey } from "../../geodata/text/fold.ts";

/** A file's name made of what it holds: letters without marks, digits and dashes, never too long. */
export function fileNameOf(parts: readonly string[]): string {
  return parts
    .map((part) =>
      foldKey(part)
        .replaceAll(/[^a-z0-9]+/g, "-")
        .replaceAll(/^-+|-+$/g, "")
        .slice(0, 40),
    )
    .filter(Boolean)
    .join("-");
}
