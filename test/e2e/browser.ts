import {
  type Browser,
  type BrowserContext,
  type BrowserServer,
  chromium,
  type Page,
} from "playwright-core";

/** Software rendering that draws a map in seconds, and no traffic of Chromium's own. */
const FLAGS = [
  "--no-sandbox",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--hide-scrollbars",
];

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 360, height: 740 };

const HOW = { executablePath: "/usr/bin/chromium", args: FLAGS };

export function launchBrowser(): Promise<Browser> {
  return chromium.launch(HOW);
}

/** A Chromium that other processes of this machine connect to. */
export function launchBrowserServer(): Promise<BrowserServer> {
  return chromium.launchServer(HOW);
}

export function connectBrowser(address: string): Promise<Browser> {
  return chromium.connect(address);
}

export interface Complaints {
  consoleErrors: string[];
  pageErrors: string[];
  cspViolations: string[];
  foreignRequests: string[];
}

export interface WatchedPage {
  page: Page;
  context: BrowserContext;
  complaints: Complaints;
}

/** A page that writes down everything that must never happen on it. */
export async function openWatched(
  browser: Browser,
  origin: string,
  options: {
    viewport?: { width: number; height: number };
    touch?: boolean;
    colorScheme?: "light" | "dark";
    reducedMotion?: "reduce" | "no-preference";
  } = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: options.viewport ?? DESKTOP,
    hasTouch: options.touch ?? false,
    colorScheme: options.colorScheme ?? "light",
    reducedMotion: options.reducedMotion ?? "reduce",
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    acceptDownloads: true,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const complaints: Complaints = {
    consoleErrors: [],
    pageErrors: [],
    cspViolations: [],
    foreignRequests: [],
  };
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    const text = message.text();
    if (/Content Security Policy/i.test(text)) complaints.cspViolations.push(text);
    else complaints.consoleErrors.push(`${text} (${message.location().url})`);
  });
  page.on("pageerror", (error) => complaints.pageErrors.push(String(error)));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url))
      complaints.foreignRequests.push(url);
  });
  return { page, context, complaints };
}
