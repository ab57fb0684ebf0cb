import type { CDPSession, Locator } from "playwright-core";
import { fingerHand, type Hand } from "./hand.ts";
import { Screen } from "./screen.ts";

/** From low to high, by what the handle offers next. */
const STOPS = {
  "Kéo bảng lên nửa màn hình": "answer",
  "Mở bảng hết màn hình": "half",
  "Thu bảng xuống": "full",
} as const;
export type SheetStop = (typeof STOPS)[keyof typeof STOPS];

/** A control that a thumb would miss. */
export interface SmallTarget {
  name: string;
  width: number;
  height: number;
}

/** Steps of a drag: as a finger moves, not as a jump. */
const DRAG_STEPS = 8;

/** The map in the hand of somebody on the road: a touch screen, a sheet below the map. */
export class Phone extends Screen {
  readonly hand: Hand = fingerHand();

  async open(address = "/"): Promise<void> {
    await this.page.goto(this.origin + address);
    await this.settled();
  }

  get #handle(): Locator {
    return this.margin.getByRole("button", { name: /^(Kéo bảng|Mở bảng|Thu bảng)/ });
  }

  async stop(): Promise<SheetStop> {
    const name = await this.#handle.getAttribute("aria-label");
    const stop = STOPS[name as keyof typeof STOPS];
    if (!stop) throw new Error(`Not a stop of the sheet: ${name}`);
    return stop;
  }

  /** How much of the window the sheet takes, 0 to 1, once it stands still. */
  async sheetShare(): Promise<number> {
    return this.margin.evaluate(async (sheet) => {
      await Promise.all(sheet.getAnimations().map(({ finished }) => finished));
      return sheet.getBoundingClientRect().height / innerHeight;
    });
  }

  async tapHandle(): Promise<void> {
    await this.hand.press(this.#handle);
  }

  /** Pulls the sheet's handle to a height of the window, 0 the top, 1 the foot. */
  async dragHandleTo(share: number): Promise<void> {
    const box = await this.#handle.boundingBox();
    const window = this.page.viewportSize();
    if (!box || !window) throw new Error("The sheet has no handle on the screen");
    const finger = await this.page.context().newCDPSession(this.page);
    const x = box.x + box.width / 2;
    const [from, to] = [box.y + box.height / 2, Math.min(share * window.height, window.height - 2)];
    await touch(finger, "touchStart", x, from);
    for (let step = 1; step <= DRAG_STEPS; step++)
      await touch(finger, "touchMove", x, from + ((to - from) * step) / DRAG_STEPS);
    await touch(finger, "touchEnd");
    await finger.detach();
  }

  /** Whether both sentences of the answer stand inside the window, with nothing over them. */
  async isAnswerInSight(): Promise<boolean> {
    const sentences = this.region("Trả lời").getByText(/^\/[\d.]+ thôn \([\d,]+%\)$/);
    return sentences.evaluateAll(
      (all) =>
        all.length === 2 &&
        all.every((sentence) => {
          const { left, right, top, bottom } = sentence.getBoundingClientRect();
          if (top < 0 || left < 0 || bottom > innerHeight || right > innerWidth) return false;
          const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
          return sentence.contains(over) || over?.contains(sentence) === true;
        }),
    );
  }

  async openVillage(name: string): Promise<void> {
    await this.hand.press(this.margin.getByRole("button", { name, exact: true }).first());
    await this.panelOf(name);
  }

  async shadeBy(words: string): Promise<void> {
    const bar = this.page.getByRole("group", { name: "Cách xem bản đồ" });
    await this.hand.choose(
      bar.getByRole("button", { name: /Tô màu theo$/ }),
      this.page.getByRole("option", { name: words, exact: true }),
    );
    await this.settled();
  }

  async openOptions(): Promise<void> {
    await this.hand.press(this.page.getByRole("button", { name: "Tùy chọn" }));
    await this.page.getByRole("dialog").waitFor();
  }

  async openMenu(): Promise<void> {
    await this.hand.press(this.page.getByRole("button", { name: "Trình đơn" }));
    await this.page.getByRole("dialog").waitFor();
  }

  async closeDialog(): Promise<void> {
    await this.hand.press(this.page.getByRole("dialog").getByRole("button", { name: "Đóng" }));
    await this.page.getByRole("dialog").waitFor({ state: "detached" });
  }

  async followMenu(words: string): Promise<void> {
    await this.openMenu();
    await this.hand.press(this.page.getByRole("dialog").getByRole("link", { name: words }));
    await this.page.getByRole("heading", { level: 1, name: words }).waitFor();
  }

  /** Controls in sight on which a thumb of `px` would slip beside; links inside sentences may be. */
  smallTargets(px: number): Promise<SmallTarget[]> {
    return this.page.evaluate(targetsSmallerThan, px);
  }
}

type TouchType = "touchStart" | "touchMove" | "touchEnd";
async function touch(finger: CDPSession, type: TouchType, x = 0, y = 0): Promise<void> {
  const touchPoints = type === "touchEnd" ? [] : [{ x, y }];
  await finger.send("Input.dispatchTouchEvent", { type, touchPoints });
}

function targetsSmallerThan(px: number): SmallTarget[] {
  const controls = document.querySelectorAll<HTMLElement>(
    "button, a[href], select, summary, input, [role=button], [role=option]",
  );
  const small = new Map<string, SmallTarget>();
  for (const control of controls) {
    const row = control.closest("tr");
    const isRowPressed = row !== null && getComputedStyle(row).cursor === "pointer";
    const target = control.closest("label") ?? (isRowPressed ? row : control);
    const { left, top, width, height } = target.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const isHit = (atX: number, atY: number) => {
      const hit = document.elementFromPoint(atX, atY);
      return hit !== null && (target.contains(hit) || hit.closest("label") === target);
    };
    const isInSentence =
      getComputedStyle(control).display === "inline" && control.closest("p, li, td") !== null;
    if (width === 0 || height === 0 || isInSentence || !isHit(x, y)) continue;
    // Half a pixel is not missed: layouts round.
    const reach = px / 2 - 1;
    const isWide = width >= px - 0.5 || (isHit(x - reach, y) && isHit(x + reach, y));
    const isHigh = height >= px - 0.5 || (isHit(x, y - reach) && isHit(x, y + reach));
    if (isWide && isHigh) continue;
    const name = (control.getAttribute("aria-label") ?? target.textContent).trim().slice(0, 60);
    small.set(name, { name, width: Math.round(width), height: Math.round(height) });
  }
  return [...small.values()];
}
