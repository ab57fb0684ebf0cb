import type { Locator, Page } from "playwright-core";
import { shownText } from "./shown-text.ts";
import { until } from "./until.ts";

export interface SpokenCommune {
  name: string;
  mobile: { numerator: number; denominator: number };
  ftth: { numerator: number; denominator: number };
  uncovered: number;
}

/** Two days or two rules, as the panel beside the map says it. */
export interface SpokenComparison {
  title: string;
  /** One sentence a side. */
  sides: string[];
  headline: string;
  moved: { name: string; text: string }[];
}

/** What stands beside the map, as somebody reads it: lists and panels. */
export class Margin {
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
  /** Nothing on the screen waits for an answer of the server. */
  async settled(): Promise<void> {
    await this.region("Trả lời").waitFor();
    // The page as the server writes it has the answer, and nothing yet that answers to a key.
    await this.page.getByRole("group", { name: "Công cụ" }).waitFor();
    const waiting = this.page.locator('[aria-busy="true"], [data-stale]');
    const skeletons = this.page.getByText("Đang tải…", { exact: true });
    await until(
      "the screen to settle",
      async () => (await waiting.count()) === 0 && (await skeletons.count()) === 0,
    );
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
    return cells.map(([name = "", mobile, ftth, uncovered]) => ({
      name,
      mobile: share(mobile),
      ftth: share(ftth),
      uncovered: Number(uncovered),
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
