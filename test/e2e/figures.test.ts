import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unitKey } from "../../geodata/model/administrative-unit.ts";
import type { VillageDetail } from "../../geodata/model/village-detail.ts";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { countVerdicts } from "./asked-without-screen.ts";
import type { WatchedPage } from "./browser.ts";
import { Screen } from "./screen.ts";
import { shownText } from "./shown-text.ts";
import { dayOnScreen, metresOf } from "./spoken-figures.ts";
import { enterStage, NO_COMPLAINTS, type Stage } from "./stage.ts";
import { until } from "./until.ts";
import { Visitor } from "./visitor.ts";

/*
 * Figures and words that once misled, each on the screen. Thôn and communes are found by what a test
 * needs of them, never by name.
 */
let stage: Stage;
let watched: WatchedPage;
let visitor: Visitor;
let screen: Screen;
let villages: VillageListItem[];
const details = new Map<string, VillageDetail>();

beforeAll(async () => {
  stage = await enterStage();
  watched = await stage.newPage({ viewport: { width: 1366, height: 768 } });
  visitor = new Visitor(watched.page, stage.url);
  screen = new Screen(watched.page, stage.url);
  villages = await stage.api.villages();
});
afterAll(() => stage.leave());

const open = (address: string) =>
  visitor.open({ address, hasMap: false }).then(() => watched.page.waitForLoadState());
const main = () => shownText(watched.page.getByRole("main"));
const panel = () => watched.page.getByRole("complementary").getByRole("article");

/** The first thôn of which the wanted thing is true. */
async function find(
  what: string,
  among: readonly VillageListItem[],
  wanted: (detail: VillageDetail) => boolean,
): Promise<VillageDetail> {
  for (const { id } of among) {
    const detail = details.get(id) ?? (await stage.api.village(id));
    details.set(id, detail);
    if (wanted(detail)) return detail;
  }
  throw new Error(`The demonstration holds no thôn: ${what}`);
}

const uncovered = () => villages.filter(({ verdicts }) => verdicts.mobile === "trang_song");

async function openVillage({ village }: VillageDetail): Promise<string> {
  await open(`/?select=village:${village.id}`);
  await panel().getByRole("heading", { level: 2, name: village.name }).waitFor();
  await panel().getByText("Gần nhất", { exact: true }).waitFor();
  return shownText(panel());
}

describe("a filter is named wherever it reaches", () => {
  test("the list of the uncovered says whose it is, in title, heading and words, and drops it", async () => {
    const sellers = (await stage.api.operators()).filter(({ services }) =>
      services.includes("mobile"),
    );
    const { code = "", name = "" } = sellers.at(-1) ?? {};
    await open(`/thon-chua-phu?operator=${code}`);
    const heading = watched.page.getByRole("heading", { level: 1 });
    await watched.page.getByRole("heading", { level: 1, name: `riêng ${name}` }).waitFor();
    expect(await watched.page.title()).toContain(`riêng ${name}`);
    const alone = countVerdicts(await stage.api.villages(`operator=${code}`), "mobile");
    await watched.page.getByText(`Chưa có băng rộng di động: ${alone.trang_song} thôn`).waitFor();
    expect(await main()).not.toContain("mục tiêu 98%");
    await watched.page.getByRole("button", { name: "Bỏ lọc" }).click();
    await watched.page
      .getByText(`Chưa có băng rộng di động: ${countVerdicts(villages, "mobile").trang_song} thôn`)
      .waitFor();
    expect(await shownText(heading)).not.toContain(name);
    expect(watched.page.url()).not.toContain("operator");
  });

  test("a page that counts every operator drops the filter from its address", async () => {
    for (const path of ["/chi-tieu", "/xa/06196", "/cach-tinh", "/nguon-du-lieu"]) {
      await open(`${path}?operator=VTL`);
      await until(`${path} to drop the filter`, async () => !watched.page.url().includes("VTL"));
    }
  });
});

describe("a commune keeps its time", () => {
  test("chosen with its first day it stays itself on every day, and the screen says so", async () => {
    const now = await stage.api.summary();
    const before = await stage.api.summary("asOf=2023-06-30");
    const reused = now.communes.find(({ code, name }) =>
      before.communes.some((old) => old.code === code && old.name !== name),
    );
    const old = before.communes.find(({ code }) => code === reused?.code);
    if (!reused?.validFrom || !old) throw new Error("No code was used again");
    const key = unitKey({ code: reused.code, validFrom: reused.validFrom });
    await open(`/?select=commune:${key}&asOf=2023-06-30`);
    await panel().getByRole("heading", { level: 2, name: reused.name }).waitFor();
    const said = await shownText(panel());
    expect(said).toContain(`${reused.name} có từ ngày ${dayOnScreen(reused.validFrom)}`);
    expect(said).toContain(`Số liệu ngày ${dayOnScreen("2023-06-30")}`);
    const { result } = await stage.api.commune(key, "asOf=2023-06-30");
    expect(said).toContain(`${result.mobile.numerator}/${result.mobile.denominator} thôn`);

    // A bare code means the unit of the day, and leads to the other.
    await open(`/xa/${reused.code}`);
    const heading = watched.page.getByRole("heading", { level: 1 });
    await watched.page.getByRole("link", { name: `Xem ${old.name}` }).waitFor();
    expect(await shownText(heading)).toBe(reused.name);
    await watched.page.getByRole("link", { name: `Xem ${old.name}` }).click();
    await watched.page.getByRole("heading", { level: 1, name: old.name }).waitFor();
    expect(await main()).toContain(`nay thuộc`);
  });
});

describe("links", () => {
  test("a link of this day carries day, rule and counts; that of the newest carries none", async () => {
    const { asOf, rule, targets } = await stage.api.summary();
    await open("/");
    await watched.page.getByRole("button", { name: "Chia sẻ", exact: true }).click();
    const field = watched.page.getByRole("textbox", { name: "Đường dẫn" });
    const link = new URL(await field.inputValue());
    const counts = targets.map(({ numerator, denominator }) => `${numerator}/${denominator}`);
    expect(Object.fromEntries(link.searchParams)).toMatchObject({
      asOf,
      rule,
      counts: counts.join(","),
    });
    await watched.page.getByRole("radio", { name: /^Luôn mới nhất/ }).check();
    expect(new URL(await field.inputValue()).search).toBe("");

    // The same question with other counts: both are said.
    const [mobile] = targets;
    link.searchParams.set("counts", `1/${mobile?.denominator},2/${mobile?.denominator}`);
    await open(link.pathname + link.search);
    const notice = watched.page.getByText(/^Khi tạo đường dẫn này/);
    await notice.waitFor();
    expect(await shownText(notice)).toContain(`di động 1/${mobile?.denominator}`);
    expect(await shownText(notice)).toContain(`di động ${counts[0]}`);
    link.searchParams.set("counts", counts.join(","));
    await open(link.pathname + link.search);
    await screen.settled();
    expect(await notice.count()).toBe(0);
  });
});

describe("what nobody looked at, knows or promised", () => {
  test("lõm sóng has no count under a rule that does not look at clusters", async () => {
    await open("/");
    const legend = watched.page.getByRole("region", { name: "Chú giải", exact: true });
    await legend.getByText("không xét theo cách tính này").waitFor();
    await open("/?rule=cv1603-2024");
    await legend.getByRole("button", { name: /^Lõm sóng \d+ thôn/ }).waitFor();
  });

  test("how many operators an unknown thôn has is unknown, not nought", async () => {
    const unknown = villages.find(({ verdicts }) => verdicts.mobile === "chua_ro");
    await open(`/?columns=name,operatorCount&q=${encodeURIComponent(unknown?.name ?? "")}`);
    const row = watched.page
      .getByRole("row")
      .filter({ hasText: unknown?.name ?? "-" })
      .first();
    await row.waitFor();
    expect(await shownText(row)).toMatch(/chưa rõ/);
    expect(await shownText(row)).not.toMatch(/\b0\b/);
  });

  test("5G, 3G and one operator have a count, no target and nothing red", async () => {
    for (const query of ["shading=nr", "shading=umts", "operator=VTL"]) {
      await open(`/?${query}`);
      const { mobile } = await screen.answer();
      expect([mobile.part !== undefined, mobile.shortfall], query).toEqual([true, undefined]);
      const legend = watched.page.getByRole("region", { name: "Chú giải", exact: true });
      await legend.waitFor();
      expect(await shownText(legend), query).not.toContain("Trắng sóng");
      expect(await legend.getByRole("button", { name: "Thôn sau" }).count(), query).toBe(0);
    }
  });

  test("a day after the last evidence says so", async () => {
    const { evidenceDays } = await stage.api.summary();
    const last = evidenceDays.at(-1) ?? "";
    await open(`/?asOf=${Number(last.slice(0, 4)) + 1}-05-01`);
    expect(await screen.footnote()).toContain(`Chưa có số liệu sau ${dayOnScreen(last)}`);
  });
});

describe("a thôn tells why, and what is being done", () => {
  test("sentences about fibre speak of fibre", async () => {
    const lacking = villages.filter(({ verdicts }) => verdicts.ftth === "chua_co_cap");
    const found = await find("without fibre in a cluster", lacking, ({ ftth }) =>
      ftth.used.some(({ evidence }) => evidence.clusters.some(({ covered }) => !covered)),
    );
    await openVillage(found);
    const used = panel().getByRole("group").filter({ hasText: "Căn cứ đã dùng" });
    await used.locator("summary").click();
    const lines = (await shownText(used)).split("\n").filter((line) => /cáp quang/.test(line));
    expect(lines.some((line) => line.includes("Chưa có cáp quang ở"))).toBe(true);
    for (const line of lines) expect(line).not.toContain("Không có sóng ở");
  });

  test("the list of fibre goes by cable and cabinet, not by mast", async () => {
    await open("/thon-chua-phu?shading=ftth&sort=distance");
    const table = watched.page.getByRole("table").last();
    const heads = await watched.page.getByRole("columnheader").allInnerTexts();
    expect(heads).toContain("Cách cáp");
    expect(heads).toContain("Cách tủ cáp");
    expect(heads).not.toContain("Cách trạm");
    await table.waitFor();
    const cells = await watched.page
      .locator(".rank-table")
      .first()
      .locator('td[data-name="Cách cáp"]')
      .allInnerTexts();
    const metres = cells.filter((cell) => /\d/.test(cell)).map((cell) => metresOf(cell.trim()));
    expect(metres.length).toBeGreaterThan(3);
    expect(metres).toEqual(metres.toSorted((a, b) => a - b));
  });

  test("the cheapest way to clear it up is offered only where something is unclear", async () => {
    const settled = await find(
      "uncovered and undisputed",
      uncovered(),
      ({ mobile, ftth }) => mobile.flags.length === 0 && ftth.verdict !== "chua_ro",
    );
    expect(await openVillage(settled)).not.toContain("Cách rẻ nhất để làm rõ");
    const open = await find(
      "unknown",
      villages.filter(({ verdicts }) => verdicts.mobile === "chua_ro"),
      () => true,
    );
    expect(await openVillage(open)).toContain("Cách rẻ nhất để làm rõ");
  });

  test("masts planned, blocked or being built within reach are named, and lead back", async () => {
    const busy = await find(
      "uncovered, with a mast under construction near it",
      uncovered(),
      (one) => one.works.some(({ status }) => status === "dang_xay_dung"),
    );
    const said = await openVillage(busy);
    for (const { code = "" } of busy.works) expect(said).toContain(code);
    const work = busy.works.find(({ status }) => status === "dang_xay_dung");
    const line = said.split("\n").find((one) => one.startsWith(work?.code ?? "-")) ?? "";
    expect(line).toContain("đang xây dựng, cách");
    const told = metresOf(/\d[\d.,]* k?m/.exec(line)?.[0] ?? line);
    expect(Math.abs(told - (work?.distanceM ?? 0))).toBeLessThanOrEqual(50);

    await panel()
      .getByRole("button", { name: work?.code ?? "-" })
      .click();
    await panel()
      .getByRole("heading", { name: work?.code ?? "-" })
      .waitFor();
    await panel().getByRole("button", { name: busy.village.name, exact: true }).first().waitFor();
  });

  test("a mast on air beside a report of no signal is flagged", async () => {
    const odd = await find(
      "contradicted",
      villages,
      ({ contradictions }) => contradictions.length > 0,
    );
    const operators = await stage.api.operators();
    const [first] = odd.contradictions;
    const name = operators.find(({ code }) => code === first?.operatorCode)?.name;
    const said = await openVillage(odd);
    expect(said).toContain(`${name} có trạm`);
    expect(said).toContain("cần kiểm tra");
  });
});

test("gains and losses since the quarter before stand beside the answer, by name", async () => {
  const { evidenceDays } = await stage.api.summary();
  const isCovered = (verdict: string | undefined) =>
    verdict === "phu_song" || verdict === "lom_song" || verdict === "co_cap";
  // A quarter with a loss, if there is one: the dip is explained by names.
  const quarters = evidenceDays.slice(1).map((to, index) => ({ from: evidenceDays[index], to }));
  for (const { from, to } of quarters.toReversed().slice(0, 4)) {
    const { moved } = await stage.api.comparison(`from=${from}&to=${to}`);
    await open(`/?asOf=${to}`);
    await screen.settled();
    const list = watched.page.locator(".since-last");
    await list.getByText(/^So với quý/).waitFor();
    const said = await shownText(list);
    for (const theme of ["mobile", "ftth"] as const) {
      const word = theme === "mobile" ? "di động" : "cáp quang";
      const changes = moved.flatMap(({ name, [theme]: change }) =>
        change ? [{ name, gained: isCovered(change.to), was: isCovered(change.from) }] : [],
      );
      const gained = changes.filter((one) => one.gained && !one.was);
      const lost = changes.filter((one) => !one.gained && one.was);
      if (gained.length > 0) expect(said).toContain(`Thêm ${gained.length} ${word}:`);
      if (lost.length > 0) expect(said).toContain(`Bớt ${lost.length} ${word}:`);
      for (const { name } of [...gained, ...lost]) expect(said).toContain(name);
    }
  }
});

test("what may be lost next is told: 3G alone, one operator alone", async () => {
  const has = ({ verdicts }: VillageListItem, theme: "umts" | "lte" | "nr") =>
    verdicts[theme] === "phu_song" || verdicts[theme] === "lom_song";
  const umts = villages.filter((one) => has(one, "umts") && !has(one, "lte") && !has(one, "nr"));
  const alone = villages.filter(({ operatorCount }) => operatorCount === 1);
  await open("/");
  const risk = watched.page.getByText(/^Dễ mất sóng/);
  await risk.waitFor();
  if (umts.length > 0) expect(await shownText(risk)).toContain(`${umts.length} thôn chỉ có 3G`);
  if (alone.length > 0)
    expect(await shownText(risk)).toContain(`${alone.length} thôn chỉ có một nhà mạng`);
});

test("the uncovered are split as the ministry asks: hardship by grid power", async () => {
  await open("/thon-chua-phu");
  const table = watched.page.getByRole("table", { name: /Phân theo đặc biệt khó khăn/ });
  const hard = table.getByRole("row", { name: /^Thôn đặc biệt khó khăn/ });
  const [grid, noGrid] = (await hard.getByRole("cell").allInnerTexts()).map(Number);
  const count = (gridPower: boolean) =>
    uncovered().filter((one) => one.hardship === true && one.gridPower === gridPower).length;
  expect([grid, noGrid]).toEqual([count(true), count(false)]);
});

test("a commune whose name is typed comes first; an old name leads to the new one", async () => {
  const { communes } = await stage.api.summary();
  const { communes: before } = await stage.api.summary("asOf=2023-06-30");
  const names = new Set(communes.map(({ name }) => name));
  const gone = before.find(({ name }) => !names.has(name));
  const [present] = communes;
  await open("/");
  const field = watched.page.getByRole("searchbox", { name: "Tìm thôn, xã, trạm" });
  const options = watched.page.getByRole("option");
  await field.fill(present?.name ?? "");
  await options.first().waitFor();
  await until("the commune to come first", async () =>
    (await shownText(options.first())).startsWith(present?.name ?? "-"),
  );
  const detail = await stage.api.commune(gone?.code ?? "", "epoch=2023");
  await field.fill(gone?.name ?? "");
  await until("the old commune and what it became", async () => {
    const [first = "", second = ""] = await options.allInnerTexts();
    return (
      first.startsWith(gone?.name ?? "-") &&
      first.includes("nay thuộc") &&
      second.startsWith(detail.successor?.name ?? "-")
    );
  });
});

describe("the list and the two days", () => {
  test("what is in order is one line, until somebody wants it", async () => {
    await open("/");
    const covered = villages.filter(({ verdicts }) => verdicts.mobile === "phu_song").length;
    const rows = watched.page.getByRole("region", { name: "Danh sách thôn" }).getByRole("row");
    const unfold = watched.page.getByRole("button", { name: `Hiện ${covered} thôn đã phủ` });
    await unfold.waitFor();
    expect(await rows.count()).toBe(1 + villages.length - covered);
    await unfold.click();
    await watched.page.getByRole("button", { name: `Thu gọn ${covered} thôn đã phủ` }).waitFor();
    expect(await rows.count()).toBeGreaterThan(1 + villages.length - covered);
  });

  test("choosing a thôn in the list moves the map to it", async () => {
    await open("/");
    await screen.mapDrawn();
    const zoom = () => Number(/#map=([\d.]+)/.exec(watched.page.url())?.[1] ?? 0);
    const before = zoom();
    const [first] = await screen.listedVillages();
    await watched.page
      .getByRole("button", { name: first ?? "-", exact: true })
      .first()
      .click();
    await until("the map to come nearer", async () => zoom() > Math.max(before, 11.4));
  });

  test("two days lie on one another under a line that is drawn by keys, changed thôn ringed", async () => {
    const { evidenceDays } = await stage.api.summary();
    await open(`/?compareWith=${evidenceDays[0]}&swipe=1`);
    await screen.mapDrawn();
    const line = watched.page.getByRole("slider", { name: /^Vạch chia hai thời điểm/ });
    const at = async () => Number(await line.inputValue());
    const before = await at();
    await line.press("ArrowRight");
    expect(await at()).toBeGreaterThan(before);
    const { moved } = await stage.api.comparison(
      `from=${evidenceDays[0]}&to=${evidenceDays.at(-1)}`,
    );
    const ringed = await watched.page
      .locator("[data-map-state]")
      .first()
      .evaluate((pane) => {
        const { maplibre } = pane as unknown as {
          maplibre: {
            queryRenderedFeatures(options: { layers: string[] }): {
              properties: Record<string, unknown>;
            }[];
          };
        };
        return maplibre
          .queryRenderedFeatures({ layers: ["changed-ring"] })
          .map(({ properties }) => String(properties.id));
      });
    expect(new Set(ringed)).toEqual(
      new Set(moved.filter(({ mobile }) => mobile).map(({ id }) => id)),
    );
  });
});

describe.each([360, 1024, 1440])("on a map %i px wide", (width) => {
  test("every uncovered thôn in the frame is a ring or a name, at zooms 9, 11 and 13", async () => {
    await watched.page.setViewportSize({ width, height: width < 500 ? 740 : 900 });
    const [first] = uncovered();
    for (const zoom of [9, 11, 13]) {
      await open(`/#map=${zoom}/${first?.lat}/${first?.lon}`);
      await watched.page.reload();
      await screen.mapDrawn();
      const { inFrame, drawn } = await watched.page
        .locator("[data-map-state]")
        .first()
        .evaluate(
          (pane, all) => {
            const { maplibre } = pane as unknown as {
              maplibre: {
                project(place: [number, number]): { x: number; y: number };
                getCanvas(): HTMLCanvasElement;
                queryRenderedFeatures(options: { layers: string[] }): {
                  properties: Record<string, unknown>;
                }[];
              };
            };
            const { clientWidth, clientHeight } = maplibre.getCanvas();
            const layers = ["uncovered-marker", "uncovered-labels"];
            return {
              inFrame: all
                .filter(({ lon, lat }) => {
                  const { x, y } = maplibre.project([lon, lat]);
                  return x >= 0 && y >= 0 && x <= clientWidth && y <= clientHeight;
                })
                .map(({ id }) => id),
              drawn: maplibre
                .queryRenderedFeatures({ layers })
                .map(({ properties }) => String(properties.id)),
            };
          },
          uncovered().map(({ id, lon, lat }) => ({ id, lon, lat })),
        );
      expect(inFrame.length, `zoom ${zoom}`).toBeGreaterThan(0);
      expect(
        inFrame.filter((id) => !drawn.includes(id)),
        `zoom ${zoom}`,
      ).toEqual([]);
    }
  });
});

test("nothing was complained of", () => expect(watched.complaints).toEqual(NO_COMPLAINTS));
