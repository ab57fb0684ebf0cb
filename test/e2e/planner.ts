import type { Locator, Page } from "playwright-core";
import type { Hand } from "./hand.ts";
import type { SpokenCommune } from "./margin.ts";
import { Screen } from "./screen.ts";
import { shownText } from "./shown-text.ts";
import { quarterOnScreen } from "./spoken-figures.ts";
import { Takeaway } from "./takeaway.ts";
import { until } from "./until.ts";

/** Why a thôn is or is not reached, as its panel says it. */
export interface SpokenReasons {
  title: string;
  question: string;
  /** Everything on the panel, lines as on the screen. */
  text: string;
  nearest: string[];
  evidence: string[];
}

const SHADES = {
  mobile: "Băng rộng di động",
  "4G": "4G",
  "5G": "5G",
  "3G": "3G",
  fibre: "Cáp quang",
  operators: "Số nhà mạng",
} as const;
export type Shade = keyof typeof SHADES;
const UNITS = { "2023": "Đơn vị năm 2023", "2025": "Đơn vị từ 01/7/2025" } as const;

/** Somebody at a desk who asks the map; the hand decides how: by mouse or by the keys alone. */
export class Planner extends Screen {
  readonly hand: Hand;
  readonly takeaway: Takeaway;

  constructor(page: Page, origin: string, hand: Hand) {
    super(page, origin);
    this.hand = hand;
    this.takeaway = new Takeaway(this, hand);
  }

  /** The answer and the list are there; the map may still be drawing. */
  async open(address = "/"): Promise<void> {
    await this.page.goto(this.origin + address);
    await this.settled();
  }

  /** The map as a newcomer finds it, without loading the page anew; the camera stays. */
  async startOver(): Promise<void> {
    await this.page.evaluate(() => history.pushState(null, "", "/"));
    await this.settled();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.settled();
  }

  /** The browser's own way back. */
  async back(): Promise<void> {
    await this.page.goBack();
    await this.settled();
  }

  async escape(): Promise<void> {
    await this.page.keyboard.press("Escape");
    await this.settled();
  }

  async listCommunes(): Promise<SpokenCommune[]> {
    await this.#pick(this.margin.getByRole("radio", { name: "Xã", exact: true }));
    return this.listedCommunes();
  }

  async listVillages(): Promise<void> {
    await this.#pick(this.margin.getByRole("radio", { name: "Thôn", exact: true }));
  }

  /** The first in the list of communes: the one that lacks most. */
  async worstCommune(): Promise<SpokenCommune> {
    const [first] = await this.listCommunes();
    if (!first) throw new Error("No communes are listed");
    return first;
  }

  async openCommune(name: string): Promise<void> {
    const list = this.region("Danh sách xã, thị trấn");
    await this.hand.press(list.getByRole("button", { name, exact: true }));
    await this.panelOf(name);
  }

  /** From whatever lists thôn beside the map: the list, a commune, a comparison. */
  async openVillage(name: string): Promise<void> {
    await this.hand.press(this.margin.getByRole("button", { name, exact: true }).first());
    await this.panelOf(name);
  }

  async readWhy(): Promise<SpokenReasons> {
    await this.settled();
    const headings = this.panel.getByRole("heading");
    const used = this.panel.getByRole("group").filter({ hasText: "Căn cứ đã dùng" });
    await this.hand.press(used.locator("summary"));
    const under = (heading: string) =>
      this.panel.locator(`xpath=.//h3[.="${heading}"]/following-sibling::ul[1]/li`);
    return {
      title: await shownText(headings.nth(0)),
      question: await shownText(headings.nth(1)),
      text: await shownText(this.panel),
      nearest: await under("Gần nhất").allInnerTexts(),
      evidence: await used.getByRole("listitem").allInnerTexts(),
    };
  }

  /** To a quarter by its last day. */
  async moveTo(day: string): Promise<void> {
    const answer = await this.page.request.get(`${this.origin}/api/summary`);
    const { evidenceDays } = (await answer.json()) as { evidenceDays: string[] };
    await this.hand.slide(this.slider, evidenceDays.indexOf(day));
    const words = quarterOnScreen(day);
    await until(
      `the time bar to say ${words}`,
      async () => (await this.quarter()) === words,
      () => this.quarter(),
    );
    await this.settled();
  }

  /** Lets time run and waits until it stands still again. */
  async playToTheEnd(): Promise<void> {
    const play = this.region("Thời gian").getByRole("button", { name: "Chạy", exact: true });
    await this.hand.press(play);
    await this.region("Thời gian").getByRole("button", { name: "Dừng", exact: true }).waitFor();
    await play.waitFor();
    await this.settled();
  }

  async compareTwoDays(): Promise<void> {
    await this.#pressIn(this.region("Thời gian"), "So sánh hai thời điểm");
  }

  async shadeBy(shade: Shade): Promise<void> {
    await this.#pick(this.#bar.getByRole("radio", { name: SHADES[shade], exact: true }));
  }
  get #bar(): Locator {
    return this.page.getByRole("group", { name: "Cách xem bản đồ" });
  }

  async countOnly(operator: string): Promise<void> {
    await this.#choose(this.#bar, "Nhà mạng", operator);
  }
  async countAllOperators(): Promise<void> {
    await this.#pressIn(this.region("Trả lời"), "Bỏ lọc");
  }
  async switchRule(name: string): Promise<void> {
    await this.#choose(this.#bar, "Cách tính", name);
  }
  async switchUnits(epoch: keyof typeof UNITS): Promise<void> {
    await this.#choose(this.#bar, "Đơn vị hành chính", UNITS[epoch]);
  }
  async filterByCommune(name: string): Promise<void> {
    await this.#choose(this.region("Danh sách thôn"), "Xã, thị trấn", name);
  }

  async filterByName(words: string): Promise<void> {
    const field = this.margin.getByRole("searchbox", { name: "Lọc theo tên thôn, xã" });
    await this.hand.write(field, words);
    await this.settled();
  }

  async remoteOnly(): Promise<void> {
    await this.hand.press(this.region("Danh sách thôn").getByRole("button", { name: /^Lọc/ }));
    await this.#pick(this.page.getByRole("checkbox", { name: "Chỉ vùng sâu, vùng xa" }));
    await this.#closeTool();
  }

  async sortBy(column: string): Promise<void> {
    await this.#pressIn(this.region("Danh sách thôn").getByRole("columnheader"), column);
  }

  async hideInLegend(word: string): Promise<void> {
    await this.#pressIn(this.region("Chú giải"), new RegExp(`^${word}`));
  }

  /** The legend's arrow to the next thôn that is not covered. */
  async nextUncovered(): Promise<void> {
    await this.#pressIn(this.region("Chú giải"), "Thôn sau");
  }

  /** One step nearer, and the camera stands still again. */
  async zoomIn(): Promise<void> {
    const before = await this.scale();
    await this.#pressIn(this.region("Bản đồ"), "Phóng to");
    await until("the map to come nearer", async () => (await this.scale()) !== before);
    await this.mapDrawn();
  }

  /** Takes one layer off the map, or puts it back. */
  async toggleLayer(words: string): Promise<void> {
    await this.#openTool("Lớp bản đồ");
    await this.#pick(this.page.getByRole("checkbox", { name: words }));
    await this.#closeTool();
  }

  /** Looks for something by name: the hits are listed. */
  async search(words: string): Promise<void> {
    await this.hand.write(this.searchField, words);
    await this.page.getByRole("option").first().waitFor();
  }

  /** Looks for something by name and opens the one hit that is meant. */
  async searchAndOpen(words: string, hit: { name: string; context: string }): Promise<void> {
    await this.search(words);
    const options = this.page.getByRole("option", { name: `${hit.name} ${hit.context}` });
    await this.hand.press(options.first());
    await this.panelOf(hit.name);
  }

  /** Clicks the middle of the map. */
  async clickMiddleOfMap(): Promise<void> {
    await this.mapDrawn();
    const box = await this.page.locator("[data-map-state]").first().boundingBox();
    if (!box) throw new Error("The map is not on the screen");
    await this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  }

  async #openTool(name: string): Promise<Locator> {
    await this.#pressIn(this.page.getByRole("group", { name: "Công cụ" }), name);
    const dialog = this.page.getByRole("dialog");
    await dialog.waitFor();
    return dialog;
  }
  async #closeTool(): Promise<void> {
    await this.page.keyboard.press("Escape");
    await this.page.getByRole("dialog").waitFor({ state: "detached" });
    await this.settled();
  }
  async #pressIn(scope: Locator, name: string | RegExp): Promise<void> {
    const isWords = typeof name === "string";
    await this.hand.press(scope.getByRole("button", isWords ? { name, exact: true } : { name }));
    await this.settled();
  }
  async #pick(target: Locator): Promise<void> {
    await this.hand.pick(target);
    await this.settled();
  }
  async #choose(scope: Locator, label: string, option: string): Promise<void> {
    const list = scope.getByRole("button", { name: new RegExp(`${label}$`) });
    await this.hand.choose(list, this.page.getByRole("option", { name: option, exact: true }));
    await this.settled();
  }
}
