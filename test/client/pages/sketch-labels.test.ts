import { expect, test } from "vitest";
import { placeLabels, type SketchDot } from "../../../client/pages/sketch-labels.ts";

const dot = (x: number, y: number, name?: string): SketchDot => ({
  x,
  y,
  radius: 4,
  ...(name && { name }),
});

test("a name stands to the right of its dot where there is room", () => {
  const alone = dot(50, 50, "Thán Dìu");
  expect(placeLabels([alone], 320, 260).get(alone)).toMatchObject({ anchor: "start" });
});

test("a name at the right edge stands to the left", () => {
  const edge = dot(310, 50, "Thán Dìu");
  expect(placeLabels([edge], 320, 260).get(edge)).toMatchObject({ anchor: "end" });
});

test("a name covers neither a dot without a name nor the name of another", () => {
  const first = dot(300, 100, "Bản Lề - Bản Ngõa");
  const second = dot(270, 112, "Thạch Khuyên");
  const covered = dot(210, 101);
  const labels = placeLabels([first, second, covered], 320, 260);
  // To the left of the first lies the covered dot, to the right the edge.
  expect(labels.get(first)).toMatchObject({ anchor: "end" });
  expect(labels.get(first)?.y).not.toBe(103);
  expect(labels.get(second)?.y).toBeGreaterThan(112);
  expect(labels.has(covered)).toBe(false);
});
