import { read, utils } from "@e965/xlsx";
import { expect, test } from "vitest";
import type { Summary } from "../../geodata/model/summary.ts";
import { countVerdicts } from "./asked-without-screen.ts";
import { csvRows } from "./independent-recount.ts";
import { isPng, lookAt } from "./picture-file.ts";
import type { Planner } from "./planner.ts";
import { cutPercent, dayOnScreen, metresOf } from "./spoken-figures.ts";
import type { Stage } from "./stage.ts";

const VERDICT_WORDS: Readonly<Record<string, string>> = {
  phu_song: "Đã phủ sóng",
  lom_song: "Lõm sóng",
  trang_song: "Trắng sóng",
  co_cap: "Đã có cáp quang",
  chua_co_cap: "Chưa có cáp quang",
  chua_ro: "Chưa rõ",
};
const MID_2023 = "2023-06-30";
const DEMO = "DỮ LIỆU MINH HỌA – KHÔNG PHẢI SỐ LIỆU THẬT";

/** What the screen must say of a summary's two targets; of a part it tells a count and no target. */
export function spoken({ targets, operator, technology }: Summary) {
  const of = (code: string) => {
    const target = targets.find(({ indicator }) => indicator === code);
    if (!target) throw new Error(`No ${code} in the summary`);
    const { numerator, denominator } = target;
    const isPart = operator !== undefined || (technology !== undefined && code === "MBB_VILLAGES");
    const shortfall = isPart ? undefined : target.shortfall;
    return { numerator, denominator, shortfall, percent: cutPercent(target) };
  };
  return { mobile: of("MBB_VILLAGES"), ftth: of("FTTH_VILLAGES") };
}

/** The legend that counts of verdicts make; classes without thôn say 0. */
export function legendOf(
  counts: Readonly<Record<string, number>>,
  words: Readonly<Record<string, string>> = {},
): Record<string, number> {
  const known = { ...VERDICT_WORDS, ...words };
  return Object.fromEntries(
    Object.entries(counts).map(([verdict, count]) => [known[verdict] ?? verdict, count]),
  );
}

/**
 * The main job of a planner, told once and done by whatever hand the planner has. `who` gives the
 * planner and the stage, which exist only once the tests run.
 */
export function tellPlannerStories(who: () => { planner: Planner; stage: Stage }): void {
  test("finds the worst commune and its worst thôn, opens it and reads why", async () => {
    const { planner, stage } = who();
    await planner.open();
    const summary = await stage.api.summary();
    expect(await planner.answer()).toMatchObject(spoken(summary));

    const worst = await planner.worstCommune();
    // What nobody knows is not counted as uncovered.
    const lacking = summary.communes.map(({ name, mobile }) => ({
      name,
      uncovered: mobile.denominator - mobile.numerator - mobile.unknown,
    }));
    const most = Math.max(...lacking.map(({ uncovered }) => uncovered));
    expect(worst.uncovered).toBe(most);
    expect(lacking).toContainEqual({ name: worst.name, uncovered: most });

    const { code } = summary.communes.find(({ name }) => name === worst.name) ?? { code: "" };
    const commune = await stage.api.commune(code);
    await planner.openCommune(worst.name);
    const listed = await planner.listedVillages();
    expect(listed.toSorted()).toEqual(commune.villages.map(({ name }) => name).toSorted());
    const uncovered = commune.villages
      .filter(({ verdicts }) => verdicts.mobile === "trang_song")
      .toSorted((a, b) => (b.households ?? 0) - (a.households ?? 0));
    const [village] = uncovered;
    if (!village) throw new Error(`${worst.name} has no uncovered thôn`);
    expect(listed[0]).toBe(village.name);

    await planner.openVillage(village.name);
    const why = await planner.readWhy();
    const detail = await stage.api.village(village.id);
    const rules = await stage.api.rules();
    const rule = rules.find(({ id }) => id === detail.rule);
    expect(why.question).toBe("Vì sao thôn này chưa đạt?");
    expect(why.text).toContain("Băng rộng di động: Trắng sóng.");
    expect(why.text).toContain(`Cách tính “${rule?.name.vi}”: tính sóng 3G, 4G, 5G;`);

    // Who said what, when, and that nobody really said it.
    const rows = new Map(
      [...detail.mobile.used, ...detail.ftth.used].map(({ evidence }) => [evidence.id, evidence]),
    );
    const operators = new Map((await stage.api.operators()).map(({ code, name }) => [code, name]));
    expect(why.evidence).toHaveLength(rows.size);
    for (const { operatorCode, observedOn } of rows.values()) {
      const name = operators.get(operatorCode);
      const said = why.evidence.filter(
        (line) =>
          line.startsWith(`${name} báo cáo`) &&
          line.includes(`(${dayOnScreen(observedOn)})`) &&
          line.includes(`không phải báo cáo thật của ${name}`),
      );
      expect(said, `${name} ${observedOn}`).not.toHaveLength(0);
    }

    // How far everything is, to the tenth of a kilometre.
    const [mast] = detail.nearestMasts;
    const distanceIn = (line = "") => metresOf(/\d[\d.,]* k?m/.exec(line)?.[0] ?? line);
    const mastLine = why.nearest.find((line) => line.startsWith("Trạm đang phát sóng"));
    expect(Math.abs(distanceIn(mastLine) - (mast?.distanceM ?? 0))).toBeLessThanOrEqual(50);
    for (const operatorCode of mast?.operatorCodes ?? [])
      expect(mastLine).toContain(operators.get(operatorCode));
    const fibreLine = why.nearest.find((line) => line.startsWith("Tuyến cáp quang"));
    expect(
      Math.abs(distanceIn(fibreLine) - (detail.nearestFibre?.distanceM ?? 0)),
    ).toBeLessThanOrEqual(50);
    expect(why.text).not.toContain("bị núi che");
  });

  test("moves to the middle of 2023 and back: the plan's 92 % and 87 % in whole thôn", async () => {
    const { planner, stage } = who();
    await planner.startOver();
    const now = await planner.answer();
    await planner.moveTo(MID_2023);
    expect(await planner.answer()).toMatchObject({
      mobile: { numerator: 161, denominator: 175, percent: "92" },
      ftth: { numerator: 152, denominator: 175, percent: "86,8" },
    });
    expect(planner.address()).toContain(`asOf=${MID_2023}`);
    expect(await planner.footnote()).toContain("Số liệu đến 30/06/2023");
    const then = await stage.api.villages(`asOf=${MID_2023}`);
    expect(await planner.legend()).toMatchObject(legendOf(countVerdicts(then, "mobile")));

    const { evidenceDays } = await stage.api.summary();
    await planner.moveTo(evidenceDays.at(-1) as string);
    expect(await planner.answer()).toEqual(now);
    expect(await planner.footnote()).toContain("Số liệu đến 31/12/2025");
  });

  test("looks at 5G alone: answer and legend count 5G and say so", async () => {
    const { planner, stage } = who();
    await planner.startOver();
    await planner.shadeBy("5G");
    const [summary, villages] = await Promise.all([
      stage.api.summary("technology=nr"),
      stage.api.villages(),
    ]);
    const answer = await planner.answer();
    expect(answer).toMatchObject(spoken(summary));
    expect(answer.mobile.part).toBe("5G");
    expect(await planner.footnote()).toContain("chỉ tính 5G");
    const counts = countVerdicts(villages, "nr");
    // Nobody promised 5G: a thôn without it has no alarming word.
    expect(await planner.legend()).toMatchObject(legendOf(counts, { trang_song: "Chưa có 5G" }));
    expect(answer.mobile.numerator).toBe((counts.phu_song ?? 0) + (counts.lom_song ?? 0));
    await planner.shadeBy("fibre");
    expect(await planner.legend()).toMatchObject(legendOf(countVerdicts(villages, "ftth")));
    await planner.shadeBy("mobile");
    expect(await planner.answer()).toMatchObject(spoken(await stage.api.summary()));
  });

  test("switches the rule and is told which thôn move, one by one", async () => {
    const { planner, stage } = who();
    await planner.startOver();
    const { asOf } = await stage.api.summary();
    const other = (await stage.api.rules()).find(({ id }) => id === "cv1603-2024");
    await planner.switchRule(other?.name.vi ?? "");
    expect(await planner.answer()).toMatchObject(
      spoken(await stage.api.summary("rule=cv1603-2024")),
    );
    const { moved, from, to } = await stage.api.comparison(
      `from=${asOf}&to=${asOf}&fromRule=ke-hoach-2023&toRule=cv1603-2024`,
    );
    expect(moved.length).toBeGreaterThan(0);
    const shown = await planner.comparison();
    expect(shown.headline).toBe(`${moved.length} thôn đổi kết quả`);
    expect(shown.moved.map(({ name }) => name).toSorted()).toEqual(
      moved.map(({ name }) => name).toSorted(),
    );
    for (const [at, side] of [from, to].entries()) {
      const [mobile] = side.targets;
      expect(shown.sides[at]).toContain(`${mobile?.numerator}/${mobile?.denominator} thôn`);
    }
    for (const { name, communeName, mobile } of moved) {
      if (!mobile) continue;
      const line = shown.moved.find((row) => row.name === name && row.text.includes(communeName));
      const words = [mobile.from, mobile.to].map((verdict) => VERDICT_WORDS[verdict]);
      expect(line?.text, `${name}, ${communeName}`).toMatch(new RegExp(words.join("\\s+→\\s+")));
    }
    const [first] = shown.moved;
    await planner.openVillage(first?.name ?? "");
    await planner.escape();
    expect((await planner.comparison()).headline).toBe(shown.headline);
  });

  test("switches old and new units: the totals stay, the communes are 22 and 8", async () => {
    const { planner } = who();
    await planner.startOver();
    const totals = await planner.answer();
    for (const [epoch, count] of [
      ["2023", 22],
      ["2025", 8],
    ] as const) {
      await planner.switchUnits(epoch);
      expect(await planner.answer()).toEqual(totals);
      expect(await planner.footnote()).toContain(`theo đơn vị năm ${epoch}`);
      const communes = await planner.listCommunes();
      expect(communes).toHaveLength(count);
      for (const theme of ["mobile", "ftth"] as const) {
        const sum = (part: "numerator" | "denominator") =>
          communes.reduce((total, commune) => total + commune[theme][part], 0);
        expect({ numerator: sum("numerator"), denominator: sum("denominator") }).toEqual({
          numerator: totals[theme].numerator,
          denominator: totals[theme].denominator,
        });
      }
    }
  });

  test("takes the table away as a file with the rows of the question on the screen", async () => {
    const { planner, stage } = who();
    await planner.startOver();
    await planner.moveTo(MID_2023);
    const { name, text } = await planner.takeaway.csv();
    const villages = await stage.api.villages(`asOf=${MID_2023}`);
    const rows = csvRows(text);
    expect(name).toMatch(/2023-06-30.*\.csv$/);
    expect(rows).toHaveLength(villages.length);
    const byId = new Map(rows.map((row) => [row.ma_thon, row]));
    for (const { id, name: villageName, communeName, verdicts } of villages)
      expect(byId.get(id)).toMatchObject({
        ten_thon: villageName,
        ten_xa: communeName,
        bang_rong_di_dong: verdicts.mobile,
        bang_rong_di_dong_chu: VERDICT_WORDS[verdicts.mobile],
        cap_quang: verdicts.ftth,
        ngay_so_lieu: MID_2023,
        nguon_du_lieu: DEMO,
      });
    // Columns that the screen does not show are not in the file.
    expect(rows[0]).not.toHaveProperty("phu_song_5g");

    const book = await planner.takeaway.xlsx();
    expect(book.name).toBe(name.replace(/csv$/, "xlsx"));
    const { Sheets } = read(book.bytes);
    const typed = utils.sheet_to_json<Record<string, unknown>>(Sheets.Thôn ?? {});
    expect(typed).toHaveLength(villages.length);
    for (const { name: villageName, households, verdicts } of villages)
      expect(typed).toContainEqual(
        expect.objectContaining({
          Thôn: villageName,
          "Băng rộng di động": VERDICT_WORDS[verdicts.mobile],
          ...(households !== undefined && { "Số hộ": households }),
        }),
      );
  });

  test("takes the map away as a picture that is larger than the map and says what it is", async () => {
    const { planner, stage } = who();
    await planner.startOver();
    const { name, bytes } = await planner.takeaway.picture();
    expect(name).toMatch(/\.png$/);
    expect(isPng(bytes)).toBe(true);
    const map = await planner.mapSize();
    const picture = await lookAt(stage.browser, bytes);
    expect(picture.width).toBeGreaterThanOrEqual(map.width);
    expect(picture.height).toBeGreaterThan(map.height + 150);
    expect(picture.colours).toBeGreaterThan(150);
    // The mark of demonstration data is a band over the whole head of the picture.
    expect(picture.corner).not.toEqual({ red: 255, green: 255, blue: 255 });
  });
}
