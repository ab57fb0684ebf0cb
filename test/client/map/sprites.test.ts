import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { decode } from "fast-png";
import { expect, test } from "vitest";
import { PALETTES } from "../../../client/map/colors.ts";
import { siteIcon } from "../../../client/map/layers/sites.ts";
import { buildStyle } from "../../../client/map/style.ts";
import { SITE_STAGE } from "../../../geodata/model/site.ts";
import { makeSprite, SPRITE_INKS, spriteFiles } from "../../../scripts/make-sprites.ts";
import { ASSETS, makeContext, makeView } from "./map-makers.ts";

const folder = resolve(import.meta.dirname, "../../../client/public/sprites");
const SCHEMES = ["light", "dark"] as const;

test("the sprite files in the client are what the script writes, byte for byte", () => {
  for (const [name, bytes] of spriteFiles())
    expect(readFileSync(resolve(folder, name)).equals(bytes), name).toBe(true);
});

for (const scheme of SCHEMES)
  test(`sprites are drawn in the colours of the map: ${scheme}`, () => {
    const { textHalo: paper, ...palette } = PALETTES[scheme];
    const inks = Object.keys(SPRITE_INKS[scheme])
      .filter((name) => name !== "paper")
      .map((name) => [name, palette[name as keyof typeof palette]]);
    expect(SPRITE_INKS[scheme]).toEqual({ ...Object.fromEntries(inks), paper });
  });

test("every icon that the style names is in the sprite", () => {
  const index = makeSprite(SPRITE_INKS.light, 1).index;
  const stages = [...new Set(Object.values(SITE_STAGE))];
  const icons = stages.flatMap((stage) => [siteIcon(stage, false), siteIcon(stage, true)]);
  const others = ["hatch", "dots", "blank", "hatch-uncovered", "ring-dotted", "site-dot"];
  for (const name of [...icons, ...others, "hatch-fibre"]) expect(index).toHaveProperty([name]);
  const style = JSON.stringify(buildStyle(makeView(), makeContext(), ASSETS));
  for (const name of others) expect(style).toContain(`"${name}"`);
});

test("hatch and dots repeat without a seam", () => {
  for (const name of ["hatch", "dots"]) {
    const { index, rgba, width } = makeSprite(SPRITE_INKS.light, 2);
    const place = index[name]!;
    const alpha = (x: number, y: number) => rgba[(y * width + place.x + x) * 4 + 3]!;
    const ink = (x: number, y: number) => alpha((x + 16) % 16, (y + 16) % 16);
    // Moving by half a tile along the diagonal maps both patterns onto themselves.
    for (let x = 0; x < 16; x++)
      for (let y = 0; y < 16; y++)
        expect(ink(x, y)).toBe(name === "hatch" ? ink(x + 1, y - 1) : ink(x + 8, y + 8));
    const covered = Array.from({ length: 256 }, (_, i) => alpha(i % 16, i >> 4)).filter(Boolean);
    expect(covered.length).toBeGreaterThan(20);
    expect(covered.length).toBeLessThan(160);
  }
});

test("the PNG that is written holds the pixels that were drawn", () => {
  const { width, height, rgba } = makeSprite(SPRITE_INKS.dark, 1);
  const png = spriteFiles().get("dark.png");
  expect(png && decode(png)).toMatchObject({ width, height, channels: 4, depth: 8, data: rgba });
});
