import type { Download, Locator, Page } from "playwright-core";
import type { Hand } from "./hand.ts";
import type { Screen } from "./screen.ts";

/** Takes away what the map page shows: the table, the picture, the paper. */
export class Takeaway {
  readonly #screen: Screen;
  readonly #page: Page;
  readonly #hand: Hand;

  constructor(screen: Screen, hand: Hand) {
    this.#screen = screen;
    this.#page = screen.page;
    this.#hand = hand;
  }

  /** The table as a file: its name and its text. */
  async csv(): Promise<{ name: string; text: string }> {
    const { name, bytes } = await this.#table("CSV");
    return { name, text: bytes.toString("utf8") };
  }

  /** The table as a workbook: its name and its bytes. */
  xlsx(): Promise<{ name: string; bytes: Buffer }> {
    return this.#table("Excel");
  }

  async #table(format: "CSV" | "Excel"): Promise<{ name: string; bytes: Buffer }> {
    const dialog = await this.#open();
    const file = await this.#taken(dialog.getByRole("link", { name: `Bảng đang xem (${format})` }));
    await this.#page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    return { name: file.suggestedFilename(), bytes: await bytesOf(file) };
  }

  /** The map as a picture: its name and its bytes. */
  async picture(): Promise<{ name: string; bytes: Buffer }> {
    await this.#screen.mapDrawn();
    const dialog = await this.#open();
    const file = await this.#taken(dialog.getByRole("button", { name: "Ảnh bản đồ (PNG)" }));
    await dialog.waitFor({ state: "detached" });
    return { name: file.suggestedFilename(), bytes: await bytesOf(file) };
  }

  /** The map on paper; the browser's own dialog stays shut. */
  async print(): Promise<Buffer> {
    await this.#screen.mapDrawn();
    await this.#page.evaluate(() => {
      window.print = () => document.body.setAttribute("data-print-asked", "");
    });
    const dialog = await this.#open();
    await this.#hand.press(dialog.getByRole("button", { name: "In trang này" }));
    await this.#page.locator("body[data-print-asked]").waitFor();
    return this.#page.pdf({ preferCSSPageSize: true });
  }

  async #taken(control: Locator): Promise<Download> {
    const [file] = await Promise.all([
      this.#page.waitForEvent("download"),
      this.#hand.press(control),
    ]);
    return file;
  }

  async #open(): Promise<Locator> {
    const tools = this.#page.getByRole("group", { name: "Công cụ" });
    await this.#hand.press(tools.getByRole("button", { name: "Xuất", exact: true }));
    const dialog = this.#page.getByRole("dialog");
    await dialog.waitFor();
    return dialog;
  }
}

async function bytesOf(file: Download): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of await file.createReadStream()) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
