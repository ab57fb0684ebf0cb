import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";

interface LockedPackage {
  version: string;
  integrity?: string;
  hasInstallScript?: boolean;
}

const read = (name: string) =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, "../..", name), "utf8"));
const locked: Record<string, LockedPackage> = read("package-lock.json").packages;
const runtimes: Record<string, string> = read("package.json").optionalDependencies;

test("every package is locked with its hash, and none runs a script of its own at install", () => {
  const packages = Object.entries(locked).filter(([path]) => path !== "");
  expect(packages.length).toBeGreaterThan(300);
  expect(packages.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"))).toEqual([]);
  expect(packages.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
});

test("the runtime itself is such a package, of one version for every platform, and runs this test", () => {
  expect(Object.keys(runtimes).length).toBeGreaterThan(0);
  for (const [name, version] of Object.entries(runtimes)) {
    expect(locked[`node_modules/${name}`]?.version).toBe(version);
    expect(version).toBe(process.versions.node);
  }
});
