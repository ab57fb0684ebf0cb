import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DESKTOP, PHONE, type WatchedPage } from "./browser.ts";
import { lookAt } from "./picture-file.ts";
import { root } from "./server-under-test.ts";
import { enterStage, type Stage } from "./stage.ts";
import { PUBLIC_PAGES, type PublicPage, Visitor } from "./visitor.ts";

const FOLDER = join(root, ".reports/screens");
/** An empty page in one colour has a handful, letters alone some dozens. */
const FEWEST_COLOURS = { withMap: 150, withoutMap: 25 };

/** 210 x 297 mm less the margins of print.css, at 96 dpi. */
const A4_PX = { width: 703, height: 1017 };

const VIEWS: readonly PublicPage[] = [
  ...PUBLIC_PAGES,
  { name: "so-sanh", address: "/?compareWith=2023-06-30", hasMap: true },
];

let stage: Stage;
let watched: WatchedPage;
let visitor: Visitor;

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  stage = await enterStage();
  watched = await stage.newPage();
  visitor = new Visitor(watched.page, stage.url);
});
afterAll(() => stage.leave());

async function save(name: string, picture: Buffer): Promise<{ width: number; colours: number }> {
  writeFileSync(join(FOLDER, `${name}.png`), picture);
  return lookAt(stage.browser, picture);
}

describe.each(VIEWS)("$name", (view) => {
  const fewest = view.hasMap ? FEWEST_COLOURS.withMap : FEWEST_COLOURS.withoutMap;

  test.each(["desk", "phone"] as const)("is drawn for a %s and not blank", async (device) => {
    const size = device === "desk" ? DESKTOP : PHONE;
    await watched.page.setViewportSize(size);
    await visitor.open(view);
    if (view.hasMap) await visitor.mapDrawn();
    const picture = await watched.page.screenshot({ fullPage: !view.hasMap });
    const { width, colours } = await save(`${view.name}-${size.width}`, picture);
    expect(width).toBe(size.width);
    expect(colours).toBeGreaterThan(fewest);
  });
});

test("the wide table is drawn for a desk and not blank", async () => {
  await watched.page.setViewportSize(DESKTOP);
  await visitor.open({ address: "/?table=wide", hasMap: false });
  const { colours } = await save(`bang-rong-${DESKTOP.width}`, await watched.page.screenshot());
  expect(colours).toBeGreaterThan(FEWEST_COLOURS.withoutMap);
});

test("the list in the sheet of a phone is drawn and not blank", async () => {
  await watched.page.setViewportSize(PHONE);
  await visitor.open({ address: "/", hasMap: true });
  await visitor.raiseSheet();
  await visitor.mapDrawn();
  const { colours } = await save(`danh-sach-${PHONE.width}`, await watched.page.screenshot());
  expect(colours).toBeGreaterThan(FEWEST_COLOURS.withMap);
});

test("a commune's sheet on paper is drawn and not blank", async () => {
  await watched.page.setViewportSize(A4_PX);
  await visitor.open({ address: "/xa/06196", hasMap: false });
  await watched.page.emulateMedia({ media: "print" });
  const { colours } = await save("xa-06196-a4", await watched.page.screenshot({ fullPage: true }));
  await watched.page.emulateMedia({ media: null });
  expect(colours).toBeGreaterThan(FEWEST_COLOURS.withoutMap);
});
