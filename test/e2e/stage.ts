import type { Browser } from "playwright-core";
import { inject } from "vitest";
import { type AskedWithoutScreen, askWithoutScreen } from "./asked-without-screen.ts";
import { type Complaints, connectBrowser, openWatched, type WatchedPage } from "./browser.ts";

/** The server and the browser that all files share (shared-stage.ts). */
export interface Stage {
  readonly url: string;
  readonly browser: Browser;
  readonly api: AskedWithoutScreen;
  /** A page of its own, watched for everything that must never happen. */
  newPage(options?: Parameters<typeof openWatched>[2]): Promise<WatchedPage>;
  leave(): Promise<void>;
}

export async function enterStage(): Promise<Stage> {
  const [url, browser] = [inject("stageUrl"), await connectBrowser(inject("browserAddress"))];
  return {
    url,
    browser,
    api: askWithoutScreen(url),
    newPage: (options) => openWatched(browser, url, options),
    // Ends the connection and the pages opened over it; the browser goes on.
    leave: () => browser.close(),
  };
}

export const NO_COMPLAINTS: Complaints = {
  consoleErrors: [],
  pageErrors: [],
  cspViolations: [],
  foreignRequests: [],
};
