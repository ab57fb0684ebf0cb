import type { CatalogueEntry } from "../../geodata/model/catalogue.ts";
import { type DocumentContext, selfLinks } from "./links.ts";

/**
 * Under which terms and from where the shipped files come, from the dataset's catalogue. Rows that
 * were imported later name their own source in the column `source`.
 */
export function licenceDocument(
  { base, format }: DocumentContext,
  catalogue: readonly CatalogueEntry[],
) {
  return {
    title: "Giấy phép và nguồn dữ liệu",
    description:
      "Mỗi tệp có giấy phép riêng; hàng được nhập sau ghi nguồn ở cột source. Ranh giới gần đúng, không có giá trị pháp lý.",
    sources: catalogue.map(({ title, dataSource, source, licence, date }) => ({
      title: title.vi,
      dataSource,
      source,
      licence,
      date,
    })),
    links: selfLinks(`${base}/licence`, {}, format),
  };
}
