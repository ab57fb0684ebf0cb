import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WatchedPage } from "./browser.ts";
import { type KeyboardHand, keyboardHand } from "./keyboard-hand.ts";
import { Planner } from "./planner.ts";
import { tellPlannerStories } from "./planner-stories.ts";
import { enterStage, NO_COMPLAINTS, type Stage } from "./stage.ts";

let stage: Stage;
let watched: WatchedPage;
let planner: Planner;
let hand: KeyboardHand;

beforeAll(async () => {
  stage = await enterStage();
  watched = await stage.newPage();
  hand = keyboardHand(watched.page);
  planner = new Planner(watched.page, stage.url, hand);
  await planner.open();
});
afterAll(() => stage.leave());

describe("a planner without a mouse", () => {
  tellPlannerStories(() => ({ planner, stage }));
});

test("the slash brings the cursor to the search, the arrows and Enter open what was found", async () => {
  await planner.startOver();
  const [village] = (await stage.api.villages()).filter(
    ({ verdicts }) => verdicts.mobile === "trang_song",
  );
  const [hit] = await stage.api.search(village?.name ?? "");
  if (!village || !hit) throw new Error("Nothing to search for");
  await watched.page.keyboard.press("/");
  await planner.searchAndOpen(village.name, hit);
  expect(planner.address()).toContain(`select=village:${village.id}`);
});

test("on the map ] goes to each uncovered thôn and Enter says why", async () => {
  await planner.startOver();
  await planner.mapDrawn();
  const uncovered = (await stage.api.villages()).filter(
    ({ verdicts }) => verdicts.mobile === "trang_song",
  );
  await hand.reach(planner.mapCanvas());
  await watched.page.keyboard.press("BracketRight");
  const reached = await planner.reachedOnMap();
  expect(uncovered.map(({ name }) => name)).toContain(reached);
  await watched.page.keyboard.press("Enter");
  await planner.panelOf(reached);
});

test("the question mark tells the keys, and Esc takes only that away", async () => {
  await planner.startOver();
  await planner.shadeBy("4G");
  const before = planner.address();
  await watched.page.keyboard.press("?");
  expect(await planner.keysTold()).toContain("Tìm kiếm");
  await planner.escape();
  expect(planner.address()).toBe(before);
});

test("after a choice among several Esc still takes a step back and the slash still searches", async () => {
  await planner.startOver();
  await planner.shadeBy("fibre");
  await planner.openVillage((await planner.listedVillages())[0] ?? "");
  await planner.shadeBy("4G");
  await watched.page.keyboard.press("/");
  expect(await planner.isSearching()).toBe(true);
  await planner.shadeBy("5G");
  expect(planner.address()).toContain("shading=nr");
  await planner.escape();
  expect(planner.address()).toContain("shading=lte");
});

test("the first stop of a page leads past everything to its content", async () => {
  await planner.open();
  await watched.page.keyboard.press("Tab");
  await watched.page.keyboard.press("Enter");
  await watched.page.keyboard.press("Tab");
  expect(await planner.isFocusInMain()).toBe(true);
});

test("Esc takes the hits of a search away, and nothing else", async () => {
  await planner.startOver();
  await planner.shadeBy("fibre");
  await watched.page.keyboard.press("/");
  await planner.search("na");
  await watched.page.keyboard.press("Escape");
  await planner.hitsGone();
  expect(planner.address()).toContain("shading=ftth");
});

test("at every stop on the way one could see where one was", () => {
  expect([...hand.unseenStops]).toEqual([]);
});

test("nothing was complained of", () => {
  expect(watched.complaints).toEqual(NO_COMPLAINTS);
});
