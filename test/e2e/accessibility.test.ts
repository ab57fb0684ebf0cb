import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PHONE, type WatchedPage } from "./browser.ts";
import { enterStage, type Stage } from "./stage.ts";
import { PUBLIC_PAGES, Visitor } from "./visitor.ts";

let stage: Stage;
let watched: WatchedPage;
let visitor: Visitor;

beforeAll(async () => {
  stage = await enterStage();
  watched = await stage.newPage();
  visitor = new Visitor(watched.page, stage.url);
});
afterAll(() => stage.leave());

/** Rule, and what it was found on: short enough to be read in a failure. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
}

describe.each(PUBLIC_PAGES)("the page $name", (page) => {
  test("has no barrier that axe knows, in both languages, light and dark", async () => {
    await visitor.open(page);
    const found: string[] = [];
    for (const language of ["vi", "en"] as const) {
      if ((await visitor.language()) !== language) await visitor.changeLanguage(page.hasMap);
      for (const colorScheme of ["light", "dark"] as const) {
        await visitor.lookIn(colorScheme);
        for (const violation of await violations(watched.page))
          found.push(`${language} ${colorScheme} ${violation}`);
      }
    }
    expect(found).toEqual([]);
  });
});

describe("what opens over a page", () => {
  const LAYERS = [
    ["the list of operators", async () => visitor.openList("Nhà mạng")],
    ["the layers", async () => visitor.openTool("Lớp bản đồ")],
    ["the link to share", async () => visitor.openTool("Chia sẻ")],
    ["what can be taken away", async () => visitor.openTool("Xuất")],
    ["the keys", async () => visitor.openTool("Trợ giúp")],
    ["the hits of a search", async () => visitor.search("na")],
  ] as const;

  test("has no barrier either", async () => {
    await visitor.open({ address: "/", hasMap: true });
    const found: string[] = [];
    for (const [at, [what, open]] of LAYERS.entries()) {
      if (at > 0) await visitor.closeLayer();
      await open();
      for (const violation of await violations(watched.page)) found.push(`${what} ${violation}`);
    }
    expect(found).toEqual([]);
  });

  test.each([
    ["a comparison of two days", "/?compareWith=2023-06-30"],
    ["a comparison of two rules", "/?rule=cv1603-2024&compareRule=ke-hoach-2023"],
    ["a commune", "/?select=commune:06196"],
    ["the wide table", "/?table=wide"],
    ["a page that does not exist", "/khong-co"],
    ["a commune that does not exist", "/xa/99999"],
  ])("%s has none", async (_, address) => {
    await visitor.open({ address, hasMap: false });
    expect(await violations(watched.page)).toEqual([]);
  });

  test("nor has the phone, its sheet low or high", async () => {
    const phone = await stage.newPage({ viewport: PHONE, touch: true });
    const guest = new Visitor(phone.page, stage.url);
    await guest.open({ address: "/", hasMap: true });
    const found = await violations(phone.page);
    await guest.raiseSheet();
    found.push(...(await violations(phone.page)));
    await phone.context.close();
    expect(found).toEqual([]);
  });
});
