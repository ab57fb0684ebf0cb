import type { Page } from "playwright-core";
import type { VillageList } from "../../geodata/model/village-list.ts";
import { DESKTOP, PHONE } from "./browser.ts";
import { until } from "./until.ts";

/** One address that people are given. */
export interface PublicPage {
  /** For file names and messages. */
  name: string;
  address: string;
  hasMap: boolean;
}

/** Stands in an address for a thôn without signal. */
const UNCOVERED = "{thon}";

/** Every page, the map also with a thôn open. */
export const PUBLIC_PAGES: readonly PublicPage[] = [
  { name: "ban-do", address: "/", hasMap: true },
  { name: "ban-do-thon", address: `/?select=village:${UNCOVERED}`, hasMap: true },
  { name: "thon-chua-phu", address: "/thon-chua-phu", hasMap: false },
  { name: "xa-06196", address: "/xa/06196", hasMap: false },
  { name: "chi-tieu", address: "/chi-tieu", hasMap: false },
  { name: "cach-tinh", address: "/cach-tinh", hasMap: false },
  { name: "nguon-du-lieu", address: "/nguon-du-lieu", hasMap: false },
];

const DEMO_WORDS = "DỮ LIỆU MINH HỌA – KHÔNG PHẢI SỐ LIỆU THẬT";

/** Words that name the same thing in both languages. */
const WORDS = {
  vi: {
    loading: "Đang tải…",
    other: "English",
    legend: "Chú giải",
    menu: "Trình đơn",
    look: "Giao diện",
    light: "Sáng",
    dark: "Tối",
  },
  en: {
    loading: "Loading…",
    other: "Tiếng Việt",
    legend: "Legend",
    menu: "Menu",
    look: "Appearance",
    light: "Light",
    dark: "Dark",
  },
} as const;
export type Language = keyof typeof WORDS;

export type ColorScheme = "light" | "dark";

/** Somebody who opens pages and looks at them, in either language. */
export class Visitor {
  readonly page: Page;
  readonly #origin: string;

  constructor(page: Page, origin: string) {
    this.page = page;
    this.#origin = origin;
  }

  /** The page is complete, but for what the map still draws. */
  async open({ address, hasMap }: Pick<PublicPage, "address" | "hasMap">): Promise<void> {
    await this.page.goto(this.#origin + (await this.#withVillage(address)));
    await this.complete(hasMap);
  }

  async #withVillage(address: string): Promise<string> {
    if (!address.includes(UNCOVERED)) return address;
    const answer = await this.page.request.get(
      `${this.#origin}/api/villages?verdict=trang_song&limit=1`,
    );
    const [village] = ((await answer.json()) as VillageList).items;
    if (!village) throw new Error("No uncovered thôn to open");
    return address.replace(UNCOVERED, village.id);
  }

  async complete(hasMap: boolean): Promise<void> {
    await this.page.getByRole("heading", { level: 1 }).waitFor({ state: "attached" });
    // In either language: a page whose address asks for English says Vietnamese for a moment.
    const loading = this.page
      .getByText(WORDS.vi.loading, { exact: true })
      .or(this.page.getByText(WORDS.en.loading, { exact: true }));
    await until("everything to be loaded", async () => (await loading.count()) === 0);
    if (!hasMap) return;
    await this.page
      .getByRole("region", { name: WORDS.vi.legend, exact: true })
      .or(this.page.getByRole("region", { name: WORDS.en.legend, exact: true }))
      .waitFor();
  }

  /** Sits at a desk or takes the phone out: the page lays itself out anew. */
  async take(device: "desk" | "phone", hasMap: boolean): Promise<void> {
    const words = WORDS[await this.language()];
    await this.page.setViewportSize(device === "desk" ? DESKTOP : PHONE);
    const sign = device === "desk" ? words.look : words.menu;
    await this.page.getByRole("button", { name: sign, exact: true }).waitFor();
    await this.complete(hasMap);
  }

  /** Every map has drawn all that it was asked for. */
  async mapDrawn(): Promise<void> {
    await this.page.locator('[data-map-state="idle"]').first().waitFor({ state: "attached" });
  }

  async language(): Promise<Language> {
    return (await this.page.locator("html").getAttribute("lang")) === "en" ? "en" : "vi";
  }

  /** Changes the language by the button of the desk's toolbar. */
  async changeLanguage(hasMap: boolean): Promise<void> {
    const present = await this.language();
    const next = present === "vi" ? "en" : "vi";
    await this.page.getByRole("button", { name: WORDS[present].other, exact: true }).click();
    await until(
      `the document to speak ${next}`,
      async () => (await this.language()) === next,
      async () => `it speaks ${await this.language()}`,
    );
    await this.page.getByRole("button", { name: WORDS[next].other, exact: true }).waitFor();
    await this.complete(hasMap);
  }

  /** Chooses light or dark by the desk's toolbar. */
  async lookIn(colorScheme: ColorScheme): Promise<void> {
    const words = WORDS[await this.language()];
    await this.openTool(words.look);
    const radio = this.page.getByRole("radio", { name: words[colorScheme], exact: true });
    await radio.locator("xpath=ancestor::label[1]").click();
    await this.closeLayer();
    await this.#turned(colorScheme);
    // Away from the toolbar, whose tooltip would stay as long as its button has the focus.
    await this.page.getByRole("main").focus();
    await this.page.getByRole("tooltip").waitFor({ state: "detached" });
  }

  /** The device itself turns light or dark. */
  async deviceTurns(colorScheme: ColorScheme): Promise<void> {
    await this.page.emulateMedia({ colorScheme });
    await this.#turned(colorScheme);
  }

  #turned(colorScheme: ColorScheme): Promise<void> {
    return until(
      `the page to turn ${colorScheme}`,
      async () => (await this.colorScheme()) === colorScheme,
      async () => `it is ${await this.colorScheme()}`,
    );
  }

  async colorScheme(): Promise<ColorScheme> {
    const theme = await this.page.locator("html").getAttribute("data-theme");
    return theme === "dark" ? "dark" : "light";
  }

  async openTool(name: string): Promise<void> {
    await this.page.getByRole("button", { name, exact: true }).click();
    await this.page.getByRole("dialog").waitFor();
  }

  async openList(label: string): Promise<void> {
    await this.page.getByRole("button", { name: new RegExp(`${label}$`) }).click();
    await this.page.getByRole("listbox").waitFor();
  }

  async search(words: string): Promise<void> {
    await this.page.getByRole("searchbox", { name: "Tìm thôn, xã, trạm" }).fill(words);
    await this.page.getByRole("option").first().waitFor();
  }

  /** Whatever lies over the page is gone. */
  async closeLayer(): Promise<void> {
    await this.page.keyboard.press("Escape");
    const layers = this.page.getByRole("dialog").or(this.page.getByRole("listbox"));
    await until(
      "the layer to close",
      async () => (await layers.count()) === 0,
      () => layers.first().ariaSnapshot(),
    );
  }

  /** A phone's sheet, one stop higher. */
  async raiseSheet(): Promise<void> {
    await this.page.getByRole("button", { name: "Kéo bảng lên nửa màn hình" }).click();
    await this.page.getByRole("button", { name: "Mở bảng hết màn hình" }).waitFor();
  }

  /** Every word on the page, that of charts too, as it stands in the tree. */
  words(): Promise<string> {
    return this.page.evaluate(() => {
      const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const parts: string[] = [];
      for (let node = all.nextNode(); node; node = all.nextNode())
        if (!node.parentElement?.closest("script, style")) parts.push(node.textContent ?? "");
      return parts.join(" ").replace(/\s+/g, " ");
    });
  }

  /** Whether the words of demonstration data stand inside the window, not under anything else. */
  showsDemoWords(): Promise<boolean> {
    return this.page.getByText(DEMO_WORDS).evaluateAll((marks) =>
      marks.some((mark) => {
        const { left, top, width, height } = mark.getBoundingClientRect();
        const at = document.elementFromPoint(left + width / 2, top + height / 2);
        return width > 0 && height > 0 && top >= 0 && mark.contains(at);
      }),
    );
  }

  async scrollToTheEnd(): Promise<void> {
    await this.page.evaluate(() => {
      const { documentElement: page } = document;
      page.scrollTo(0, page.scrollHeight);
    });
  }

  /** By how many px the page is wider than the window. */
  overhang(): Promise<number> {
    return this.page.evaluate(() => {
      const { documentElement: page } = document;
      return Math.max(page.scrollWidth, document.body.scrollWidth) - page.clientWidth;
    });
  }
}
