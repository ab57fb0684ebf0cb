import { expect, test } from "vitest";
import { MAX_CROSSINGS, selfCrossings } from "../../../server/imports/self-crossings.ts";
import { threadCpuMs } from "../../thread-cpu-ms.ts";

const star = (points: number, step: number) =>
  Array.from({ length: points + 1 }, (_, index) => {
    const angle = (2 * Math.PI * index * step) / points;
    return [Math.cos(angle), Math.sin(angle)];
  });

test("a bow tie crosses once, in the middle", () => {
  const ring = [
    [0, 0],
    [2, 2],
    [2, 0],
    [0, 2],
    [0, 0],
  ];
  expect(selfCrossings([ring])).toEqual({ points: [[1, 1]], isChecked: true });
});

test("a five-pointed star crosses five times, a polygon never", () => {
  expect(selfCrossings([star(5, 2)]).points).toHaveLength(5);
  expect(selfCrossings([star(1000, 1)]).points).toEqual([]);
});

test("rings that touch do not cross, a hole that runs out of its ring does", () => {
  const square = (x: number, y: number, size: number) => [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ];
  expect(selfCrossings([square(0, 0, 1), square(1, 0, 1)]).points).toEqual([]);
  expect(selfCrossings([square(0, 0, 2), square(1, 1, 2)]).points).toHaveLength(2);
});

test("a star of 20.001 points and a comb of 100.000 steps end within seconds", () => {
  const cpuMs = threadCpuMs(() => {
    expect(selfCrossings([star(20_001, 10_000)]).points).toHaveLength(MAX_CROSSINGS + 1);
    const comb = Array.from({ length: 100_000 }, (_, index) => [
      index % 2,
      index / 100_000 + (index % 2),
    ]);
    selfCrossings([[...comb, comb[0] as number[]]]);
  });
  expect(cpuMs).toBeLessThan(5000);
});
