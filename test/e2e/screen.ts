import type { Locator, Page } from "playwright-core";
import { shownText } from "./shown-text.ts";
import { type SpokenTarget, targetsIn } from "./spoken-figures.ts";
import { until } from "./until.ts";

export interface SpokenCommune {
  name: string;
  mobile: { numerator: number; denominator: number };
  ftth: { numerator: number; denominator: number };
  missing: number;
}

/** Two days or two rules, as the panel beside the map says it. */
export interface SpokenComparison {
  title: string;
  /** One sentence a side. */
  sides: string[];
  headline: string;
  moved: { name: string; text: string }[];
}

/** The map page as somebody reads it, in the words of the district; nothing here acts on it. */
export class Screen {
  readonly page: Page;
  readonly origin: string;

  constructor(page: Page, origin: string) {
    this.page = page;
    this.origin = origin;
  }

  protected region(name: string): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }
  protected get margin(): Locator {
    return this.page.getByRole("complementary");
  }
  protected get panel(): Locator {
    return this.margin.getByRole("article");
  }
  protected get slider(): Locator {
    return this.region("Thời gian").getByRole("slider", { name: "Ngày của số liệu" });
  }

  protected get searchField(): Locator {
    return this.page.getByRole("combobox", { name: "Tìm thôn, xã, trạm" });
  }

  /** Nothing on the screen waits for an answer of the server. */
  async settled(): Promise<void> {
    await this.region("Trả lời").waitFor();
    const waiting = this.page.locator('[aria-busy="true"], [data-stale]');
    const skeletons = this.page.getByText("Đang tải…", { exact: true });
    await until(
      "the screen to settle",
      async () => (await waiting.count()) === 0 && (await skeletons.count()) === 0,
    );
  }

  /** Every map has drawn all that it was asked for. */
  async mapDrawn(): Promise<void> {
    const maps = this.page.locator("[data-map-state]");
    await maps.first().waitFor({ state: "attached" });
    await this.settled();
    await until("the map to be drawn", async () =>
      (await maps.evaluateAll((all) => all.map((map) => map.getAttribute("data-map-state")))).every(
        (state) => state === "idle",
      ),
    );
  }

  /** Of the map's frame, CSS px. */
  async mapSize(): Promise<{ width: number; height: number }> {
    const box = await this.page.locator("[data-map-state]").first().boundingBox();
    if (!box) throw new Error("The map is not on the screen");
    return box;
  }

  /** What the card of a click on the map says: degrees, and metres of VN-2000 (x northing). */
  async clickedPlace(): Promise<{ wgs84: number[]; vn2000: { x: number; y: number } }> {
    const card = this.region("Tọa độ điểm vừa bấm");
    await card.getByText(/X = /).waitFor();
    const text = await shownText(card);
    const [, lat, lon] = /(\d+\.\d+), (\d+\.\d+)/.exec(text) ?? [];
    const [, x, y] = /X = ([\d.,]+); Y = ([\d.,]+)/.exec(text) ?? [];
    const metres = (written = "") => Number(written.replaceAll(".", "").replace(",", "."));
    return { wgs84: [Number(lat), Number(lon)], vn2000: { x: metres(x), y: metres(y) } };
  }

  /** What takes the keys of the map. */
  mapCanvas(): Locator {
    return this.page.locator("[data-map-state] canvas[tabindex]").first();
  }

  /** The thôn that the keys of the map have come to. */
  async reachedOnMap(): Promise<string> {
    const card = this.region("Bản đồ").getByRole("status").filter({ hasText: "Enter" });
    return (await shownText(card)).split("\n")[0]?.trim() ?? "";
  }

  /** The list of keys, when it is open. */
  keysTold(): Promise<string> {
    return shownText(this.page.getByRole("dialog", { name: "Phím tắt" }));
  }

  /** Whether the cursor is in the search. */
  isSearching(): Promise<boolean> {
    return this.searchField.evaluate((field) => field === document.activeElement);
  }

  /** Waits until no hits of a search are listed any more. */
  async hitsGone(): Promise<void> {
    await this.page.getByRole("option").first().waitFor({ state: "detached", timeout: 5_000 });
  }

  isFocusInMain(): Promise<boolean> {
    return this.page.evaluate(
      () => document.activeElement?.closest("main") !== null && document.activeElement !== null,
    );
  }

  /** Path, query and hash. */
  address(): string {
    return this.page.url().slice(this.origin.length);
  }

  /**
   * All that can be read or heard, in order: what two equal screens have in common. The scale bar is
   * left out: where the camera stands is not a step that is undone.
   */
  async everything(): Promise<string> {
    await this.scale();
    const tree = await this.page.locator("body").ariaSnapshot();
    return tree.replaceAll(" [active]", "").replace(/^.*Thước tỷ lệ.*\n/m, "");
  }

  /** "5 km": what the scale bar of the map says. */
  async scale(): Promise<string> {
    await this.settled();
    const bar = this.page.getByRole("img", { name: /Thước tỷ lệ: \d/ });
    return (await bar.getAttribute("aria-label"))?.split(": ")[1] ?? "";
  }

  async answer(): Promise<{ mobile: SpokenTarget; ftth: SpokenTarget }> {
    await this.settled();
    return targetsIn(await shownText(this.region("Trả lời")));
  }

  /** What is written under the two targets. */
  async footnote(): Promise<string> {
    await this.settled();
    return shownText(this.region("Trả lời").getByRole("paragraph").last());
  }

  /** Thôn per class, by the legend's words. */
  async legend(): Promise<Record<string, number>> {
    await this.settled();
    const classes = this.region("Chú giải").getByRole("list", { name: "Bấm để ẩn hoặc hiện" });
    await classes.waitFor();
    const lines = await classes.getByRole("button").allInnerTexts();
    return Object.fromEntries(
      lines.map((line) => {
        const match = /^(.+?)\s+([\d.]+) thôn$/s.exec(line.trim());
        if (!match) throw new Error(`Not a class of the legend: ${line}`);
        return [match[1]?.trim() ?? "", Number(match[2]?.replace(".", ""))];
      }),
    );
  }

  /** The quarter that is shown, in words. */
  async quarter(): Promise<string> {
    return (await this.slider.getAttribute("aria-valuetext")) ?? "";
  }

  /** Days written on the maps, left to right, when two stand side by side. */
  async mapDays(): Promise<string[]> {
    await this.mapDrawn();
    return this.region("Bản đồ")
      .getByText(/^\d{2}\/\d{2}\/\d{4}$/)
      .allInnerTexts();
  }

  /** Rows of the list of communes, when it is the one that is shown. */
  async listedCommunes(): Promise<SpokenCommune[]> {
    await this.settled();
    const rows = this.region("Danh sách xã, thị trấn").getByRole("row");
    const cells = await Promise.all(
      (await rows.all()).slice(1).map((row) => row.locator("th button, td").allInnerTexts()),
    );
    const share = (written = "") => {
      const [numerator, denominator] = written.split("\n")[0]?.split("/").map(Number) ?? [];
      return { numerator: numerator ?? Number.NaN, denominator: denominator ?? Number.NaN };
    };
    return cells.map(([name = "", mobile, ftth, missing]) => ({
      name,
      mobile: share(mobile),
      ftth: share(ftth),
      missing: Number(missing),
    }));
  }

  /** "12 trên 175 thôn" */
  async listCount(): Promise<{ shown: number; all: number }> {
    await this.settled();
    const text = await shownText(this.region("Danh sách thôn").getByRole("status").first());
    const match = /([\d.]+) trên ([\d.]+) thôn/.exec(text);
    if (!match) throw new Error(`Not a count: ${text}`);
    return { shown: Number(match[1]), all: Number(match[2]) };
  }

  /** The names in sight on the open panel or in the list, in their order. */
  async listedVillages(): Promise<string[]> {
    await this.settled();
    const inPanel = this.panel.getByRole("listitem").getByRole("button");
    if ((await inPanel.count()) > 0) return inPanel.allInnerTexts();
    return this.region("Danh sách thôn").getByRole("rowheader").getByRole("button").allInnerTexts();
  }

  /** The heading of what is open beside the map; undefined when the list is. */
  async openPanel(): Promise<string | undefined> {
    await this.settled();
    const heading = this.panel.getByRole("heading", { level: 2 });
    return (await heading.count()) === 0 ? undefined : shownText(heading);
  }

  /** Everything on the open panel, lines as on the screen. */
  panelText(): Promise<string> {
    return shownText(this.panel);
  }

  /** Waits for the panel of one thing. */
  async panelOf(name: string): Promise<void> {
    await this.panel.getByRole("heading", { level: 2, name, exact: true }).waitFor();
    await this.settled();
  }

  async comparison(): Promise<SpokenComparison> {
    await this.panel.getByRole("heading", { level: 2 }).waitFor();
    await this.settled();
    const rows = await this.panel.getByRole("listitem").allInnerTexts();
    return {
      title: await shownText(this.panel.getByRole("heading", { level: 2 })),
      sides: await this.panel.getByText(/thôn có băng rộng di động, /).allInnerTexts(),
      headline: await shownText(this.panel.getByRole("heading", { level: 3 }).first()),
      moved: rows.map((text) => ({ name: text.split("\n")[0]?.trim() ?? "", text })),
    };
  }
}
