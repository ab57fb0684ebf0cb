import { expect, test } from "vitest";
import { isSameSelection, PICKED_LAYERS, pickFeature } from "../../../client/map/picked-feature.ts";
import { buildStyle } from "../../../client/map/style.ts";
import { ASSETS, makeContext, makeView } from "./map-makers.ts";

const area = { layerId: "village-fill", properties: { id: "v1" } };
const site = { layerId: "sites", properties: { id: "s1" } };
const marker = { layerId: "uncovered-marker", properties: { id: "v2" } };

test("a site on a thôn's land is what was meant, and an uncovered thôn comes before all", () => {
  expect(pickFeature([area, site])?.selection).toEqual({ kind: "site", id: "s1" });
  expect(pickFeature([area, site, marker])?.selection).toEqual({ kind: "village", id: "v2" });
  expect(pickFeature([area])?.selection).toEqual({ kind: "village", id: "v1" });
});

test("a commune's name opens the commune by its code, unless it holds no thôn of Cao Lộc", () => {
  const label = (hasVillages: boolean) => ({
    layerId: "commune-labels",
    properties: { code: "06196", hasVillages },
  });
  expect(pickFeature([label(true)])?.selection).toEqual({ kind: "commune", id: "06196" });
  expect(pickFeature([label(false)])).toBeUndefined();
  expect(pickFeature([label(false), area])?.selection).toEqual({ kind: "village", id: "v1" });
});

test("empty ground selects nothing", () => {
  expect(pickFeature([])).toBeUndefined();
  expect(pickFeature([{ layerId: "roads-major", properties: { id: "r1" } }])).toBeUndefined();
});

test("every layer that answers to a click is a layer of the style", () => {
  const layers = buildStyle(makeView(), makeContext(), ASSETS).layers.map(({ id }) => id);
  for (const id of PICKED_LAYERS) expect(layers).toContain(id);
});

test("the same thing tapped twice is known as the same", () => {
  const village = { kind: "village", id: "v1" } as const;
  expect(isSameSelection(village, { ...village })).toBe(true);
  expect(isSameSelection(village, { kind: "village", id: "v2" })).toBe(false);
  expect(isSameSelection(village, { kind: "site", id: "v1" })).toBe(false);
  expect(isSameSelection(village, undefined)).toBe(false);
});
