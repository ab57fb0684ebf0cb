import fc from "fast-check";
import { expect, test } from "vitest";
import {
  changed,
  DEFAULT_VIEW,
  epochOfView,
  isLayerShown,
  layerSwitched,
  OPTIONAL_LAYERS,
  questionOf,
  SHADINGS,
  undone,
  unitOfView,
  type View,
  viewFromSearch,
  viewToSearch,
} from "../../client/view.ts";

const day = fc
  .date({
    min: new Date("2000-01-01T00:00:00Z"),
    max: new Date("2099-12-31T00:00:00Z"),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString().slice(0, 10));
const word = fc.stringMatching(/^[A-Za-z0-9_+.]{1,12}$/);
const anyView: fc.Arbitrary<View> = fc
  .record(
    {
      asOf: day,
      compareWith: day,
      swipe: fc.constant(true as const),
      rule: fc.constantFrom("ke-hoach-2023", "cv1603-2024", "tinh-toan"),
      compareRule: fc.constantFrom("ke-hoach-2023", "cv1603-2024"),
      epoch: fc.constantFrom("2023" as const, "2025" as const),
      shading: fc.constantFrom(...SHADINGS),
      operator: fc.stringMatching(/^[A-Z]{2,5}$/),
      selection: fc.record({
        kind: fc.constantFrom(
          "village" as const,
          "commune" as const,
          "site" as const,
          "span" as const,
        ),
        id: fc.string({ minLength: 1, unit: "grapheme" }),
      }),
      hidden: fc.uniqueArray(word),
      layers: fc
        .array(fc.constantFrom("left", "hidden", "shown"), {
          minLength: OPTIONAL_LAYERS.length,
          maxLength: OPTIONAL_LAYERS.length,
        })
        .map((states) => ({
          hiddenLayers: OPTIONAL_LAYERS.filter((_, index) => states[index] === "hidden"),
          shownLayers: OPTIONAL_LAYERS.filter((_, index) => states[index] === "shown"),
        })),
      commune: fc.stringMatching(/^\d{5}(@20\d{2}-0[1-9]-[12]\d)?$/),
      remoteOnly: fc.boolean(),
      text: fc.string({ maxLength: 40, unit: "grapheme" }).filter((text) => text.length <= 100),
      sort: fc.stringMatching(/^-?[A-Za-z]{1,12}$/),
      columns: fc.uniqueArray(word),
      counts: fc.stringMatching(/^\d{1,4}\/\d{1,4},\d{1,4}\/\d{1,4}$/),
      list: fc.constant("communes" as const),
      wideTable: fc.constant(true as const),
      language: fc.constant("en" as const),
    },
    { requiredKeys: ["shading", "hidden", "layers", "remoteOnly", "text"] },
  )
  .map(({ layers, ...view }) => ({ ...view, ...layers }));

test("a layer that is switched is shown or not, whatever the theme does by itself", () => {
  fc.assert(
    fc.property(anyView, fc.constantFrom(...OPTIONAL_LAYERS), fc.boolean(), (view, layer, isOn) => {
      const next = changed(view, layerSwitched(view, layer, isOn));
      expect(isLayerShown(next, layer)).toBe(isOn);
      for (const other of OPTIONAL_LAYERS)
        if (other !== layer) expect(isLayerShown(next, other)).toBe(isLayerShown(view, other));
      expect(viewFromSearch(viewToSearch(next))).toEqual(viewFromSearch(viewToSearch(next)));
    }),
  );
});

test("a theme shows what it is about: no cable on the mobile map, no masts on that of fibre", () => {
  const shown = (shading: View["shading"]) =>
    OPTIONAL_LAYERS.filter((layer) => isLayerShown({ ...DEFAULT_VIEW, shading }, layer));
  expect(shown("ftth")).toEqual(["communes", "roads", "relief", "fibre"]);
  for (const shading of SHADINGS)
    if (shading !== "ftth")
      expect(shown(shading)).toEqual(["communes", "roads", "relief", "sites"]);
});

test("whatever is looked at comes back from its link unchanged", () => {
  fc.assert(
    fc.property(anyView, (view) => {
      expect(viewFromSearch(viewToSearch(view))).toEqual(view);
    }),
  );
});

test("any text after the question mark gives a view that can be shown", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (search) => {
      const view = viewFromSearch(search);
      expect(viewFromSearch(viewToSearch(view))).toEqual(view);
    }),
  );
});

test("the plain address is the default view and stays plain", () => {
  expect(viewFromSearch("")).toEqual(DEFAULT_VIEW);
  expect(viewToSearch(DEFAULT_VIEW)).toBe("");
});

test("a link can be read aloud", () => {
  const view: View = {
    ...DEFAULT_VIEW,
    asOf: "2023-06-30",
    shading: "nr",
    selection: { kind: "village", id: "v-06196-01" },
    hidden: ["phu_song", "chua_ro"],
  };
  expect(viewToSearch(view)).toBe(
    "asOf=2023-06-30&shading=nr&select=village:v-06196-01&hidden=phu_song,chua_ro",
  );
});

test("words that nobody knows are left out of the view", () => {
  expect(
    viewFromSearch("?asOf=2023-13-40&epoch=1999&operator=viettel&shading=6g&select=moon:1&q=ok"),
  ).toEqual({ ...DEFAULT_VIEW, text: "ok" });
});

test("undoing again and again ends with nothing chosen, one thing at a time", () => {
  fc.assert(
    fc.property(anyView, (start) => {
      let view = start;
      let steps = 0;
      for (let next = undone(view); next; next = undone(view)) {
        expect(viewToSearch(next)).not.toBe(viewToSearch(view));
        view = next;
        steps += 1;
      }
      expect(steps).toBeLessThanOrEqual(5);
      expect(view.selection).toBeUndefined();
      expect(view.hidden).toEqual([]);
    }),
  );
});

test("Esc closes the thôn before it ends the comparison", () => {
  const view: View = {
    ...DEFAULT_VIEW,
    compareWith: "2023-06-30",
    selection: { kind: "village", id: "a" },
  };
  expect(undone(view)).toEqual({ ...DEFAULT_VIEW, compareWith: "2023-06-30" });
});

test("a field set to nothing is gone from the view and from the link", () => {
  const view = changed({ ...DEFAULT_VIEW, operator: "VTL" }, { operator: undefined });
  expect("operator" in view).toBe(false);
});

test("another page keeps the question and drops what was clicked", () => {
  const view: View = {
    ...DEFAULT_VIEW,
    asOf: "2024-12-31",
    operator: "VTL",
    text: "na",
    selection: { kind: "village", id: "a" },
  };
  expect(questionOf(view)).toEqual({ ...DEFAULT_VIEW, asOf: "2024-12-31", operator: "VTL" });
});

test("a chosen commune keeps its own units on any day, whatever had its code before", () => {
  fc.assert(
    fc.property(anyView, fc.constantFrom("2020-01-01", "2025-07-01"), (start, validFrom) => {
      const key = `06196@${validFrom}`;
      const view = changed(start, {
        commune: undefined,
        selection: { kind: "commune", id: key },
      });
      expect(epochOfView(viewFromSearch(viewToSearch(view)))).toBe(
        validFrom < "2025-07-01" ? "2023" : "2025",
      );
      expect(unitOfView(view)).toEqual({ code: "06196", validFrom });
    }),
  );
  expect(epochOfView({ ...DEFAULT_VIEW, commune: "06196" })).toBeUndefined();
});

test("counts of then are gone as soon as something else is asked", () => {
  const view: View = { ...DEFAULT_VIEW, asOf: "2025-12-31", counts: "169/175,163/175" };
  expect(changed(view, { text: "na" }).counts).toBe("169/175,163/175");
  for (const change of [{ asOf: "2024-12-31" }, { rule: "cv1603-2024" }, { operator: "VTL" }])
    expect(changed(view, change)).not.toHaveProperty("counts");
});
