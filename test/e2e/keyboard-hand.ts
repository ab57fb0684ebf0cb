import type { Locator, Page } from "playwright-core";
import type { Hand } from "./hand.ts";
import { until } from "./until.ts";

/** More stops than any page has: who needs more is going in circles. */
const MOST_STOPS = 300;

/** A hand that knows only keys, and writes down every stop where it could not see where it was. */
export interface KeyboardHand extends Hand {
  /** Goes to a control without pressing it. */
  reach(target: Locator): Promise<void>;
  /** Stops whose focus could not be seen, each named once. */
  readonly unseenStops: ReadonlySet<string>;
}

export function keyboardHand(page: Page): KeyboardHand {
  const unseenStops = new Set<string>();

  const go = async (key: string) => {
    await page.keyboard.press(key);
    const unseen = await page.evaluate(stopThatIsNotSeen);
    if (unseen !== undefined) unseenStops.add(unseen);
  };

  /** Along the order of the page, by Tab or back. */
  const reach = async (target: Locator) => {
    await target.waitFor();
    for (let stops = 0; stops < MOST_STOPS; stops++) {
      const direction = await target.evaluate(directionTo);
      if (direction === "here") return;
      await go(direction === "before" ? "Shift+Tab" : "Tab");
    }
    throw new Error(`Not reached by Tab: ${target}`);
  };

  /** Among things that share one stop, by the arrows. */
  const walk = async (target: Locator, keys: { on: string; back: string }) => {
    for (let steps = 0; steps < MOST_STOPS; steps++) {
      const direction = await target.evaluate(directionTo);
      if (direction === "here") return;
      await go(direction === "before" ? keys.back : keys.on);
    }
    throw new Error(`Not reached by arrows: ${target}`);
  };

  const press = async (target: Locator) => {
    await target.waitFor();
    if ((await target.getAttribute("role")) === "option") {
      // The hits of a search: the focus stays in the field, the arrows point.
      for (let steps = 0; !(await target.evaluate(isPointedAt)); steps++) {
        if (steps > MOST_STOPS) throw new Error(`Not reached by arrows: ${target}`);
        await page.keyboard.press("ArrowDown");
      }
    } else if ((await target.getAttribute("tabindex")) === "-1") {
      await reach(target.locator('xpath=ancestor::tbody[1]//*[@tabindex="0"]'));
      await walk(target, { on: "ArrowDown", back: "ArrowUp" });
    } else await reach(target);
    await page.keyboard.press("Enter");
  };

  return {
    unseenStops,
    reach,
    press,
    async pick(target) {
      await target.waitFor();
      if ((await target.getAttribute("type")) === "checkbox") {
        await reach(target);
        await page.keyboard.press("Space");
        return;
      }
      const name = await target.getAttribute("name");
      await reach(page.locator(`input[type=radio][name="${name}"]:checked`));
      await walk(target, { on: "ArrowRight", back: "ArrowLeft" });
    },
    async choose(list, option) {
      await reach(list);
      await page.keyboard.press("Enter");
      await option.waitFor();
      await until("the list to take the focus", () => page.evaluate(isOptionFocused));
      await walk(option, { on: "ArrowDown", back: "ArrowUp" });
      await page.keyboard.press("Enter");
    },
    async slide(slider, stop) {
      await reach(slider);
      const last = Number(await slider.getAttribute("max"));
      if (stop === 0 || stop === last) return go(stop === 0 ? "Home" : "End");
      for (let steps = 0; steps <= last; steps++) {
        const at = Number(await slider.inputValue());
        if (at === stop) return;
        await go(at < stop ? "ArrowRight" : "ArrowLeft");
      }
      throw new Error(`The slider does not come to stop ${stop}`);
    },
    async write(field, words) {
      await reach(field);
      await page.keyboard.press("Control+A");
      await page.keyboard.type(words);
    },
  };
}

function isPointedAt(option: Element): boolean {
  return document.activeElement?.getAttribute("aria-activedescendant") === option.id;
}

function isOptionFocused(): boolean {
  return document.activeElement?.getAttribute("role") === "option";
}

/** Where a control lies from what has the focus, in the order of the page. */
function directionTo(target: Element): "here" | "before" | "after" {
  const focused = document.activeElement;
  if (focused === target) return "here";
  if (!focused || focused === document.body) return "after";
  return focused.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING
    ? "before"
    : "after";
}

/** The name of the focused control if nothing on the screen shows that it has the focus. */
function stopThatIsNotSeen(): string | undefined {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return undefined;
  const isOutlined = (element: Element | null | undefined) => {
    if (!element) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    // `auto` is the browser's own ring, whatever width it states.
    return (
      outlineStyle === "auto" || (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2)
    );
  };
  const { top, bottom, left, right } = focused.getBoundingClientRect();
  const isInWindow = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  // A hidden radio shows its focus on the words beside it or on the label around both.
  const shown = [focused, focused.nextElementSibling, focused.closest("label")];
  if (isInWindow && shown.some(isOutlined)) return undefined;
  const name = focused.getAttribute("aria-label") ?? focused.textContent?.trim().slice(0, 60);
  const { outlineStyle, outlineWidth } = getComputedStyle(focused);
  return `${focused.tagName.toLowerCase()} "${name}" (outline ${outlineStyle} ${outlineWidth}, at ${Math.round(left)},${Math.round(top)})`;
}
