import { expect, test } from "vitest";
import { cardOfListItem, cardOfTile, shortReason } from "../../../client/map/map-card.tsx";
import { mapEn } from "../../../client/text/map.en.ts";
import { mapVi } from "../../../client/text/map.vi.ts";
import { SHADINGS } from "../../../client/view.ts";
import { makeText, makeVillage } from "./map-makers.ts";

const text = makeText();
const { verdicts } = makeVillage();
const uncovered = makeVillage({
  verdicts: { ...verdicts, mobile: "trang_song" },
  distanceToMastM: 4812,
  operatorCount: 0,
});

test("an uncovered thôn says how far the nearest site is", () => {
  expect(shortReason(cardOfListItem(uncovered), { shading: "mobile" }, "vi", text)).toBe(
    "Cách trạm gần nhất 4,8 km",
  );
});

test("a distance that is not known is not spoken of", () => {
  const { distanceToMastM: _, ...unmeasured } = uncovered;
  expect(
    shortReason(cardOfListItem(unmeasured), { shading: "mobile" }, "vi", text),
  ).toBeUndefined();
});

test("a distance that is not published is said to be so, a generalised one too", () => {
  const { distanceToMastM: _, ...unmeasured } = uncovered;
  const reason = (village: Parameters<typeof cardOfListItem>[0]) =>
    shortReason(cardOfListItem(village), { shading: "mobile" }, "vi", text);
  expect(reason({ ...unmeasured, mastDistanceBasis: "khong_cong_bo" })).toBe(
    "Không công bố khoảng cách đến trạm ở xã biên giới",
  );
  expect(reason({ ...uncovered, mastDistanceBasis: "khai_quat" })).toBe(
    "Cách trạm gần nhất 4,8 km (theo vị trí khái quát)",
  );
});

test("no card blames a mountain: nothing has looked at the terrain", () => {
  expect(JSON.stringify(mapVi)).not.toMatch(/núi/i);
  expect(JSON.stringify(mapEn)).not.toMatch(/mountain|ridge|hidden/i);
});

test("a tile's thôn and the list's thôn get the same card", () => {
  const { verdicts: words, flags, dataSource, ...rest } = uncovered;
  const tile = {
    ...rest,
    ...words,
    flagged: flags.includes("dang_xac_minh"),
    demo: dataSource === "demo",
  };
  const [ofTile, ofList] = [cardOfTile(tile), cardOfListItem(uncovered)];
  for (const shading of SHADINGS)
    expect(shortReason(ofTile, { shading }, "vi", text)).toBe(
      shortReason(ofList, { shading }, "vi", text),
    );
  expect(ofTile).toMatchObject({ name: "Nà Lộc", demo: true, flagged: false, remote: false });
  expect(ofList).toMatchObject({ name: "Nà Lộc", demo: true, flagged: false, remote: false });
});

test("every word has the same places to fill in both languages", () => {
  const places = (node: unknown): unknown =>
    typeof node === "string"
      ? (node.match(/\{\{\w+\}\}/g) ?? []).toSorted()
      : Object.fromEntries(
          Object.entries(node as object).map(([key, value]) => [key, places(value)]),
        );
  expect(places(mapEn)).toEqual(places(mapVi));
});
