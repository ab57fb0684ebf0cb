import { afterAll, beforeAll, expect, test } from "vitest";
import { countVerdicts } from "./asked-without-screen.ts";
import type { WatchedPage } from "./browser.ts";
import { mouseHand } from "./hand.ts";
import { Planner } from "./planner.ts";
import { legendOf, spoken } from "./planner-stories.ts";
import { enterStage, NO_COMPLAINTS, type Stage } from "./stage.ts";

let stage: Stage;
let watched: WatchedPage;
let operator: Planner;

beforeAll(async () => {
  stage = await enterStage();
  watched = await stage.newPage();
  operator = new Planner(watched.page, stage.url, mouseHand(watched.page));
  await operator.open();
});
afterAll(() => stage.leave());

test("an operator sees its own coverage, is told so, and comes back to all", async () => {
  const all = await operator.answer();
  await operator.countOnly("MobiFone");
  const own = await operator.answer();
  expect(own).toMatchObject(spoken(await stage.api.summary("operator=MBF")));
  expect(own.mobile.part).toBe("MobiFone");
  expect(own.ftth.part).toBe("MobiFone");
  expect(own.mobile.numerator).toBeLessThan(all.mobile.numerator);
  expect(await operator.footnote()).toContain(
    "Đang lọc: chỉ tính MobiFone. Mục tiêu của Kế hoạch tính cho mọi nhà mạng.",
  );
  const villages = await stage.api.villages("operator=MBF");
  expect(await operator.legend()).toMatchObject(
    legendOf(countVerdicts(villages, "mobile"), { trang_song: "Chưa có sóng" }),
  );
  await operator.countAllOperators();
  expect(await operator.answer()).toEqual(all);
});

test("operators differ from one another on the same day", async () => {
  const shares = new Set<string>();
  for (const name of ["Viettel", "VNPT VinaPhone", "MobiFone", "Vietnamobile"]) {
    await operator.startOver();
    await operator.countOnly(name);
    const { mobile } = await operator.answer();
    expect(mobile.part).toBe(name);
    shares.add(`${mobile.numerator}/${mobile.denominator}`);
  }
  expect(shares.size).toBe(4);
});

test("one technology of one operator is named by both", async () => {
  await operator.startOver();
  await operator.shadeBy("4G");
  await operator.countOnly("Viettel");
  const { mobile } = await operator.answer();
  const { code } = (await stage.api.operators()).find(({ name }) => name === "Viettel") ?? {};
  expect(mobile).toMatchObject(
    spoken(await stage.api.summary(`operator=${code}&technology=lte`)).mobile,
  );
  expect(mobile.part).toBe("4G của Viettel");
});

test("nothing was complained of", () => {
  expect(watched.complaints).toEqual(NO_COMPLAINTS);
});
