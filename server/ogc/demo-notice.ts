import type { DataSourceMix } from "../../geodata/model/provenance.ts";

const DEMO = "DỮ LIỆU MINH HỌA – KHÔNG PHẢI SỐ LIỆU THẬT";
const MIXED = "CÓ DỮ LIỆU MINH HỌA – KHÔNG PHẢI SỐ LIỆU THẬT";

/** The mark that everything made from demonstration rows carries; undefined for real data. */
export function demoNotice(dataSource: DataSourceMix): string | undefined {
  if (dataSource === "real") return undefined;
  return dataSource === "demo" ? DEMO : MIXED;
}
