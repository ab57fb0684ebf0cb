import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { PALETTES, type Palette } from "../../client/map/colors.ts";

const CSS = readFileSync(resolve(import.meta.dirname, "../../client/styles/tokens.css"), "utf8");
const [LIGHT = "", DARK = ""] = CSS.split(':root[data-theme="dark"]');

/** What lists and pages paint beside the map, by the name of its token. */
function painted(palette: Palette): Record<string, string> {
  const [one, two, three, four] = palette.operatorCounts;
  return {
    "map-ground": palette.ground,
    covered: palette.covered,
    partly: palette.partly,
    "partly-hatch": palette.hatch,
    uncovered: palette.uncovered,
    "uncovered-edge": palette.uncoveredOutline,
    unknown: palette.unknown,
    "unknown-dots": palette.dots,
    "fibre-yes": palette.fibreYes,
    "fibre-no": palette.fibreNo,
    "fibre-no-edge": palette.fibreNoOutline,
    "operators-1": one,
    "operators-2": two,
    "operators-3": three,
    "operators-4": four,
  };
}

describe("a class has one colour on the map, in the lists and on the pages", () => {
  test.each([
    ["light", LIGHT],
    ["dark", DARK],
  ] as const)("%s", (scheme, css) => {
    const expected = painted(PALETTES[scheme]);
    const tokens = Object.keys(expected).map((name) => [
      name,
      css.match(new RegExp(`--${name}: (#[0-9a-f]{6});`))?.[1]?.toUpperCase(),
    ]);
    expect(Object.fromEntries(tokens)).toEqual(expected);
  });
});
