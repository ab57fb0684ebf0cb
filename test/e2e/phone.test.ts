import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PHONE, type WatchedPage } from "./browser.ts";
import { Phone } from "./phone.ts";
import { spoken } from "./planner-stories.ts";
import { enterStage, NO_COMPLAINTS, type Stage } from "./stage.ts";
import { until } from "./until.ts";
import { PUBLIC_PAGES, Visitor } from "./visitor.ts";

/** WCAG 2.5.5 and the guide: a thumb's width, CSS px. */
const THUMB_PX = 44;
let stage: Stage;
let watched: WatchedPage;
let phone: Phone;

beforeAll(async () => {
  stage = await enterStage();
  watched = await stage.newPage({ viewport: PHONE, touch: true });
  phone = new Phone(watched.page, stage.url);
});
afterAll(() => stage.leave());

describe("on the map", () => {
  test("the answer is in sight at once, above the list, below the map", async () => {
    await phone.open();
    expect(await phone.stop()).toBe("answer");
    expect(await phone.isAnswerInSight()).toBe(true);
    expect(await phone.answer()).toMatchObject(spoken(await stage.api.summary()));
    expect(await phone.sheetShare()).toBeLessThan(0.35);
    await phone.mapDrawn();
  });

  test("the sheet has three stops, by taps", async () => {
    const shares: number[] = [];
    for (const stop of ["answer", "half", "full"] as const) {
      expect(await phone.stop()).toBe(stop);
      shares.push(await phone.sheetShare());
      await phone.tapHandle();
    }
    expect(await phone.stop()).toBe("answer");
    const [low = 1, half = 1, full = 0] = shares;
    expect(half - low).toBeGreaterThan(0.2);
    expect(full - half).toBeGreaterThan(0.2);
    expect(await phone.sheetShare()).toBeCloseTo(low, 1);
  });

  test("the sheet follows a finger and rests at the nearest stop", async () => {
    for (const [height, stop] of [
      [0.5, "half"],
      [0.15, "full"],
      [0.5, "half"],
      [0.98, "answer"],
    ] as const) {
      await phone.dragHandleTo(height);
      await until(
        `the sheet to rest at ${stop}`,
        async () => (await phone.stop()) === stop,
        () => phone.stop(),
      );
    }
  });

  test("a thôn is opened with a finger and says why", async () => {
    const villages = await stage.api.villages();
    await phone.tapHandle();
    const [name = ""] = await phone.listedVillages();
    await phone.openVillage(name);
    expect(villages.find((village) => village.name === name)?.verdicts.mobile).toBe("trang_song");
    expect(phone.address()).toContain("select=village:");
    expect(await phone.panelText()).toContain("Vì sao thôn này chưa đạt?");
    await watched.page.goBack();
    expect(await phone.openPanel()).toBeUndefined();
  });

  test("another technology is chosen with a finger", async () => {
    await phone.open();
    await phone.shadeBy("5G");
    expect(await phone.answer()).toMatchObject(spoken(await stage.api.summary("technology=nr")));
  });

  test("everything that is pressed is as large as a thumb", async () => {
    await phone.open();
    await phone.mapDrawn();
    const found = [...(await phone.smallTargets(THUMB_PX))];
    await phone.tapHandle();
    await phone.tapHandle();
    await phone.sheetShare();
    found.push(...(await phone.smallTargets(THUMB_PX)));
    const [name = ""] = await phone.listedVillages();
    await phone.openVillage(name);
    found.push(...(await phone.smallTargets(THUMB_PX)));
    await phone.openMenu();
    found.push(...(await phone.smallTargets(THUMB_PX)));
    await phone.closeDialog();
    await phone.open();
    await phone.openOptions();
    found.push(...(await phone.smallTargets(THUMB_PX)));
    await phone.closeDialog();
    expect(found).toEqual([]);
  });
});

describe("every page fits a phone", () => {
  test.each(PUBLIC_PAGES)(
    "$name: nothing hangs over the side, nothing is too small for a thumb",
    async (page) => {
      const visitor = new Visitor(watched.page, stage.url);
      for (const language of ["vi", "en"]) {
        const address = `${page.address}${page.address.includes("?") ? "&" : "?"}lang=${language}`;
        await visitor.open({ ...page, address });
        expect(await visitor.language()).toBe(language);
        expect(await visitor.overhang(), language).toBeLessThanOrEqual(0);
      }
      expect(await phone.smallTargets(THUMB_PX)).toEqual([]);
    },
  );

  test("the menu leads from page to page", async () => {
    await phone.open();
    for (const words of ["Thôn chưa phủ", "Cách tính", "Nguồn dữ liệu"]) {
      await phone.followMenu(words);
      expect(await new Visitor(watched.page, stage.url).overhang()).toBeLessThanOrEqual(0);
    }
  });
});

test("nothing was complained of", () => {
  expect(watched.complaints).toEqual(NO_COMPLAINTS);
});
