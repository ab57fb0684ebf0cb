import fc from "fast-check";
import { expect, test } from "vitest";
import { visibleText } from "../../../geodata/text/visible-text.ts";

test.each([
  ["Nà Lộc\tThôn 1\n“Cụm” – 5 °", "Nà Lộc\tThôn 1\n“Cụm” – 5 °"],
  ["\u001b[31mđỏ", "‹U+001B›[31mđỏ"],
  ["a\u202eb\u200b\u2066", "a‹U+202E›b‹U+200B›‹U+2066›"],
  [
    "\ud800x\0\r\u009b\u2028\ufe0f\u3164",
    "‹U+D800›x‹U+0000›‹U+000D›‹U+009B›‹U+2028›‹U+FE0F›‹U+3164›",
  ],
])("%j is shown as %j", (text, shown) => expect(visibleText(text)).toBe(shown));

test("of any text nothing is left that a terminal runs, and it is the same a second time", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const shown = visibleText(text);
      expect(shown).not.toMatch(/[^\P{Cc}\n\t]|\p{Cf}|\p{Cs}/u);
      expect(visibleText(shown)).toBe(shown);
    }),
  );
});
