import { validateStyleMin } from "@maplibre/maplibre-gl-style-spec";
import { expect, test } from "vitest";
import { PALETTES } from "../../../client/map/colors.ts";
import { buildStyle, pictureKey } from "../../../client/map/style.ts";
import { alarmingClasses, classesOf } from "../../../client/map/verdict-classes.ts";
import { OPTIONAL_LAYERS, type Selection, SHADINGS, type View } from "../../../client/view.ts";
import { ASSETS, makeContext, makeView } from "./map-makers.ts";

const SELECTIONS: readonly (Selection | undefined)[] = [
  undefined,
  { kind: "village", id: "v1" },
  { kind: "commune", id: "06196" },
  { kind: "site", id: "s1" },
  { kind: "span", id: "f1" },
];

function* views(): Generator<View> {
  for (const shading of SHADINGS)
    for (const selection of SELECTIONS) {
      yield makeView({ shading, ...(selection && { selection }) });
      yield makeView({
        shading,
        ...(selection && { selection }),
        operator: "VTL",
        compareWith: "2023-06-30",
        hidden: ["chua_ro", "trang_song", "0"],
        hiddenLayers: OPTIONAL_LAYERS,
        commune: "06196",
        remoteOnly: true,
        text: "na loc",
      });
    }
}

const layer = (id: string, change: Partial<View> = {}) => {
  const found = buildStyle(makeView(change), makeContext(), ASSETS).layers.find(
    (candidate) => candidate.id === id,
  );
  if (!found) throw new Error(`no layer ${id}`);
  return found;
};
const order = buildStyle(makeView(), makeContext(), ASSETS).layers.map(({ id }) => id);

for (const colourScheme of ["light", "dark"] as const)
  test(`every view is a valid style in the ${colourScheme} theme`, () => {
    for (const view of views())
      for (const matchingIds of [undefined, ["v1", "v2"]]) {
        const context = makeContext({ colourScheme, ...(matchingIds && { matchingIds }) });
        expect(validateStyleMin(buildStyle(view, context, ASSETS))).toEqual([]);
      }
  });

test("the same view gives the same style and neither is changed by it", () => {
  for (const view of views()) {
    const context = makeContext();
    const before = JSON.stringify([view, context]);
    const first = JSON.stringify(buildStyle(view, context, ASSETS));
    expect(JSON.stringify(buildStyle(view, context, ASSETS))).toBe(first);
    expect(JSON.stringify([view, context])).toBe(before);
  }
});

test("everything comes from the page's own origin, as addresses and never as data", () => {
  const style = buildStyle(makeView(), makeContext(), ASSETS);
  const addresses = JSON.stringify(style).match(/https?:\/\/[^/"]+/g) ?? [];
  expect(new Set(addresses)).toEqual(new Set([ASSETS.origin]));
  expect(style.glyphs).toBeUndefined();
  expect(Object.values(style.sources).map(({ type }) => type)).toEqual(["vector", "raster-dem"]);
});

test("the tile address names version, rule, day, units and operator", () => {
  const view = makeView({ operator: "VTL" });
  const { sources } = buildStyle(view, makeContext({ asOf: "2023-06-30", epoch: "2023" }), ASSETS);
  expect(sources.tiles).toMatchObject({
    url: "http://127.0.0.1:8080/tiles/villages,communes,sites,fibre,roads,places.json?version=7&rule=ke-hoach-2023&asOf=2023-06-30&epoch=2023&operator=VTL",
  });
});

test("an uncovered thôn has a marker at every zoom that no label can push out", () => {
  for (const shading of SHADINGS)
    for (const id of ["uncovered-marker", "uncovered-ring"]) {
      const marker = layer(id, { shading });
      expect(marker.type).toBe("circle");
      expect(marker).not.toHaveProperty("minzoom");
      expect(marker).not.toHaveProperty("maxzoom");
      expect(marker.layout?.visibility).not.toBe("none");
      for (const name of alarmingClasses({ shading }))
        expect(JSON.stringify("filter" in marker && marker.filter)).toContain(`"${name}"`);
    }
  expect(order.indexOf("uncovered-marker")).toBeGreaterThan(order.indexOf("sites"));
});

test("no edge of a thôn or commune is drawn above the seam that hides the national border", () => {
  const { layers } = buildStyle(makeView(), makeContext(), ASSETS);
  const seam = order.indexOf("commune-halo");
  const edges = layers.filter(
    (one) =>
      one.type === "line" &&
      (one["source-layer"] === "villages" || one["source-layer"] === "communes"),
  );
  expect(edges.length).toBeGreaterThan(3);
  // The selection's closed edge lies inside the seam instead of under it.
  for (const { id } of edges)
    if (id !== "selected-area") expect(order.indexOf(id), id).toBeLessThanOrEqual(seam);
  const width = (id: string, name: string) =>
    (layer(id).paint as Record<string, readonly unknown[]>)[name]?.slice(3);
  const [seamWidth, inset] = [
    width("commune-halo", "line-width"),
    width("selected-area", "line-offset"),
  ];
  for (let at = 1; at < (seamWidth?.length ?? 0); at += 2)
    expect(Number(inset?.[at])).toBeGreaterThan(Number(seamWidth?.[at]) / 2);
  expect(layers.filter((one) => one.type === "fill" && one.paint?.["fill-outline-color"])).toEqual(
    layers.filter(({ id }) => id === "sectors"),
  );
});

test("the seam is the ground's own colour: it cannot be read as a line", () => {
  const style = buildStyle(makeView(), makeContext(), ASSETS);
  const paint = (id: string) => style.layers.find((one) => one.id === id)?.paint;
  expect(paint("commune-halo")).toMatchObject({
    "line-color": (paint("ground") as { "background-color": string })["background-color"],
  });
});

test("borders of thôn appear from zoom 11 and sector wedges from zoom 12", () => {
  expect(layer("village-borders").minzoom).toBe(11);
  expect(layer("sectors").minzoom).toBe(12);
});

test("names of uncovered thôn are placed before all others, at every zoom", () => {
  for (const other of ["village-labels", "commune-labels", "unknown-labels", "keep-off-sites"])
    expect(order.indexOf("uncovered-labels"), other).toBeGreaterThan(order.indexOf(other));
  expect(layer("uncovered-labels").minzoom).toBe(0);
});

test("an uncovered area is a tint, hatched and outlined only from zoom 12", () => {
  for (const id of ["alarming-pattern", "alarming-outline"]) expect(layer(id).minzoom).toBe(12);
  const fills = classesOf({ shading: "mobile" }, PALETTES.light);
  expect(fills.find(({ name }) => name === "trang_song")?.strength).toBeLessThanOrEqual(0.3);
});

test("a layer that is switched off is not drawn", () => {
  const shown = (hiddenLayers: View["hiddenLayers"], shading: View["shading"] = "mobile") =>
    buildStyle(makeView({ hiddenLayers, shading }), makeContext(), ASSETS)
      .layers.filter(({ layout }) => layout?.visibility !== "none")
      .map(({ id }) => id);
  const all = shown([]);
  expect(all.filter((id) => !shown(["sites"]).includes(id))).toEqual([
    "sectors",
    "sites",
    "keep-off-sites",
  ]);
  const ofFibre = shown([], "ftth");
  expect(ofFibre.filter((id) => !shown(["fibre"], "ftth").includes(id))).toHaveLength(3);
  expect(all.filter((id) => !shown(["roads"]).includes(id))).toHaveLength(2);
  expect(all.filter((id) => !shown(["relief"]).includes(id))).toEqual(["relief"]);
  expect(all.filter((id) => !shown(["communes"]).includes(id))).toEqual([
    "commune-borders",
    "commune-labels",
  ]);
});

test("nothing moves where motion is unwelcome", () => {
  const still = buildStyle(makeView(), makeContext({ reducedMotion: true }), ASSETS);
  expect(still.transition).toEqual({ duration: 0, delay: 0 });
});

test("another day is another picture, a selection is the same one", () => {
  const context = makeContext();
  const plain = pictureKey(makeView(), context);
  expect(pictureKey(makeView({ selection: { kind: "village", id: "v1" } }), context)).toBe(plain);
  expect(pictureKey(makeView(), makeContext({ asOf: "2023-06-30" }))).not.toBe(plain);
  expect(pictureKey(makeView({ shading: "nr" }), context)).not.toBe(plain);
});
