import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { unguardFormula } from "../../../geodata/text/formula-guard.ts";
import { csvLine } from "../../../server/http/csv.ts";

test("whatever text comes in, a reader gets it back, and no cell starts as a formula", () => {
  const texts = fc.array(
    fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({
        unit: fc.constantFrom(
          "=",
          "+",
          "-",
          "@",
          "\t",
          "\r",
          "\n",
          '"',
          ",",
          "\0",
          "＝",
          "a",
          "'",
          " ",
          "\u200b",
          "\u202e",
        ),
      }),
    ),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(texts, (cells) => {
      const [read]: string[][] = parse(csvLine(cells), { relaxColumnCount: true });
      expect(read).toHaveLength(cells.length);
      for (const [at, cell] of (read ?? []).entries()) {
        expect(unguardFormula(cell)).toBe(cells[at]);
        expect(cell).not.toMatch(/^[\s\0\u200b\u202e]*[=+\-@＝＋－＠]/);
        expect(cell).not.toMatch(/^[\t\r\0]/);
      }
    }),
  );
});

test("numbers stay numbers, also below zero; yes and no are 1 and 0; the unknown is empty", () => {
  expect(csvLine([-110, 0.5, true, false, undefined, ""])).toBe("-110,0.5,1,0,,\r\n");
});
