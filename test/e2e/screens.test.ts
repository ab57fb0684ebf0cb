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

const VIEWS: readonly PublicPage[] = [
  ...PUBLIC_PAGES,
  { name: "so-sanh", address: "/?compareWith=2023-06-30", hasMap: true },
  { name: "bang-rong", address: "/?table=wide", hasMap: false },
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

describe.each(VIEWS)("$name", (view) => {
  test("is drawn for a desk and for a phone, and not blank", async () => {
    await watched.page.setViewportSize(DESKTOP);
    await visitor.open(view);
    for (const size of [DESKTOP, PHONE]) {
      await watched.page.setViewportSize(size);
      await visitor.complete(view.hasMap);
      if (view.hasMap) await visitor.mapDrawn();
      const picture = await watched.page.screenshot({ fullPage: !view.hasMap });
      writeFileSync(join(FOLDER, `${view.name}-${size.width}.png`), picture);
      const { colours, width } = await lookAt(stage.browser, picture);
      expect(width).toBe(size.width);
      expect(colours).toBeGreaterThan(
        view.hasMap ? FEWEST_COLOURS.withMap : FEWEST_COLOURS.withoutMap,
      );
    }
  });
});
