import type { BrowserServer } from "playwright-core";
import type { TestProject } from "vitest/node";
import { launchBrowserServer } from "./browser.ts";
import { type ServerUnderTest, startServer } from "./server-under-test.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Of the server that all files of the project only ask. */
    stageUrl: string;
    /** Of the Chromium that all files of the project share; each has contexts of its own. */
    browserAddress: string;
  }
}

let server: ServerUnderTest;
let browser: BrowserServer;

/**
 * One seeded server and one Chromium for the whole project: a story asks the server and changes
 * nothing of it. Whoever writes to a store or ends a process starts a server of its own.
 */
export async function setup(project: TestProject): Promise<void> {
  [server, browser] = await Promise.all([startServer(), launchBrowserServer()]);
  project.provide("stageUrl", server.url);
  project.provide("browserAddress", browser.wsEndpoint());
}

export async function teardown(): Promise<void> {
  await Promise.all([browser.close(), server.stop()]);
}
