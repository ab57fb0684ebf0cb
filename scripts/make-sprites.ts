import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { encode } from "fast-png";
import { beginComputing } from "../geodata/text/command-help.ts";

/*
 * Writes the map's sprite files, `client/public/sprites/{light,dark}{,@2x}.{json,png}`: the hatch and
 * the dots of the legend, the triangles of the sites, and an empty icon. The same bytes every time.
 * Run: node scripts/make-sprites.ts
 */

type Rgb = readonly [red: number, green: number, blue: number];

export interface Inks {
  hatch: string;
  dots: string;
  uncovered: string;
  fibreNo: string;
  siteOnAir: string;
  siteBuilding: string;
  sitePlanned: string;
  siteBlocked: string;
  siteOff: string;
  siteUnknown: string;
  /** Paper colour: inside of hollow triangles and the seam around full ones. */
  paper: string;
}

/** The same colours as the map's palettes; a test compares them. */
export const SPRITE_INKS: Readonly<Record<"light" | "dark", Inks>> = {
  light: {
    hatch: "#4F3700",
    dots: "#3C3C38",
    uncovered: "#D1495B",
    fibreNo: "#8E4A9E",
    siteOnAir: "#23414D",
    siteBuilding: "#7A5200",
    sitePlanned: "#4E5D66",
    siteBlocked: "#9C2F12",
    siteOff: "#8A8A84",
    siteUnknown: "#5F4B8B",
    paper: "#FCFBF8",
  },
  dark: {
    hatch: "#241A00",
    dots: "#E6E6E0",
    uncovered: "#E14B60",
    fibreNo: "#A95FBD",
    siteOnAir: "#CFE3EA",
    siteBuilding: "#F0C878",
    sitePlanned: "#A3B1B8",
    siteBlocked: "#FF9C7A",
    siteOff: "#7E7E7A",
    siteUnknown: "#BBA8E6",
    paper: "#17191A",
  },
};

/** Colour at a place of an icon, in its own px from the upper left; `undefined` is transparent. */
type Paint = (x: number, y: number) => Rgb | undefined;

interface Icon {
  name: string;
  /** CSS px. */
  width: number;
  height: number;
  paint: Paint;
}

export interface Sprite {
  /** MapLibre's index: name to place in the image. */
  index: Record<
    string,
    { x: number; y: number; width: number; height: number; pixelRatio: number }
  >;
  width: number;
  height: number;
  /** Rows of red, green, blue, alpha; not premultiplied. */
  rgba: Uint8Array;
}

/** Both patterns repeat without a seam at this size, CSS px. */
const PATTERN_PX = 8;
/** Samples along each side of a pixel: 64 levels of edge are smooth enough. */
const SAMPLES = 8;

function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Stripes at 45°, a fifth of their distance wide. */
function hatch(ink: Rgb): Paint {
  return (x, y) => {
    const along = (x + y) % PATTERN_PX;
    return along < PATTERN_PX * 0.22 ? ink : undefined;
  };
}

/** Two dots per tile, staggered. */
function dots(ink: Rgb): Paint {
  const radius = 1.05;
  return (x, y) =>
    [
      [2, 2],
      [6, 6],
    ].some(([cx, cy]) => Math.hypot(x - (cx as number), y - (cy as number)) < radius)
      ? ink
      : undefined;
}

/** Signed distance, px, into an upright triangle with its top at (cx, top); positive inside. */
function intoTriangle(x: number, y: number, cx: number, top: number, size: number): number {
  const half = size / 2;
  const slope = Math.hypot(size, half);
  const left = ((x - cx) * size + (y - top) * half) / slope;
  const right = (-(x - cx) * size + (y - top) * half) / slope;
  return Math.min(left, right, top + size - y);
}

/** Dots on a circle: chưa rõ. */
function dottedRing(ink: Rgb, paper: Rgb): Paint {
  const centre = 9;
  const radius = 6.4;
  const count = 9;
  return (x, y) => {
    const [dx, dy] = [x - centre, y - centre];
    const turn = (Math.PI * 2) / count;
    const angle = Math.round(Math.atan2(dy, dx) / turn) * turn;
    const away = Math.hypot(dx - radius * Math.cos(angle), dy - radius * Math.sin(angle));
    if (away < 1.5) return ink;
    return away < 2.2 ? paper : undefined;
  };
}

/** A mast that works, small enough for the whole district. */
const smallDot =
  (ink: Rgb, paper: Rgb): Paint =>
  (x, y) => {
    const away = Math.hypot(x - 4, y - 4);
    return away < 1.7 ? ink : away < 2.4 ? paper : undefined;
  };

type Body = "full" | "half" | "hollow" | "crossed" | "dotted" | "barred";

/** One mast: a triangle within a thin seam of paper, so that it reads on any fill. */
function triangle(cx: number, top: number, size: number, ink: Rgb, paper: Rgb, body: Body): Paint {
  const seam = 1;
  const line = 1.4;
  return (x, y) => {
    const inside = intoTriangle(x, y, cx, top, size);
    if (inside < -seam) return undefined;
    if (inside < 0) return paper;
    if (inside < line || body === "full") return ink;
    if (body === "half") return y > top + size * 0.62 ? ink : paper;
    // A mark of exclamation: held up.
    if (body === "barred") {
      const down = y - top;
      const isStroke =
        (down > size * 0.36 && down < size * 0.66) || (down > size * 0.73 && down < size * 0.84);
      return Math.abs(x - cx) < 0.75 && isStroke ? ink : paper;
    }
    if (body === "dotted")
      return Math.hypot(x - cx, y - (top + size * 0.66)) < size * 0.15 ? ink : paper;
    if (body === "crossed") return Math.abs(x - cx - (y - top - size * 0.6)) < 0.8 ? ink : paper;
    return paper;
  };
}

const over =
  (...layers: readonly Paint[]): Paint =>
  (x, y) => {
    for (const layer of layers) {
      const color = layer(x, y);
      if (color) return color;
    }
    return undefined;
  };

function iconsOf(inks: Inks): Icon[] {
  const paper = rgb(inks.paper);
  const bodies: readonly [stage: string, ink: Rgb, body: Body][] = [
    ["on_air", rgb(inks.siteOnAir), "full"],
    ["under_construction", rgb(inks.siteBuilding), "half"],
    ["planned", rgb(inks.sitePlanned), "hollow"],
    ["blocked", rgb(inks.siteBlocked), "barred"],
    ["off", rgb(inks.siteOff), "crossed"],
    ["unknown", rgb(inks.siteUnknown), "dotted"],
  ];
  const size = 9;
  const sites = bodies.flatMap(([stage, ink, body]): Icon[] => [
    {
      name: `site-${stage}`,
      width: 14,
      height: 12,
      paint: triangle(7, 1.5, size, ink, paper, body),
    },
    {
      name: `site-${stage}-shared`,
      width: 20,
      height: 12,
      paint: over(
        triangle(7, 1.5, size, ink, paper, body),
        triangle(12.5, 1.5, size, ink, paper, body),
      ),
    },
  ]);
  return [
    { name: "hatch", width: PATTERN_PX, height: PATTERN_PX, paint: hatch(rgb(inks.hatch)) },
    { name: "dots", width: PATTERN_PX, height: PATTERN_PX, paint: dots(rgb(inks.dots)) },
    {
      name: "hatch-uncovered",
      width: PATTERN_PX,
      height: PATTERN_PX,
      paint: hatch(rgb(inks.uncovered)),
    },
    {
      name: "hatch-fibre",
      width: PATTERN_PX,
      height: PATTERN_PX,
      paint: hatch(rgb(inks.fibreNo)),
    },
    { name: "blank", width: 14, height: 14, paint: () => undefined },
    { name: "ring-dotted", width: 18, height: 18, paint: dottedRing(rgb(inks.dots), paper) },
    { name: "site-dot", width: 8, height: 8, paint: smallDot(rgb(inks.siteOnAir), paper) },
    ...sites,
  ];
}

/** Draws all icons beside one another, one px apart, at `pixelRatio` device px per CSS px. */
export function makeSprite(inks: Inks, pixelRatio: number): Sprite {
  const icons = iconsOf(inks);
  const gap = pixelRatio;
  const width = icons.reduce((sum, icon) => sum + icon.width * pixelRatio + gap, 0);
  const height = Math.max(...icons.map((icon) => icon.height)) * pixelRatio;
  const rgba = new Uint8Array(width * height * 4);
  const index: Sprite["index"] = {};
  let left = 0;
  for (const { name, paint, ...size } of icons) {
    const place = {
      x: left,
      y: 0,
      width: size.width * pixelRatio,
      height: size.height * pixelRatio,
      pixelRatio,
    };
    index[name] = place;
    for (let row = 0; row < place.height; row++)
      for (let column = 0; column < place.width; column++)
        rgba.set(pixel(paint, column, row, pixelRatio), (row * width + left + column) * 4);
    left += place.width + gap;
  }
  return { index, width, height, rgba };
}

/** Mean colour and cover of one device pixel. */
function pixel(paint: Paint, column: number, row: number, pixelRatio: number): Uint8Array {
  const sum = [0, 0, 0];
  let covered = 0;
  for (let i = 0; i < SAMPLES; i++)
    for (let j = 0; j < SAMPLES; j++) {
      const color = paint(
        (column + (i + 0.5) / SAMPLES) / pixelRatio,
        (row + (j + 0.5) / SAMPLES) / pixelRatio,
      );
      if (!color) continue;
      covered++;
      for (let channel = 0; channel < 3; channel++)
        sum[channel] = (sum[channel] as number) + (color[channel] as number);
    }
  if (covered === 0) return new Uint8Array(4);
  const [red = 0, green = 0, blue = 0] = sum.map((value) => Math.round(value / covered));
  return Uint8Array.of(red, green, blue, Math.round((covered / SAMPLES ** 2) * 255));
}

/** Every sprite file by its name. */
export function spriteFiles(): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const [scheme, inks] of Object.entries(SPRITE_INKS))
    for (const pixelRatio of [1, 2]) {
      const name = `${scheme}${pixelRatio === 2 ? "@2x" : ""}`;
      const sprite = makeSprite(inks, pixelRatio);
      files.set(`${name}.json`, Buffer.from(`${JSON.stringify(sprite.index, undefined, 2)}\n`));
      files.set(`${name}.png`, Buffer.from(encode({ ...sprite, data: sprite.rgba })));
    }
  return files;
}

if (import.meta.main) {
  beginComputing(
    process.argv.slice(2),
    "Writes the map's sprite files into client/public/sprites.\nnode scripts/make-sprites.ts",
    process,
  );
  const folder = resolve(import.meta.dirname, "../client/public/sprites");
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of spriteFiles()) writeFileSync(resolve(folder, name), bytes);
}
