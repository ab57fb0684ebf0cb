import { expect, test } from "vitest";
import { pictureOf } from "../../../client/map/picture.ts";
import { makeContext, makeText, makeView, makeVillage } from "./map-makers.ts";

const pane = { canvas: {} as HTMLCanvasElement, widthPx: 800, heightPx: 600 };
const { verdicts } = makeVillage();
const shown = {
  view: makeView(),
  contexts: [makeContext()],
  panes: [pane],
  villages: [
    makeVillage({ id: "a" }),
    makeVillage({ id: "b", verdicts: { ...verdicts, mobile: "trang_song" } }),
  ],
  scale: { metres: 5000, widthPx: 70 },
  link: "http://127.0.0.1:8080/?shading=lte#map=11/21.9/106.8",
  rule: "Theo kế hoạch",
  seesClusters: true,
  figures: ["Băng rộng di động: 1/2 thôn (50%)."],
  text: makeText(),
  words: ((key: string) => key) as never,
};

test("a class that the rule does not look at has no count", () => {
  const { legend } = pictureOf({ ...shown, seesClusters: false });
  expect(legend.find(({ word }) => word === "verdict.lom_song")?.count).toBe(
    "không xét theo cách tính này",
  );
});

test("the picture says what, when, by which rule, from where and what it does not show", () => {
  const picture = pictureOf(shown);
  expect(picture.title).toBe("Băng rộng di động theo thôn, Cao Lộc, Lạng Sơn");
  expect(picture.lines).toEqual([
    "Băng rộng di động: 1/2 thôn (50%).",
    "Số liệu đến 31/12/2025 · Cách tính: Theo kế hoạch",
  ]);
  // The legend of what is drawn: masts on the mobile map, cables on that of fibre.
  expect(picture.signs.map(({ kind }) => kind)).toEqual([
    "dot",
    "triangle",
    "triangle",
    "triangle",
  ]);
  const fibre = pictureOf({ ...shown, view: makeView({ shading: "ftth" }) });
  expect(fibre.signs.map(({ kind }) => kind)).toEqual(["line", "line"]);
  expect(picture.scale.text).toBe("5 km");
  expect(picture.notes).toContain("Bản đồ này không thể hiện đường biên giới quốc gia.");
  expect(picture.notes).toContain("Nguồn: Sóng Thôn, bản dữ liệu số 7");
  expect(picture.link).toBe(shown.link);
  expect(picture.legend.map(({ word, count }) => [word, count])).toEqual([
    ["verdict.trang_song", "1 thôn"],
    ["verdict.lom_song", "0 thôn"],
    ["verdict.chua_ro", "0 thôn"],
    ["verdict.phu_song", "1 thôn"],
  ]);
});

test("demonstration data carry their mark, real data carry none", () => {
  expect(pictureOf(shown).demo).toBe("DỮ LIỆU MINH HỌA – KHÔNG PHẢI SỐ LIỆU THẬT");
  expect(pictureOf({ ...shown, contexts: [makeContext({ demo: false })] })).not.toHaveProperty(
    "demo",
  );
});

test("one operator's map says whose it is", () => {
  const context = makeContext({ operatorNames: { VTL: "Viettel" } });
  const picture = pictureOf({
    ...shown,
    view: makeView({ operator: "VTL" }),
    contexts: [context],
  });
  expect(picture.lines).toContain("Chỉ tính nhà mạng Viettel");
});

test("a map of a part says of which part it is", () => {
  const picture = pictureOf({
    ...shown,
    view: makeView({ commune: "06196", remoteOnly: true, text: "bản", hidden: ["chua_ro"] }),
  });
  expect(picture.lines.slice(2)).toEqual([
    `Chỉ gồm ${shown.villages[0]?.communeName}, thôn vùng sâu, vùng xa, thôn hoặc xã có tên “bản”`,
    "Không vẽ: verdict.chua_ro",
  ]);
});

test("of two days each map names its own and the legend says which one it counts", () => {
  const picture = pictureOf({
    ...shown,
    view: makeView({ compareWith: "2023-06-30" }),
    contexts: [makeContext({ asOf: "2023-06-30" }), makeContext()],
    panes: [pane, pane],
  });
  expect(picture.panes.map(({ caption }) => caption)).toEqual(["30/06/2023", "31/12/2025"]);
  expect(picture.lines[1]).toBe("30/06/2023 và 31/12/2025 · Cách tính: Theo kế hoạch");
  expect(picture.legendNote).toBe("Số thôn của ngày 31/12/2025");
});

test("a class that the legend hides is not in the picture's legend", () => {
  const picture = pictureOf({ ...shown, view: makeView({ hidden: ["chua_ro"] }) });
  expect(picture.legend.map(({ look }) => look.name)).not.toContain("chua_ro");
});
