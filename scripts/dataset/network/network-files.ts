import type { ClaimRow } from "../../../geodata/datasets/claims-table.ts";
import { claimsCsv } from "../claims/claims.ts";
import { type DatasetFile, jsonRows, OWN_DATA } from "../dataset-file.ts";
import { END_DAY, START_DAY } from "./days.ts";
import type { Network } from "./network.ts";

const FACTS = "Bảng dữ kiện geodata/datasets/facts";
/** How the site counts and the plan's 16 % go together; reasons in network-site-plan.ts. */
const MAST_NOTE =
  "125 trạm của 4 nhà mạng giữa năm 2023 không thể vừa đứng trên 125 vị trí đang phát vừa dùng chung 20 vị trí; giữ đúng số trạm: 106 vị trí đang phát, 17 dùng chung (16,0%), 125 vị trí kể cả đang chuẩn bị; cuối năm 2025: 124 vị trí đang phát, 24 dùng chung, 150 vị trí";

/** The files of the networks and of what operators claim, in the order of the catalogue. */
export function networkFiles(network: Network, claims: readonly ClaimRow[]): DatasetFile[] {
  const common = {
    dataSource: "demo",
    madeBy: "npm run data (scripts/make-dataset.ts)",
    crs: "EPSG:4326 (WGS 84), kinh độ rồi vĩ độ",
    licence: OWN_DATA,
    date: `${START_DAY}/${END_DAY}`,
  } as const;
  const table = (
    file: string,
    title: DatasetFile["title"],
    source: string,
    rows: readonly object[],
  ): DatasetFile => ({ ...common, file, title, source, rows: rows.length, bytes: jsonRows(rows) });
  return [
    {
      ...table(
        "operators.json",
        { vi: "Nhà mạng", en: "Operators" },
        `${FACTS}: operators.csv (băng tần, ngày mở 5G, mức chắc chắn ghi ở từng dòng)`,
        network.operators,
      ),
      dataSource: "real",
      licence: "Số liệu công khai",
      crs: "không có",
    },
    table(
      "masts.json",
      { vi: "Vị trí trạm (cột)", en: "Masts" },
      `Vị trí sinh tự động gần thôn và đường. ${MAST_NOTE}`,
      network.masts,
    ),
    table(
      "sites.json",
      { vi: "Trạm của từng nhà mạng, theo trạng thái", en: "Sites of each operator, by status" },
      `${FACTS}: operators.csv (số trạm); vị trí, trạng thái và ngày sinh tự động. ${MAST_NOTE}`,
      network.sites,
    ),
    table(
      "cells.json",
      { vi: "Ô sóng", en: "Cells" },
      `${FACTS}: operators.csv (băng tần, ngày mở 5G); hướng, góc nghiêng, công suất là mặc định kỹ thuật`,
      network.cells,
    ),
    table(
      "fibre-spans.json",
      { vi: "Tuyến cáp quang", en: "Fibre spans" },
      "Sinh tự động dọc đường (cũng sinh tự động) từ hai thị trấn tới các thôn",
      network.spans,
    ),
    table(
      "access-points.json",
      { vi: "Tủ, hộp cáp", en: "Fibre access points" },
      "Sinh tự động gần trung tâm các thôn có cáp",
      network.accessPoints,
    ),
    {
      ...common,
      file: "claims.csv",
      title: {
        vi: "Nhà mạng báo cáo theo thôn và quý",
        en: "What operators report per thôn and quarter",
      },
      source:
        "Sinh tự động từ trạm, ô sóng và địa hình, chỉnh cho khớp hiện trạng của kế hoạch ngày 30/6/2023 (161/175 và 152/175 thôn); không phải báo cáo thật của nhà mạng",
      crs: "không có",
      rows: claims.length,
      bytes: claimsCsv(claims),
    },
  ];
}
