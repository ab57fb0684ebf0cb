import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashOfInputs, inputFiles, styleHash, writtenStyles } from "../../scripts/build-client.ts";

const root = resolve(import.meta.dirname, "../..");
let house: string;
beforeEach(async () => {
  house = mkdtempSync(join(tmpdir(), "build-client-"));
  for (const folder of ["client/dist", "client/panels", "geodata/model", "scripts"])
    await mkdir(join(house, folder), { recursive: true });
  writeFileSync(join(house, "package.json"), "{}");
  writeFileSync(join(house, "scripts/build-client.ts"), "the way");
  writeFileSync(join(house, "client/app.tsx"), "app");
  writeFileSync(join(house, "client/panels/answer.tsx"), "answer");
  writeFileSync(join(house, "client/README.md"), "words");
  writeFileSync(join(house, "client/dist/index.html"), "built");
  writeFileSync(join(house, "geodata/model/day.ts"), "day");
  writeFileSync(join(house, "geodata/model/villages.json"), "[]");
});
afterEach(() => rmSync(house, { recursive: true }));

test("the client is made of its own files, the shared model and the versions, not of what was built", () => {
  expect(inputFiles(house)).toEqual([
    "client/app.tsx",
    "client/panels/answer.tsx",
    "geodata/model/day.ts",
    "package.json",
    "scripts/build-client.ts",
  ]);
});

test("any change of an input, or of its name, asks for a new build; nothing else does", () => {
  const before = hashOfInputs(house, inputFiles(house));
  writeFileSync(join(house, "client/dist/index.html"), "built again");
  expect(hashOfInputs(house, inputFiles(house))).toBe(before);
  writeFileSync(join(house, "client/app.tsx"), "another app");
  const changed = hashOfInputs(house, inputFiles(house));
  expect(changed).not.toBe(before);
  writeFileSync(join(house, "client/app.tsx"), "app");
  writeFileSync(join(house, "client/new.ts"), "");
  expect(hashOfInputs(house, inputFiles(house))).not.toBe(before);
});

test("the styles that react-aria writes into the page are known to the policy, constants filled in", () => {
  const press = readFileSync(
    join(root, "node_modules/react-aria/dist/private/interactions/usePress.mjs"),
    "utf8",
  );
  expect(writtenStyles(press)).toEqual([
    "@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}",
  ]);
});

test("a library that writes its style in another way stops the build", () => {
  expect(() => writtenStyles("style.textContent = css;")).toThrow(/no style/);
  expect(() => writtenStyles("style.textContent = `[\u0024{attribute}] {}`.trim()")).toThrow(
    /attribute/,
  );
});

test("a style's hash is the one that browsers compute", () => {
  // SHA-256 of nothing, as FIPS 180-4 gives it (e3b0c442…), in base 64.
  expect(styleHash("")).toBe("sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
});
