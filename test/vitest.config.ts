import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

const root = resolve(import.meta.dirname, "..");

/** Browser tests share two cores with the server and Chromium: one file at a time, long limits. */
const BROWSER_TIMEOUT_MS = 180_000;

/** For every project: how properties are run. */
const setupFiles = ["test/property-seeds.ts"];

export default defineConfig({
  root,
  test: {
    reporters: ["default", "json"],
    outputFile: { json: ".reports/vitest.json" },
    projects: [
      {
        root,
        test: {
          name: "unit",
          setupFiles,
          include: ["test/{house,geodata,scripts,client}/**/*.test.{ts,tsx}"],
          // Pure functions leave nothing behind: files of a worker share the modules they import.
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: "contract",
          setupFiles,
          include: ["test/server/**/*.test.ts"],
          globalSetup: ["test/ready-machine.ts", "test/seeded-store.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        root,
        test: {
          name: "e2e",
          setupFiles,
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["test/ready-machine.ts", "test/e2e/shared-stage.ts"],
          fileParallelism: false,
          testTimeout: BROWSER_TIMEOUT_MS,
          hookTimeout: BROWSER_TIMEOUT_MS,
        },
      },
    ],
  },
});
