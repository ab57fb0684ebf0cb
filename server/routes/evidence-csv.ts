import type { Evidence } from "../../geodata/model/evidence.ts";
import { DATA_SOURCE_TEXT } from "../../geodata/model/provenance.ts";
import { csvLine, UTF8_BOM } from "../http/csv.ts";

const HEADING = [
  "ma_bang_chung",
  "ma_thon",
  "nha_mang",
  "cong_nghe",
  "loai_bang_chung",
  "phu_trung_tam",
  "cum_co_song",
  "cum_khong_song",
  "ngay_quan_sat",
  "rsrp_dbm",
  "mcc_mnc",
  "nguoi_bao_cao",
  "ghi_chu",
  "nguon",
  "ngay_so_lieu",
  "nguon_du_lieu",
];

/** Lines joined into one piece of the stream: few enough to stay small, many enough to be fast. */
const LINES_PER_PIECE = 500;

/** All rows as CSV in pieces; an answer that nobody gave is an empty cell. */
export function* evidenceCsv(rows: readonly Evidence[], asOf: string): Generator<string> {
  yield UTF8_BOM + csvLine(HEADING);
  for (let from = 0; from < rows.length; from += LINES_PER_PIECE) {
    yield rows
      .slice(from, from + LINES_PER_PIECE)
      .map((row) => lineOf(row, asOf))
      .join("");
  }
}

function lineOf(row: Evidence, asOf: string): string {
  const clusters = (covered: boolean) =>
    row.clusters
      .filter((cluster) => cluster.covered === covered)
      .map((cluster) => cluster.clusterId)
      .join("|");
  return csvLine([
    row.id,
    row.villageId,
    row.operatorCode,
    row.technology,
    row.kind,
    row.covered,
    clusters(true),
    clusters(false),
    row.observedOn,
    row.rsrpDbm,
    row.mccMnc,
    row.author,
    row.note,
    row.source,
    asOf,
    DATA_SOURCE_TEXT[row.dataSource],
  ]);
}
