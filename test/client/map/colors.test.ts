import Color from "colorjs.io";
import { expect, test } from "vitest";
import { PALETTES, type Palette } from "../../../client/map/colors.ts";
import { type ClassLook, classesOf } from "../../../client/map/verdict-classes.ts";
import { SHADINGS } from "../../../client/view.ts";

type Rgb = [number, number, number];

/** Linear light of a colour, 0 to 1 (IEC 61966-2-1). */
function linear(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255].map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
}

/** Rows to linear RGB; Machado, Oliveira and Fernandes 2009, severity 1. */
const EYES: Record<string, readonly Rgb[]> = {
  "normal sight": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  "grey print": [
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
  ],
};

function seen(hex: string, eye: readonly Rgb[]): Rgb {
  const color = linear(hex);
  return eye.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, weight, i) => sum + weight * (color[i] as number), 0),
      ),
    ),
  ) as Rgb;
}

const luminance = ([red, green, blue]: Rgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

/** WCAG 2.2 contrast ratio. */
function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** CIEDE2000 colour difference under D65; 2 is just noticeable, 20 is plain at a glance. */
const difference = (a: Rgb, b: Rgb): number =>
  new Color("srgb-linear", a).deltaE(new Color("srgb-linear", b), "2000");

/** What an uncovered, partly covered or unknown thôn may lie beside. */
function neighbours(looks: readonly ClassLook[], palette: Palette): string[] {
  const quiet = looks.filter(({ cue }) => cue === "plain").map(({ fill }) => fill);
  return [palette.ground, palette.landOutside, ...quiet];
}

const SUBJECTS = SHADINGS.flatMap((shading) => [{ shading }, { shading, operator: "VTL" }]);
/** Plain at a glance. */
const APART = 20;
/** Steps of one scale, of which nobody confuses the ends. */
const STEP_APART = 4;
const isStep = (name: string) => /^\d$/.test(name);

for (const [scheme, palette] of Object.entries(PALETTES))
  for (const [eyeName, eye] of Object.entries(EYES)) {
    test(`outlines and patterns stand out 3:1 from their own fill: ${scheme}, ${eyeName}`, () => {
      for (const subject of SUBJECTS)
        for (const { name, fill, cueColor } of classesOf(subject, palette))
          if (cueColor)
            expect(
              contrast(seen(cueColor, eye), seen(fill, eye)),
              `${subject.shading}: cue of ${name} ${cueColor} on ${fill}`,
            ).toBeGreaterThanOrEqual(3);
    });

    test(`outline or fill stands out 3:1 from what lies around: ${scheme}, ${eyeName}`, () => {
      for (const subject of SUBJECTS) {
        const looks = classesOf(subject, palette);
        for (const { name, fill, cueColor } of looks) {
          if (!cueColor) continue;
          for (const other of neighbours(looks, palette)) {
            const apart = [fill, cueColor].map((one) => contrast(seen(one, eye), seen(other, eye)));
            expect(
              Math.max(...apart),
              `${subject.shading}: ${name} beside ${other}`,
            ).toBeGreaterThanOrEqual(3);
          }
        }
      }
    });

    test(`no two classes are confused: by colour or by ring, hatch or dots: ${scheme}, ${eyeName}`, () => {
      for (const subject of SUBJECTS) {
        const looks = classesOf(subject, palette);
        for (const [index, a] of looks.entries())
          for (const b of looks.slice(index + 1)) {
            if (a.cue !== b.cue) continue;
            const apart = difference(seen(a.fill, eye), seen(b.fill, eye));
            const least = isStep(a.name) && isStep(b.name) ? STEP_APART : APART;
            expect(
              apart,
              `${subject.shading} ${"operator" in subject}: ${a.name} and ${b.name}`,
            ).toBeGreaterThanOrEqual(least);
          }
      }
    });
  }

for (const [scheme, palette] of Object.entries(PALETTES)) {
  test(`the uncovered shouts and the covered recedes: ${scheme}`, () => {
    const ground = linear(palette.ground);
    const loud = (color: string) => difference(linear(color), ground);
    expect(loud(palette.uncovered)).toBeGreaterThan(1.8 * loud(palette.covered));
    expect(loud(palette.partly)).toBeGreaterThan(1.8 * loud(palette.covered));
    expect(loud(palette.fibreNo)).toBeGreaterThan(1.8 * loud(palette.fibreYes));
    expect(loud(palette.uncovered)).toBeGreaterThan(loud(palette.unknown));
  });

  test(`names are read at 4.5:1 on ground and on covered land: ${scheme}`, () => {
    for (const text of [palette.text, palette.communeText])
      for (const fill of [palette.ground, palette.covered, palette.covered5g, palette.fibreYes])
        expect(contrast(linear(text), linear(fill)), `${text} on ${fill}`).toBeGreaterThan(
          fill === palette.covered5g && text === palette.communeText ? 3 : 4.5,
        );
  });

  test(`triangles and fibre are seen at 3:1 on ground and covered land: ${scheme}`, () => {
    for (const mark of [
      palette.siteOnAir,
      palette.siteBuilding,
      palette.sitePlanned,
      palette.fibreLine,
    ])
      for (const fill of [palette.ground, palette.covered])
        expect(contrast(linear(mark), linear(fill)), `${mark} on ${fill}`).toBeGreaterThanOrEqual(
          3,
        );
  });
}
