import { expect, test } from "vitest";
import { bearingRad } from "../../../../geodata/radio/sweep/bearing.ts";

test("all around the mast it is within 1e-5 of the arctangent", () => {
  let worst = 0;
  for (let i = 0; i < 200_000; i++) {
    const exact = (i / 200_000) * 2 * Math.PI;
    const metres = 30 + (i % 997) * 11;
    const got = bearingRad(metres * Math.sin(exact), metres * Math.cos(exact));
    const off = Math.abs(got - exact);
    worst = Math.max(worst, Math.min(off, 2 * Math.PI - off));
  }
  expect(worst).toBeLessThan(1.2e-5);
});

test("the four winds are exact, and the mast itself has a direction", () => {
  expect(bearingRad(0, 5)).toBe(0);
  expect(bearingRad(5, 0)).toBe(Math.PI / 2);
  expect(bearingRad(0, -5)).toBe(Math.PI);
  expect(bearingRad(-5, 0)).toBe(2 * Math.PI - Math.PI / 2);
  expect(bearingRad(0, 0)).toBe(0);
});
