import { expect, test } from "vitest";
import { withTrueTops } from "../../../client/map/glyph-tops.ts";

/** What MapLibre 6.17 makes of a letter's height: where the letter stands, in its own units. */
const placeOf = ({ glyphTop }: { glyphTop: number }) => glyphTop / 2 - 27.5 || -8;

test("every letter stands on the line, whatever its height", () => {
  for (let glyphTop = 1; glyphTop <= 70; glyphTop++) {
    const drawer = withTrueTops({ draw: () => ({ glyphTop, width: 20 }) });
    expect(placeOf(drawer.draw())).toBeCloseTo(glyphTop / 2 - 27.5, 5);
  }
});

test("nothing else about a letter changes", () => {
  const glyph = { glyphTop: 40, width: 20 };
  expect(withTrueTops({ draw: () => glyph }).draw()).toBe(glyph);
  expect(withTrueTops({ draw: () => ({ ...glyph, glyphTop: 55 }) }).draw().width).toBe(20);
});
