import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { writeWhole } from "../../../../server/commands/radio/write-whole.ts";

const dir = mkdtempSync(join(tmpdir(), "song-thon-whole-"));
afterAll(() => rmSync(dir, { recursive: true }));

test("files that belong together are written, over those that were there", async () => {
  writeFileSync(join(dir, "a.tif"), "old");
  await writeWhole([
    [join(dir, "a.tif"), Uint8Array.of(1, 2)],
    [join(dir, "a.qml"), "style"],
  ]);
  expect(readdirSync(dir).sort()).toEqual(["a.qml", "a.tif"]);
  expect([...readFileSync(join(dir, "a.tif"))]).toEqual([1, 2]);
});

test.each([
  ["the first has no folder", "none/b.tif", "b.qml", "ENOENT"],
  ["the second has no folder", "b.tif", "none/b.qml", "ENOENT"],
  ["the first is a folder", "taken.tif", "b.qml", "EISDIR"],
])("when %s nothing is left of either", async (_, first, second, code) => {
  mkdirSync(join(dir, "taken.tif"), { recursive: true });
  const before = readdirSync(dir);
  await expect(
    writeWhole([
      [join(dir, first), "raster"],
      [join(dir, second), "style"],
    ]),
  ).rejects.toThrow(
    `Got "${join(dir, first)}" for --out, expected a file that can be written (${code}).`,
  );
  expect(readdirSync(dir)).toEqual(before);
});
