import type { Page } from "playwright-core";
import { shownText } from "./shown-text.ts";
import { Visitor } from "./visitor.ts";

export interface SheetRow {
  name: string;
  /** Every cell of the row as it is read, the running number first. */
  cells: string[];
}

/** Somebody of a commune's office: reads lists of thôn and prints them. */
export class CommuneOfficer {
  readonly page: Page;
  readonly #visitor: Visitor;

  constructor(page: Page, origin: string) {
    this.page = page;
    this.#visitor = new Visitor(page, origin);
  }

  async openSheet(code: string, epoch: "2023" | "2025"): Promise<void> {
    await this.#visitor.open({ address: `/xa/${code}?epoch=${epoch}`, hasMap: false });
  }

  async openUncovered(theme: "Băng rộng di động" | "Cáp quang"): Promise<void> {
    await this.#visitor.open({ address: "/thon-chua-phu", hasMap: false });
    const radio = this.page.getByRole("radio", { name: theme, exact: true });
    await radio.locator("xpath=ancestor::label[1]").click();
    await this.#visitor.complete(false);
  }

  async rankBy(order: string): Promise<void> {
    await this.page.getByLabel("Sắp theo").selectOption(order);
    await this.#visitor.complete(false);
  }

  title(): Promise<string> {
    return shownText(this.page.getByRole("heading", { level: 1 }));
  }

  text(): Promise<string> {
    return shownText(this.page.getByRole("main"));
  }

  /** The first table of thôn on the page: the one whose rows lead to them. */
  async rows(): Promise<SheetRow[]> {
    const ofThon = this.page.getByRole("table").filter({ has: this.page.getByRole("link") });
    const rows = ofThon.first().locator("tbody tr");
    return Promise.all(
      (await rows.all()).map(async (row) => ({
        name: await shownText(row.getByRole("link")),
        cells: (await row.locator("th, td").allInnerTexts()).map((cell) => cell.trim()),
      })),
    );
  }

  /** Follows a thôn's link to the map. */
  async followVillage(name: string): Promise<void> {
    await this.page.getByRole("link", { name, exact: true }).first().click();
    await this.page.getByRole("region", { name: "Trả lời" }).waitFor();
  }

  /** The thôn whose reasons stand beside the map. */
  async readsOnMap(): Promise<string> {
    await this.page.getByRole("heading", { name: /^Vì sao thôn này/ }).waitFor();
    return shownText(this.page.getByRole("article").getByRole("heading", { level: 2 }));
  }

  /** A PDF on the paper that the page itself asks for. */
  print(): Promise<Buffer> {
    return this.page.pdf({ preferCSSPageSize: true });
  }

  async textOnPaper(): Promise<string> {
    await this.page.emulateMedia({ media: "print" });
    const text = await shownText(this.page.locator("body"));
    await this.page.emulateMedia({ media: null });
    return text;
  }

  async hasQrOnPaper(): Promise<boolean> {
    await this.page.emulateMedia({ media: "print" });
    const isSeen = await this.page.getByRole("img", { name: "Quét để xem trang này" }).isVisible();
    await this.page.emulateMedia({ media: null });
    return isSeen;
  }
}
