import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WatchedPage } from "./browser.ts";
import { cutPercent, type SpokenShare, sharesIn } from "./spoken-figures.ts";
import { enterStage, NO_COMPLAINTS, type Stage } from "./stage.ts";
import { PUBLIC_PAGES, Visitor } from "./visitor.ts";

let stage: Stage;
let watched: WatchedPage;
let visitor: Visitor;
/** Every share that any page wrote. */
const written: { where: string; share: SpokenShare }[] = [];

beforeAll(async () => {
  stage = await enterStage();
  watched = await stage.newPage();
  visitor = new Visitor(watched.page, stage.url);
});
afterAll(() => stage.leave());

async function checkMark(where: string): Promise<void> {
  expect(await visitor.showsDemoWords(), `${where}: the mark at the top`).toBe(true);
  await visitor.scrollToTheEnd();
  expect(await visitor.showsDemoWords(), `${where}: the mark after scrolling`).toBe(true);
  await watched.page.emulateMedia({ media: "print" });
  await watched.page.evaluate(() => scrollTo(0, 0));
  expect(await visitor.showsDemoWords(), `${where}: the mark on paper`).toBe(true);
  await watched.page.emulateMedia({ media: null });
}

describe.each(PUBLIC_PAGES)("on the page $name", (page) => {
  test("nothing leaves the house, nothing breaks, the mark stays and shares are cut, in both languages", async () => {
    await visitor.open(page);
    for (const language of ["vi", "en"] as const) {
      if ((await visitor.language()) !== language) await visitor.changeLanguage(page.hasMap);
      expect(await visitor.language()).toBe(language);
      for (const device of ["desk", "phone"] as const) {
        const where = `${page.name} ${language} ${device}`;
        await visitor.take(device, page.hasMap);
        await checkMark(where);
        for (const share of sharesIn(await visitor.words())) written.push({ where, share });
      }
      await visitor.take("desk", page.hasMap);
    }
    if (page.hasMap) await visitor.mapDrawn();
    expect(watched.complaints).toEqual(NO_COMPLAINTS);
  });
});

test("no share is ever rounded up: 97,8 % is not 98 %", () => {
  const wrong = written.filter(
    ({ share }) => share.percent.replace(".", ",") !== cutPercent(share),
  );
  expect(wrong).toEqual([]);
  const told = written.filter(({ share: { numerator, denominator } }) => {
    const tenths = (numerator * 1000) / denominator;
    return Math.floor(tenths) !== Math.round(tenths);
  });
  expect(told.length, "shares that rounding would have raised").toBeGreaterThan(10);
});

test.each([
  { name: "the map", address: "/" },
  { name: "a page without a map", address: "/cach-tinh" },
])("$name turns dark and light again with the device", async ({ address }) => {
  await visitor.open({ address, hasMap: false });
  await visitor.deviceTurns("dark");
  await visitor.deviceTurns("light");
});

test("what is served and tested is the production build, whoever asked for it", () => {
  const assets = resolve(import.meta.dirname, "../../client/dist/assets");
  const programs = readdirSync(assets).filter((name) => name.endsWith(".js"));
  const development = programs.filter((name) =>
    readFileSync(resolve(assets, name), "utf8").includes("Download the React DevTools"),
  );
  expect(programs).not.toEqual([]);
  expect(development).toEqual([]);
});
