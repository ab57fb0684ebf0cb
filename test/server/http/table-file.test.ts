import { read, utils } from "@e965/xlsx";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type TableFile, tableAsCsv, tableAsXlsx } from "../../../server/http/table-file.ts";

interface Row {
  name: string;
  count: number | undefined;
  isRemote: boolean;
  verdict: "trang_song" | "phu_song";
}
const WORDS = { trang_song: "Trắng sóng", phu_song: "Đã phủ sóng" };
const tableOf = (rows: readonly Row[]): TableFile<Row> => ({
  fileName: "thon",
  sheet: "Thôn",
  columns: [
    { name: "ten_thon", title: "Thôn", value: (row) => row.name },
    { name: "so_ho", title: "Số hộ", value: (row) => row.count },
    { name: "vung_sau", title: "Vùng sâu", value: (row) => row.isRemote },
    {
      name: "di_dong",
      title: "Di động",
      value: (row) => row.verdict,
      words: (row) => WORDS[row.verdict],
    },
  ],
  rows,
  notes: [["Dữ liệu", "minh họa"]],
});
const anyRow = fc.record({
  name: fc.oneof(
    fc.string({ minLength: 1, unit: "grapheme" }),
    fc.constantFrom("=1+1", "+84", "-1", "@x", "0912", "1e5", "2025-01-01", "TRUE"),
  ),
  count: fc.option(fc.nat(), { nil: undefined }),
  isRemote: fc.boolean(),
  verdict: fc.constantFrom("trang_song" as const, "phu_song" as const),
});
/** XML 1.0 cannot hold all that is unseen; whatever is stored was cleaned of it. */
const inXml = (text: string) => !/\p{C}/u.test(text);

test("a workbook keeps numbers as numbers and every text as text: nothing is a formula", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { maxLength: 6 }), async (rows) => {
      const shown = rows.filter(({ name }) => inXml(name) && !name.includes("\r"));
      const book = read(await tableAsXlsx(tableOf(shown)));
      expect(book.SheetNames).toEqual(["Thôn", "Thuyết minh"]);
      const sheet = book.Sheets.Thôn ?? {};
      const cells = Object.entries(sheet).filter(([address]) => !address.startsWith("!"));
      for (const [address, cell] of cells) expect(cell.f, address).toBeUndefined();
      const back = utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true });
      expect(back.slice(1).map(([a, b, c, d]) => [a, b, c, d])).toEqual(
        shown.map(({ name, count, isRemote, verdict }) => [
          name,
          count,
          isRemote ? "Có" : "Không",
          WORDS[verdict],
        ]),
      );
    }),
    { numRuns: 60 },
  );
});

test("the CSV has the words beside the codes", () => {
  const [, heading, line] = tableAsCsv(
    tableOf([{ name: "Nà Lộc", count: 12, isRemote: true, verdict: "trang_song" }]),
  );
  expect(heading).toBe("ten_thon,so_ho,vung_sau,di_dong,di_dong_chu\r\n");
  expect(line).toBe("Nà Lộc,12,1,trang_song,Trắng sóng\r\n");
});
