import type { Locator } from "playwright-core";
import { Margin } from "./margin.ts";
import { shownText } from "./shown-text.ts";
import { type SpokenTarget, targetsIn } from "./spoken-figures.ts";
import { until } from "./until.ts";

/** The map page as somebody reads it, in the words of the district; nothing here acts on it. */
export class Screen extends Margin {
  protected get slider(): Locator {
    return this.region("Thời gian").getByRole("slider", { name: "Ngày của số liệu" });
  }

  protected get searchField(): Locator {
    return this.page.getByRole("searchbox", { name: "Tìm thôn, xã, trạm" });
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
    return shownText(this.page.getByRole("dialog", { name: "Trợ giúp" }));
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
   * left out, for where the camera stands is not a step that is undone; so are rows far below, which
   * a long table draws as it likes.
   */
  async everything(): Promise<string> {
    await this.scale();
    const tree = await this.page.locator("body").ariaSnapshot();
    return withFirstRows(tree.replaceAll(" [active]", "").replace(/^.*Thước tỷ lệ.*\n/m, ""));
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
      lines.flatMap((line) => {
        // A class that the rule does not look at has no count.
        if (line.includes("không xét")) return [];
        const match = /^(.+?)\s+([\d.]+) thôn$/s.exec(line.trim());
        if (!match) throw new Error(`Not a class of the legend: ${line}`);
        return [[match[1]?.trim() ?? "", Number(match[2]?.replace(".", ""))]];
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
}

/** Rows that are in sight on any desk. */
const ROWS_IN_SIGHT = 8;

/** The tree without the rows after the first few of each table, and without what is in them. */
function withFirstRows(tree: string): string {
  let rows = 0;
  let cutIndent: number | undefined;
  return tree
    .split("\n")
    .filter((line) => {
      const indent = line.search(/\S/);
      if (cutIndent !== undefined && indent > cutIndent) return false;
      cutIndent = undefined;
      if (/- table/.test(line)) rows = 0;
      if (!/- row "/.test(line)) return true;
      rows += 1;
      if (rows <= ROWS_IN_SIGHT) return true;
      cutIndent = indent;
      return false;
    })
    .join("\n");
}
