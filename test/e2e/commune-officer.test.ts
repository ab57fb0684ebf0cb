import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { rankUncovered } from "../../geodata/rules/uncovered-ranking.ts";
import type { WatchedPage } from "./browser.ts";
import { CommuneOfficer } from "./commune-officer.ts";
import { readPaper } from "./paper-file.ts";
import { cutPercent, metresOf } from "./spoken-figures.ts";
import { enterStage, NO_COMPLAINTS, type Stage } from "./stage.ts";

const A4_MM = { width: 210, height: 297 };
let stage: Stage;
let watched: WatchedPage;
let officer: CommuneOfficer;

beforeAll(async () => {
  stage = await enterStage();
  watched = await stage.newPage();
  officer = new CommuneOfficer(watched.page, stage.url);
});
afterAll(() => stage.leave());

describe.each([
  { code: "06196", epoch: "2025", name: "Xã Ba Sơn" },
  { code: "06196", epoch: "2023", name: "Xã Cao Lâu" },
] as const)("the sheet of $name, code $code of $epoch", ({ code, epoch, name }) => {
  test("lists its thôn, the worst first, with both shares", async () => {
    await officer.openSheet(code, epoch);
    const commune = await stage.api.commune(code, `epoch=${epoch}`);
    expect(await officer.title()).toBe(name);
    expect(commune.unit.name).toBe(name);
    const rows = await officer.rows();
    expect(rows.map(({ name: thon }) => thon).toSorted()).toEqual(
      commune.villages.map(({ name: thon }) => thon).toSorted(),
    );
    const isUncovered = rows.map(({ cells }) => cells[3] === "Trắng sóng");
    expect(isUncovered).toEqual(isUncovered.toSorted((a, b) => Number(b) - Number(a)));
    expect(isUncovered.filter(Boolean)).toHaveLength(
      commune.villages.filter(({ verdicts }) => verdicts.mobile === "trang_song").length,
    );
    const text = await officer.text();
    for (const share of [commune.result.mobile, commune.result.ftth])
      expect(text).toMatch(
        new RegExp(`${share.numerator}/${share.denominator}\\s+thôn \\(${cutPercent(share)}%\\)`),
      );
  });

  test("prints on A4, with words on it", async () => {
    await officer.openSheet(code, epoch);
    // The map's own picture, with scale and north, takes the place of the sketch.
    await officer.page.locator('img[alt^="Sơ đồ"]').waitFor();
    const { pagesMm, textRuns, pictures } = readPaper(await officer.print());
    expect(pictures).toBeGreaterThan(0);
    expect(pagesMm.length).toBeGreaterThan(0);
    expect(pagesMm.length).toBeLessThanOrEqual(2);
    for (const { width, height } of pagesMm) {
      expect(Math.abs(width - A4_MM.width)).toBeLessThan(1);
      expect(Math.abs(height - A4_MM.height)).toBeLessThan(1);
    }
    expect(textRuns).toBeGreaterThan(50);
  });

  test("on paper it says where it is from, of which day, and leads back to the screen", async () => {
    await officer.openSheet(code, epoch);
    const paper = await officer.textOnPaper();
    expect(paper).toContain("DỮ LIỆU MINH HỌA");
    expect(paper).toContain("Số liệu đến 31/12/2025");
    expect(paper).toContain("Nguồn: dữ liệu minh họa của Sóng Thôn");
    expect(paper).toContain(`/xa/${code}`);
    expect(paper).not.toContain("In tờ này");
    expect(await officer.hasQrOnPaper()).toBe(true);
  });
});

describe("the list of uncovered thôn", () => {
  const metres = (written: string) =>
    written === "–" ? Number.POSITIVE_INFINITY : metresOf(written);

  test.each([
    ["Băng rộng di động", "mobile", "trang_song"],
    ["Cáp quang", "ftth", "chua_co_cap"],
  ] as const)("is in the order of work for %s", async (words, theme, verdict) => {
    await officer.openUncovered(words);
    const villages = await stage.api.villages();
    const ranked: VillageListItem[] = rankUncovered(
      villages.filter(({ verdicts }) => verdicts[theme] === verdict),
      theme,
    );
    expect(ranked.length).toBeGreaterThan(2);
    const rows = await officer.rows();
    expect(rows.map(({ name, cells }) => [name, cells[2]])).toEqual(
      ranked.map(({ name, communeName }) => [name, communeName]),
    );
    const households = rows.map(({ cells }) => Number(cells[3]?.replace(".", "")));
    expect(households).toEqual(households.toSorted((a, b) => b - a));
  });

  test("can be put in the order of difficulty or of distance, and says how many are needed", async () => {
    await officer.openUncovered("Cáp quang");
    const { targets } = await stage.api.summary();
    const needed = targets.find(({ indicator }) => indicator === "FTTH_VILLAGES")?.shortfall;
    expect(await officer.text()).toContain(
      `Để đạt mục tiêu 95% cần thêm ${needed} thôn trong danh sách này.`,
    );
    await officer.rankBy("Mức khó khăn, nhiều trước");
    const difficulties = (await officer.rows()).map(({ cells }) => Number(cells[4]?.[0]));
    expect(difficulties).toEqual(difficulties.toSorted((a, b) => b - a));
    await officer.rankBy("Khoảng cách đến cáp, tủ cáp, gần trước");
    const distances = (await officer.rows()).map(({ cells }) => metres(cells[5] ?? "–"));
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    expect(officer.page.url()).toContain("sort=distance");
  });

  test("leads from a thôn to its reasons on the map", async () => {
    await officer.openUncovered("Băng rộng di động");
    const [first] = await officer.rows();
    await officer.followVillage(first?.name ?? "");
    expect(await officer.readsOnMap()).toBe(first?.name);
  });
});

test("nothing was complained of", () => {
  expect(watched.complaints).toEqual(NO_COMPLAINTS);
});
