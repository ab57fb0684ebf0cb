import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { unitKey } from "../../geodata/model/administrative-unit.ts";
import type { Summary } from "../../geodata/model/summary.ts";
import type { VillageList } from "../../geodata/model/village-list.ts";
import { beginComputing } from "../../geodata/text/command-help.ts";
import { launchBrowser } from "../e2e/browser.ts";
import { root, startServer } from "../e2e/server-under-test.ts";
import { SHOTS, type Shot } from "./shot-list.ts";

/** Makes forty pictures and a contact sheet to look at, and the picture of the README. */
const words = process.argv.slice(2);
beginComputing(
  words,
  "Forty pictures of the product and a contact sheet, into FOLDER or a temporary one.\nnpm run shots [FOLDER]",
  process,
);
const [folder = mkdtempSync(join(tmpdir(), "song-thon-shots-"))] = words;

const HEIGHT: Record<Shot["width"], number> = {
  360: 740,
  768: 1024,
  1024: 768,
  1366: 768,
  1440: 900,
  1920: 1080,
};
/** The README's picture is this shot, and no larger than this. */
const OF_README = { shot: "di-dong", quality: 72, mostBytes: 300_000 };

mkdirSync(folder, { recursive: true });
const server = await startServer();
const browser = await launchBrowser();
const places = await placesOf(server.url);
for (const shot of SHOTS) await take(browser, shot);
await sheet(browser);
await browser.close();
await server.stop();
console.log(`${SHOTS.length} pictures and contact-sheet.png are in ${folder}`);

async function placesOf(url: string): Promise<Record<string, string>> {
  const list = (await (
    await fetch(`${url}/api/villages?verdict=trang_song&limit=1`)
  ).json()) as VillageList;
  const summary = (await (await fetch(`${url}/api/summary`)).json()) as Summary;
  const [village] = list.items;
  const commune = summary.communes.find(({ code }) => code === village?.communeCode);
  if (!village || !commune) throw new Error("No uncovered thôn to show");
  return {
    thon: village.id,
    xa: unitKey(commune),
    lat: String(village.lat),
    lon: String(village.lon),
  };
}

async function take(from: Browser, shot: Shot): Promise<void> {
  const page = await from.newPage({
    viewport: { width: shot.width, height: HEIGHT[shot.width] },
    colorScheme: shot.scheme ?? "light",
    reducedMotion: "reduce",
    hasTouch: shot.width === 360,
  });
  const address = shot.address.replaceAll(/\{(\w+)\}/g, (_, name: string) => places[name] ?? "");
  await page.goto(server.url + address);
  await drawn(page, address.startsWith("/?") || address === "/" || address.includes("#map"));
  if (shot.isPaper) {
    await page.emulateMedia({ media: "print" });
    writeFileSync(join(folder, `${shot.name}.pdf`), await page.pdf({ preferCSSPageSize: true }));
  }
  const path = join(folder, `${shot.name}.png`);
  await page.screenshot({ path, fullPage: shot.isPaper === true || !address.match(/^\/(\?|#|$)/) });
  if (shot.name === OF_README.shot) {
    const picture = await page.screenshot({ type: "jpeg", quality: OF_README.quality });
    if (picture.length > OF_README.mostBytes) throw new Error("The README's picture is too large");
    writeFileSync(join(root, "client/map-of-cao-loc.jpg"), picture);
  }
  await page.close();
}

async function drawn(page: Page, hasMap: boolean): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor({ state: "attached" });
  await page.waitForLoadState("networkidle");
  if (hasMap && !page.url().includes("table=wide"))
    await page.locator('[data-map-state="idle"]').first().waitFor({ state: "attached" });
  await page.waitForFunction(() =>
    [...document.querySelectorAll("[data-map-state]")].every(
      (pane) => pane.getAttribute("data-map-state") === "idle",
    ),
  );
}

/** All pictures with their names on one page. */
async function sheet(from: Browser): Promise<void> {
  const page = await from.newPage({ viewport: { width: 2000, height: 1000 } });
  const cells = SHOTS.map(
    ({ name, width }) =>
      `<figure><img src="file://${join(folder, `${name}.png`)}"><figcaption>${name} · ${width}</figcaption></figure>`,
  );
  const file = join(folder, "contact-sheet.html");
  writeFileSync(
    file,
    `<!doctype html><meta charset="utf-8"><title>Sóng Thôn</title><style>body{display:grid;grid-template-columns:repeat(5,1fr);gap:12px;font:14px sans-serif}figure{margin:0}img{max-width:100%;max-height:420px;border:1px solid #999}</style>${cells.join("")}`,
  );
  await page.goto(`file://${file}`);
  await page.screenshot({ path: join(folder, "contact-sheet.png"), fullPage: true });
  await page.close();
}
