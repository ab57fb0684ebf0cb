import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { foldKey } from "../../geodata/text/fold.ts";
import { countVerdicts } from "./asked-without-screen.ts";
import type { WatchedPage } from "./browser.ts";
import { mouseHand } from "./hand.ts";
import { csvRows } from "./independent-recount.ts";
import { readPaper } from "./paper-file.ts";
import { Planner } from "./planner.ts";
import { legendOf, spoken, tellPlannerStories } from "./planner-stories.ts";
import { dayOnScreen } from "./spoken-figures.ts";
import { enterStage, NO_COMPLAINTS, type Stage } from "./stage.ts";

let stage: Stage;
let watched: WatchedPage;
let planner: Planner;

beforeAll(async () => {
  stage = await enterStage();
  watched = await stage.newPage();
  planner = new Planner(watched.page, stage.url, mouseHand(watched.page));
  await planner.open();
});
afterAll(() => stage.leave());

describe("a planner with a mouse", () => {
  tellPlannerStories(() => ({ planner, stage }));
});

describe("every step can be undone", () => {
  beforeEach(() => planner.startOver());

  test("the way back of the browser takes one step at a time", async () => {
    const seen = [await planner.everything()];
    await planner.shadeBy("4G");
    seen.push(await planner.everything());
    const worst = await planner.worstCommune();
    seen.push(await planner.everything());
    await planner.openCommune(worst.name);
    seen.push(await planner.everything());
    const [village] = await planner.listedVillages();
    await planner.openVillage(village ?? "");
    for (const before of seen.toReversed()) {
      await planner.back();
      expect(await planner.everything()).toBe(before);
    }
  });

  test("Esc closes the thôn, then the comparison, then the filter, then shows all classes", async () => {
    const [uncovered] = (await stage.api.villages()).filter(
      ({ verdicts }) => verdicts.mobile === "trang_song",
    );
    await planner.hideInLegend("Đã phủ sóng");
    await planner.filterByCommune(uncovered?.communeName ?? "");
    const { shown } = await planner.listCount();
    await planner.compareTwoDays();
    const { moved, title } = await planner.comparison();
    await planner.openVillage(moved[0]?.name ?? "");
    await planner.escape();
    expect(await planner.openPanel()).toBe(title);
    await planner.escape();
    expect(await planner.openPanel()).toBeUndefined();
    expect((await planner.listCount()).shown).toBe(shown);
    await planner.escape();
    const withoutFilter = (await planner.listCount()).shown;
    expect(withoutFilter).toBeGreaterThan(shown);
    await planner.escape();
    const { shown: all } = await planner.listCount();
    expect(all).toBe(175);
    expect(withoutFilter).toBeLessThan(all);
    await planner.escape();
    expect((await planner.listCount()).shown).toBe(175);
  });
});

describe("the address holds everything", () => {
  test("what was chosen with the mouse is there again after loading the address anew", async () => {
    await planner.startOver();
    const rules = await stage.api.rules();
    await planner.moveTo("2025-03-31");
    await planner.switchRule(rules.find(({ id }) => id === "cv1603-2024")?.name.vi ?? "");
    await planner.escape();
    await planner.switchUnits("2023");
    await planner.shadeBy("4G");
    await planner.countOnly("VNPT VinaPhone");
    await planner.hideInLegend("Đã phủ sóng");
    await planner.toggleLayer("Tuyến cáp quang");
    await planner.sortBy("Hộ");
    await planner.filterByName("minh hoa");
    await planner.zoomIn();
    const listed = await planner.everything();
    const scale = await planner.scale();
    await planner.reload();
    expect(await planner.everything()).toBe(listed);
    expect(await planner.scale()).toBe(scale);

    const [name] = await planner.listedVillages();
    await planner.openVillage(name ?? "");
    const opened = await planner.everything();
    await planner.reload();
    expect(await planner.everything()).toBe(opened);
  });

  test("a link that nobody made still opens the map", async () => {
    await planner.open(
      "/?asOf=hôm-qua&rule=%3Cscript%3E&epoch=1999&select=village:&shading=9G&sort=--",
    );
    expect(await planner.answer()).toMatchObject(spoken(await stage.api.summary()));
  });
});

describe("map, list and time keep step", () => {
  beforeEach(() => planner.startOver());

  test("filters narrow the list, the legend and the file alike", async () => {
    const villages = await stage.api.villages();
    const { name } = await planner.worstCommune();
    await planner.listVillages();
    await planner.filterByCommune(name);
    await planner.remoteOnly();
    const expected = villages.filter(({ communeName, remote }) => communeName === name && remote);
    expect(expected.length).toBeGreaterThan(0);
    expect(await planner.listCount()).toEqual({ shown: expected.length, all: 175 });
    expect(await planner.legend()).toMatchObject(legendOf(countVerdicts(expected, "mobile")));
    const rows = csvRows((await planner.takeaway.csv()).text);
    expect(rows.map(({ ma_thon }) => ma_thon).toSorted()).toEqual(
      expected.map(({ id }) => id).toSorted(),
    );
  });

  test("a class pressed in the legend leaves the list, and comes back", async () => {
    const counts = countVerdicts(await stage.api.villages(), "mobile");
    await planner.hideInLegend("Đã phủ sóng");
    expect((await planner.listCount()).shown).toBe(175 - (counts.phu_song ?? 0));
    await planner.hideInLegend("Đã phủ sóng");
    expect((await planner.listCount()).shown).toBe(175);
  });

  test("the list is sorted as asked: most households first, then names as Vietnamese orders them", async () => {
    const villages = await stage.api.villages();
    await planner.sortBy("Hộ");
    const most = Math.max(...villages.map(({ households }) => households ?? 0));
    const [largest] = await planner.listedVillages();
    expect(villages.filter(({ name }) => name === largest).map((one) => one.households)).toContain(
      most,
    );
    await planner.sortBy("Thôn");
    const names = await planner.listedVillages();
    expect(names).toEqual(names.toSorted(new Intl.Collator("vi", { numeric: true }).compare));
  });

  test("a thôn is found without diacritics, by words of its name", async () => {
    const [village] = (await stage.api.villages()).filter(
      ({ name, verdicts }) =>
        verdicts.mobile === "trang_song" && foldKey(name) !== name.toLowerCase(),
    );
    if (!village) throw new Error("No uncovered thôn with diacritics");
    const hits = await stage.api.search(foldKey(village.name));
    const hit = hits.find(({ id }) => id === village.id);
    if (!hit) throw new Error(`The search does not know ${village.name}`);
    await planner.searchAndOpen(foldKey(village.name), hit);
    expect(planner.address()).toContain(`select=village:${village.id}`);
  });

  test("the legend's arrow goes to every uncovered thôn in turn", async () => {
    const uncovered = (await stage.api.villages()).filter(
      ({ verdicts }) => verdicts.mobile === "trang_song",
    );
    const visited = new Set<string | undefined>();
    for (const _ of uncovered) {
      await planner.nextUncovered();
      visited.add(await planner.openPanel());
    }
    expect(visited).toEqual(new Set(uncovered.map(({ name }) => name)));
  });

  test("two days side by side: two maps with their dates, and every thôn that moved", async () => {
    await planner.compareTwoDays();
    const { asOf, evidenceDays } = await stage.api.summary();
    const before = evidenceDays.at(-2);
    const comparison = await stage.api.comparison(`from=${before}&to=${asOf}&epoch=2025`);
    const shown = await planner.comparison();
    expect(shown.headline).toBe(`${comparison.moved.length} thôn đổi kết quả`);
    expect(shown.moved).toHaveLength(comparison.moved.length);
    expect((await planner.mapDays()).toSorted()).toEqual(
      [before ?? "", asOf].map(dayOnScreen).toSorted(),
    );
    for (const { numerator, denominator } of comparison.from.targets)
      expect(shown.sides[0]).toContain(`${numerator}/${denominator}`);
  });

  test("time runs to the latest quarter by itself and stands still there", async () => {
    const { evidenceDays } = await stage.api.summary();
    await planner.moveTo(evidenceDays.at(-3) ?? "");
    await planner.playToTheEnd();
    expect(await planner.quarter()).toBe("Quý IV/2025");
    expect(await planner.answer()).toMatchObject(spoken(await stage.api.summary()));
  });

  test("a click on the map opens the thôn that lies there, a second one gives both coordinates", async () => {
    const village = (await stage.api.villages()).find(
      ({ verdicts }) => verdicts.mobile === "trang_song",
    );
    if (!village) throw new Error("No uncovered thôn");
    await planner.open(`/#map=14/${village.lat}/${village.lon}`);
    await planner.clickMiddleOfMap();
    await planner.panelOf(village.name);
    // One card at a time: a second click on what is open asks where it is.
    await planner.clickMiddleOfMap();
    const place = await planner.clickedPlace();
    const [lat = 0, lon = 0] = place.wgs84;
    expect(lat).toBeCloseTo(village.lat, 3);
    expect(lon).toBeCloseTo(village.lon, 3);
    const { vn2000 } = (await stage.api.village(village.id)).village;
    expect(Math.abs(place.vn2000.x - vn2000.x)).toBeLessThan(100);
    expect(Math.abs(place.vn2000.y - vn2000.y)).toBeLessThan(100);
  });
});

test("the map goes on one sheet of A4 with its picture", async () => {
  await planner.open();
  const { pagesMm, pictures } = readPaper(await planner.takeaway.print());
  expect(pagesMm).toHaveLength(1);
  const [{ width = 0, height = 0 } = {}] = pagesMm;
  expect(Math.abs(Math.min(width, height) - 210)).toBeLessThan(1);
  expect(Math.abs(Math.max(width, height) - 297)).toBeLessThan(1);
  expect(pictures).toBeGreaterThan(0);
});

test("all the while nothing was complained of and nothing left the house", () => {
  expect(watched.complaints).toEqual(NO_COMPLAINTS);
});
