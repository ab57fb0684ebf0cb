import { describe, expect, test } from "vitest";
import { SIGNAL_CLASSES, signalClassOf } from "../../../../geodata/radio/thresholds.ts";
import { levelStyle } from "../../../../server/commands/radio/level-style.ts";
import { SIGNAL_LEGEND } from "../../../../server/commands/radio/signal-legend.ts";

interface Item {
  value: number;
  color: string;
  label: string;
}

function itemsOf(style: string): Item[] {
  return Array.from(
    style.matchAll(/<item value="([^"]+)" color="([^"]+)" alpha="\d+" label="([^"]*)"\/>/g),
    ([, value, color, label]) => ({
      value: value === "inf" ? Infinity : Number(value),
      color: color!,
      label: label!,
    }),
  );
}

/** QGIS's discrete ramp: the first item whose value is not below. */
const shaded = (items: Item[], level: number) => items.find(({ value }) => level <= value)!;

test("QGIS colours every level by the class that it has here, the thresholds themselves too", () => {
  const items = itemsOf(levelStyle(undefined));
  expect(items).toHaveLength(SIGNAL_CLASSES.length);
  const around = SIGNAL_CLASSES.flatMap(({ fromDbm }) => {
    const just = Float32Array.of(fromDbm + 0.00002, fromDbm - 0.00002);
    return [fromDbm, ...just, fromDbm + 1];
  });
  for (const level of [...around.filter(Number.isFinite), -300, 0])
    expect(shaded(items, level).color, `${level} dBm`).toBe(
      SIGNAL_LEGEND.find(({ id }) => id === signalClassOf(level))!.color,
    );
  expect(items.map(({ label }) => label)).toEqual([
    "Không có sóng (dưới −120 dBm)",
    "Rất yếu (từ −120 dBm)",
    "Yếu (từ −110 dBm)",
    "Đủ dùng (từ −105 dBm)",
    "Tốt (từ −95 dBm)",
    "Rất tốt (từ −85 dBm)",
  ]);
});

test("the demonstration's mark stands in the legend and colours nothing", () => {
  const items = itemsOf(levelStyle("DỮ LIỆU MINH HỌA"));
  expect(items[0]?.label).toBe("DỮ LIỆU MINH HỌA");
  expect(shaded(items, -400).label).toContain("Không có sóng");
  expect(levelStyle(undefined)).not.toContain("MINH HỌA");
});

type Rgb = readonly [number, number, number];

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
};

/** CIE lightness of a colour as an eye sees it, 0 to 100. */
function lightness(hex: string, eye: readonly Rgb[]): number {
  const value = Number.parseInt(hex.slice(1), 16);
  const linear = [value >> 16, (value >> 8) & 255, value & 255].map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const [red, green, blue] = eye.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, weight, i) => sum + weight * linear[i]!, 0),
      ),
    ),
  ) as [number, number, number];
  return 116 * Math.cbrt(0.2126 * red + 0.7152 * green + 0.0722 * blue) - 16;
}

describe("classes are told apart by lightness alone, from strong and dark to none and light", () => {
  test.each(Object.entries(EYES))("%s", (_, eye) => {
    const seen = SIGNAL_LEGEND.map(({ color }) => lightness(color, eye));
    for (const [i, light] of seen.entries())
      if (i > 0) expect(light - seen[i - 1]!, SIGNAL_LEGEND[i]!.id).toBeGreaterThan(8);
  });
});
