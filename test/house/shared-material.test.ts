import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const shared = resolve(import.meta.dirname, "../../../shared");

test("the shared test material lies beside the project", () => {
  const needed = ["real/langson_communes_2025_simplified.geojson", "uploads/manifest.json"];
  const missing = needed.filter((file) => !existsSync(resolve(shared, file)));
  expect(missing, "beside the checkout, in ../shared, these test files are missing").toEqual([]);
});
