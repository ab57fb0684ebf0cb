import { createExpression, type ExpressionSpecification } from "@maplibre/maplibre-gl-style-spec";
import fc from "fast-check";
import { expect, test } from "vitest";
import { PALETTES } from "../../../client/map/colors.ts";
import {
  byClass,
  classExpression,
  isShown,
  passesFilters,
} from "../../../client/map/layers/village-class.ts";
import {
  alarmingClasses,
  classesOf,
  classOf,
  classWord,
} from "../../../client/map/verdict-classes.ts";
import { SHADINGS } from "../../../client/view.ts";
import { FtthVerdict, MobileVerdict } from "../../../geodata/model/verdict.ts";
import { makeView, makeVillage } from "./map-makers.ts";

const mobile = fc.constantFrom(...MobileVerdict.anyOf.map((one) => one.const));
const ftth = fc.constantFrom(...FtthVerdict.anyOf.map((one) => one.const));
const anyVillage = fc.record({
  verdicts: fc.record({ mobile, umts: mobile, lte: mobile, nr: mobile, ftth }),
  operatorCount: fc.nat(6),
  remote: fc.boolean(),
  communeCode: fc.constantFrom("06196", "06202"),
});

const SUBJECTS = SHADINGS.flatMap((shading) => [{ shading }, { shading, operator: "VTL" }]);

/** What the map would draw for a feature of a tile. */
function drawn(expression: ExpressionSpecification, properties: Record<string, unknown>): unknown {
  const parsed = createExpression(expression, "test");
  if (parsed.result === "error") throw new Error(JSON.stringify(parsed.value));
  return parsed.value.evaluate({ zoom: 10 }, { type: "Polygon", properties } as never);
}

test("the map and the legend put every thôn into the same class", () => {
  fc.assert(
    fc.property(anyVillage, fc.constantFrom(...SHADINGS), (village, shading) => {
      const properties = { ...village, ...village.verdicts };
      expect(drawn(classExpression(shading), properties)).toBe(classOf(village, shading));
    }),
  );
});

test("every class that a thôn can be in has a look of its own", () => {
  fc.assert(
    fc.property(anyVillage, fc.constantFrom(...SUBJECTS), (village, subject) => {
      const { shading } = subject;
      if ("operator" in subject) village.operatorCount = Math.min(village.operatorCount, 1);
      const looks = classesOf(subject, PALETTES.light);
      const look = looks.find(({ name }) => name === classOf(village, shading));
      expect(look).toBeDefined();
      expect(new Set(looks.map(({ fill, cue }) => fill + cue)).size).toBe(looks.length);
      const fill = byClass(shading, looks, (one) => one.fill, "none");
      expect(drawn(fill, { ...village, ...village.verdicts })).toBe(look?.fill);
    }),
  );
});

test("nothing is red that nobody promised, and it has a word of its own", () => {
  for (const palette of Object.values(PALETTES))
    for (const subject of SUBJECTS) {
      const alarming = alarmingClasses(subject);
      const isPart =
        "operator" in subject || subject.shading === "nr" || subject.shading === "umts";
      expect(alarming.length > 0).toBe(!isPart);
      for (const { name, fill } of classesOf(subject, palette)) {
        if (isPart) expect([palette.uncovered, palette.fibreNo]).not.toContain(fill);
        expect(classWord(subject, name).startsWith("without.")).toBe(
          isPart && ["trang_song", "chua_co_cap", "0"].includes(name),
        );
      }
    }
});

test("a class hidden in the legend leaves the map, the others stay", () => {
  fc.assert(
    fc.property(anyVillage, fc.constantFrom(...SHADINGS), (village, shading) => {
      const properties = { ...village, ...village.verdicts };
      const hidden = [classOf(village, shading)];
      expect(drawn(isShown(makeView({ shading, hidden })), properties)).toBe(false);
      expect(drawn(isShown(makeView({ shading, hidden: ["other"] })), properties)).toBe(true);
    }),
  );
});

test("a thôn without an operator is uncovered only where something is known", () => {
  const none = { operatorCount: 0 };
  const { verdicts } = makeVillage();
  expect(classOf({ ...none, verdicts: { ...verdicts, mobile: "trang_song" } }, "operators")).toBe(
    "0",
  );
  expect(classOf({ ...none, verdicts: { ...verdicts, mobile: "chua_ro" } }, "operators")).toBe(
    "chua_ro",
  );
});

test("the map's filters are those of the list", () => {
  fc.assert(
    fc.property(anyVillage, fc.boolean(), fc.boolean(), (village, remoteOnly, byCommune) => {
      const view = makeView({ remoteOnly, ...(byCommune && { commune: "06196" }) });
      const wanted =
        (!remoteOnly || village.remote) && (!byCommune || village.communeCode === "06196");
      expect(drawn(passesFilters(view, undefined), { id: "v1", ...village })).toBe(wanted);
      expect(drawn(passesFilters(view, ["v2"]), { id: "v1", ...village })).toBe(false);
    }),
  );
});
