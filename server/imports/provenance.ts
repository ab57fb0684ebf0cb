import { isDeepStrictEqual } from "node:util";
import type { DataSource } from "../../geodata/model/provenance.ts";
import { foldKey } from "../../geodata/text/fold.ts";
import type { PlanContext } from "./import-plan.ts";
import type { ImportField } from "./match-columns.ts";
import type { RowReader } from "./row-reader.ts";

/** Columns of our exports that say where a row comes from. */
export const PROVENANCE_FIELDS: readonly ImportField[] = [
  { name: "dataSource", headers: ["data source", "loai du lieu"] },
  { name: "dataSourceText", headers: ["nguon du lieu"] },
  { name: "source", headers: ["source", "nguon"] },
];

interface Provenance {
  dataSource: DataSource;
  source: string;
}

/** The words of our notice and of the sources of generated rows, folded. */
const DEMO_WORDS = /minh hoa|sinh tu dong|khong phai so lieu that|lam muot tu luoi/;
/** Names of generated thôn and sites: "Thôn minh họa 3", "Viettel Đồng Đăng (minh họa 1)". */
const GENERATED_NAME = /\bminh hoa \d+\)?$/;
const REAL_WORDS = /^(real|that|so lieu that|so lieu nhap|khong phai (du lieu )?minh hoa)$/;

/** "demo", "mixed" and the notices are demonstration; other words than ours say nothing. */
function sourceOfText(text: string | undefined): DataSource | undefined {
  const said = foldKey(text ?? "");
  if (REAL_WORDS.test(said)) return "real";
  return /^(demo|mixed)\b/.test(said) || DEMO_WORDS.test(said) ? "demo" : undefined;
}

/** What a row says of where it comes from, by its columns or its generated name. */
function statedSource(reader: RowReader): DataSource | undefined {
  const isGenerated =
    DEMO_WORDS.test(foldKey(reader.text("source") ?? "")) ||
    GENERATED_NAME.test(foldKey(reader.text("name") ?? ""));
  if (isGenerated) return "demo";
  return sourceOfText(reader.text("dataSource")) ?? sourceOfText(reader.text("dataSourceText"));
}

const fileSource = (fileName: string): string => `Tệp ${fileName}`;

/**
 * The row that a row of a file stands for, with its provenance: what says of itself that it is
 * demonstration stays so, and so does an unmarked row that tells in everything what the
 * demonstration row of its key tells. `make` builds the row of either provenance. Such a row neither
 * replaces demonstration rows nor corrects a real one. Undefined after an error.
 */
export function withProvenance<Row extends Provenance>(
  reader: RowReader,
  { table, replace }: Pick<PlanContext, "table" | "replace">,
  known: Row | undefined,
  make: (provenance: Provenance) => Row,
  isTwin: (row: Row, known: Row) => boolean = isDeepStrictEqual,
): Row | undefined {
  const stated = statedSource(reader);
  const demo = (): Row =>
    make({
      dataSource: "demo",
      source:
        reader.text("source") ??
        (known?.dataSource === "demo"
          ? known.source
          : `${fileSource(table.fileName)} (dữ liệu minh họa)`),
    });
  if (stated !== "demo") {
    const twin = stated === undefined && known?.dataSource === "demo" ? demo() : undefined;
    if (!twin || !known || !isTwin(twin, known))
      return make({ dataSource: "real", source: fileSource(table.fileName) });
    if (replace) return refuseDemo(reader, "dòng này trùng hệt dữ liệu minh họa đang có");
    reader.warn("", "kept", {
      message:
        "trùng hệt dữ liệu minh họa đang có: vẫn là dữ liệu minh họa (nếu là số liệu thật, ghi “real” vào cột loai_du_lieu)",
    });
    return twin;
  }
  if (replace) return refuseDemo(reader, "dòng này là dữ liệu minh họa");
  if (known?.dataSource === "real")
    return refuseDemo(reader, "dòng này là dữ liệu minh họa, dữ liệu đang có là số liệu thật");
  return demo();
}

function refuseDemo(reader: RowReader, message: string): undefined {
  const field = ["dataSource", "dataSourceText", "source"].find((one) => reader.text(one));
  return reader.error(field ?? "", "demonstration", {
    message,
    expected: "số liệu thật",
    suggestion: "Dữ liệu minh họa không thay được dữ liệu nào: hãy bỏ dòng này.",
  });
}

/**
 * Fields that the file has no column for stay as they are known: silence corrects nothing. Only of
 * rows of the same provenance, for a real row takes nothing that was generated.
 */
export function unsaid<Row extends object, K extends keyof Row & string>(
  reader: RowReader,
  known: (Row & { dataSource: DataSource }) | undefined,
  provenance: Provenance,
  fields: readonly K[],
): Partial<Pick<Row, K>> {
  if (known?.dataSource !== provenance.dataSource) return {};
  return Object.fromEntries(
    fields
      .filter((field) => !reader.hasColumn(field) && known[field] !== undefined)
      .map((field) => [field, known[field]]),
  ) as Partial<Pick<Row, K>>;
}
