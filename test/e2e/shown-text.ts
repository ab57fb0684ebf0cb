import type { Locator } from "playwright-core";

/** The words of a thing as they stand on the screen, lines broken as there, hidden words left out. */
export function shownText(thing: Locator): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: what is seen counts, not what the tree holds
  return thing.innerText();
}
