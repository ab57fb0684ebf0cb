import { type DataSourceMix, DEMONSTRATION_MARK } from "../../geodata/model/provenance.ts";

const MIXED = "CÓ DỮ LIỆU MINH HỌA – KHÔNG PHẢI SỐ LIỆU THẬT";

/** The mark that everything made from demonstration rows carries; undefined for real data. */
export function demoNotice(dataSource: DataSourceMix): string | undefined {
  if (dataSource === "real") return undefined;
  return dataSource === "demo" ? DEMONSTRATION_MARK : MIXED;
}
