import type { Browser } from "playwright-core";
import { type AskedWithoutScreen, askWithoutScreen } from "./asked-without-screen.ts";
import { type Complaints, launchBrowser, openWatched, type WatchedPage } from "./browser.ts";
import { type ServerUnderTest, startServer } from "./server-under-test.ts";

/** One server and one browser for all tests of a file. */
export interface Stage {
  readonly url: string;
  readonly browser: Browser;
  readonly api: AskedWithoutScreen;
  /** A page of its own, watched for everything that must never happen. */
  newPage(options?: Parameters<typeof openWatched>[2]): Promise<WatchedPage>;
  leave(): Promise<void>;
}

export async function enterStage(): Promise<Stage> {
  const [server, browser]: [ServerUnderTest, Browser] = await Promise.all([
    startServer(),
    launchBrowser(),
  ]);
  return {
    url: server.url,
    browser,
    api: askWithoutScreen(server.url),
    newPage: (options) => openWatched(browser, server.url, options),
    async leave() {
      await browser.close();
      await server.stop();
    },
  };
}

export const NO_COMPLAINTS: Complaints = {
  consoleErrors: [],
  pageErrors: [],
  cspViolations: [],
  foreignRequests: [],
};
