import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");

function trackedFiles(): string[] {
  return execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  })
    .split("\n")
    .filter(Boolean);
}

test("the top level holds the five folders, four files and dotfiles, nothing else", () => {
  const top = new Set(trackedFiles().map((file) => file.split("/")[0] as string));
  const expected =
    /^(client|server|geodata|scripts|test|package\.json|package-lock\.json|tsconfig\.json|README\.md|\..+)$/;
  expect([...top].filter((name) => !expected.test(name))).toEqual([]);
});

test("files are kebab-case and none is a drawer for everything", () => {
  const code = trackedFiles().filter((file) => /\.(tsx?|css)$/.test(file));
  const name = (file: string) => file.split("/").at(-1) as string;
  expect(
    code.filter((file) => !/^[a-z0-9]+([-.][a-z0-9]+)*\.(tsx?|css)$/.test(name(file))),
  ).toEqual([]);
  expect(
    code.filter((file) => /(^|\/)(utils?|helpers?|common|manager|service|index)\.tsx?$/.test(file)),
  ).toEqual([]);
});
