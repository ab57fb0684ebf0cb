import { parseArgs } from "node:util";
import { expect, test } from "vitest";
import { optionFault } from "../../../geodata/text/option-fault.ts";

function fault(...args: string[]): string {
  try {
    parseArgs({ args, options: { "as-of": { type: "string" }, replace: { type: "boolean" } } });
  } catch (error) {
    return optionFault(error);
  }
  throw new Error("parseArgs took it");
}

test.each([
  [["--foo"], "Không có tùy chọn “--foo”."],
  [["--replace=1"], "Tùy chọn --replace không nhận giá trị."],
  [["--as-of"], "Tùy chọn --as-of cần một giá trị."],
  [["--as-of", "--replace"], "Tùy chọn --as-of cần một giá trị."],
  [["tệp.csv"], "Không hiểu “tệp.csv”: lệnh này không nhận tệp hay từ nào ngoài các tùy chọn."],
])("%j is told in Vietnamese", (args, words) => {
  expect(fault(...args)).toBe(words);
});
