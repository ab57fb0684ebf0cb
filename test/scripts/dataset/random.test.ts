import { expect, test } from "vitest";
import { makeRandom } from "../../../scripts/dataset/random.ts";

function draws(seed: number, label?: string): number[] {
  const random = label === undefined ? makeRandom(seed) : makeRandom(seed).fork(label);
  return Array.from({ length: 1000 }, random.next);
}

test("a seed gives the same numbers each time, another seed gives others", () => {
  expect(draws(7)).toEqual(draws(7));
  expect(draws(7)).not.toEqual(draws(8));
});

test("forks do not follow each other, nor how far their parent has run", () => {
  expect(draws(7, "villages")).not.toEqual(draws(7, "terrain"));
  const parent = makeRandom(7);
  parent.next();
  expect(Array.from({ length: 1000 }, parent.fork("villages").next)).toEqual(draws(7, "villages"));
});

test("numbers fill [0, 1) evenly", () => {
  const sample = draws(2023);
  expect(Math.min(...sample)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...sample)).toBeLessThan(1);
  const mean = sample.reduce((a, b) => a + b, 0) / sample.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
});

test("whole numbers reach both ends, a shuffle loses nothing", () => {
  const random = makeRandom(1);
  const seen = new Set(Array.from({ length: 200 }, () => random.integer(3, 6)));
  expect([...seen].toSorted()).toEqual([3, 4, 5, 6]);
  expect(random.shuffled([1, 2, 3, 4, 5]).toSorted()).toEqual([1, 2, 3, 4, 5]);
  expect(() => random.pick([])).toThrow("empty");
});
