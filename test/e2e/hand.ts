import type { Locator, Page } from "playwright-core";

/** How somebody works the screen: with a mouse, by the keys alone, or with a finger. */
export interface Hand {
  /** A button, a link, a row of a table. */
  press(target: Locator): Promise<void>;
  /** One of several that stand side by side, or a box to tick. */
  pick(target: Locator): Promise<void>;
  /** One of a list that opens. */
  choose(list: Locator, option: Locator): Promise<void>;
  /** A stop of a slider, counted from 0. */
  slide(slider: Locator, stop: number): Promise<void>;
  write(field: Locator, words: string): Promise<void>;
}

/** Half of the knob of a slider, px: the first stop lies so far from the edge. */
const KNOB_PX = 8;

export function mouseHand(page: Page): Hand {
  return {
    press: (target) => target.click(),
    pick: (target) => labelOf(target).click(),
    async choose(list, option) {
      await list.click();
      await option.click();
    },
    async slide(slider, stop) {
      const last = Number(await slider.getAttribute("max"));
      const box = await slider.boundingBox();
      if (!box) throw new Error("The slider is not on the screen");
      const x = KNOB_PX + ((box.width - 2 * KNOB_PX) * stop) / last;
      await page.mouse.click(box.x + x, box.y + box.height / 2);
    },
    write: (field, words) => field.fill(words),
  };
}

export function fingerHand(): Hand {
  return {
    press: (target) => target.tap(),
    pick: (target) => labelOf(target).tap(),
    async choose(list, option) {
      await list.tap();
      await option.tap();
    },
    slide: (slider, stop) => slider.fill(String(stop)),
    write: (field, words) => field.fill(words),
  };
}

/** What is seen of a radio or a box: the label around it. */
function labelOf(target: Locator): Locator {
  return target.locator("xpath=ancestor::label[1]");
}
