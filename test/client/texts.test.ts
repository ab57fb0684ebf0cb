import { expect, test } from "vitest";
import { en } from "../../client/text/en.ts";
import { vi } from "../../client/text/vi.ts";

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, path = ""): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(tree))
    if (typeof value === "string") all.set(path + key, value);
    else for (const [below, text] of flat(value, `${path}${key}.`)) all.set(below, text);
  return all;
}

const vietnamese = flat(vi);
const english = flat(en);
const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name);

test("every word of the screen exists in both languages", () => {
  expect([...english.keys()].sort()).toEqual([...vietnamese.keys()].sort());
});

test("both languages put the same values into each sentence", () => {
  for (const [key, text] of vietnamese)
    expect(new Set(placeholders(english.get(key) ?? "")), key).toEqual(new Set(placeholders(text)));
});

test("no word of the program is shown to people, and no report is called a land dispute", () => {
  for (const [key, text] of [...vietnamese, ...english]) {
    const shown = text.replace(/{{\w+}}/g, "");
    expect(shown, key).not.toMatch(
      /\b(trang|lom|phu|chua|co)_[a-z_]+|undefined|\bnull\b|tranh chấp/,
    );
  }
});

test("the words of the verdicts are the ones that the district uses", () => {
  expect(vi.verdict).toMatchObject({
    phu_song: "Đã phủ sóng",
    lom_song: "Lõm sóng",
    trang_song: "Trắng sóng",
    chua_ro: "Chưa rõ",
    co_cap: "Đã có cáp quang",
    chua_co_cap: "Chưa có cáp quang",
  });
  expect(vi.flag.dang_xac_minh).toBe("Đang xác minh");
  expect(vi.app.demo).toBe("DỮ LIỆU MINH HỌA – KHÔNG PHẢI SỐ LIỆU THẬT");
  expect(en.app.demo).toContain(vi.app.demo);
});
