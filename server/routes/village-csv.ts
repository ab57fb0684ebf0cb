import { mixOf } from "../../geodata/model/provenance.ts";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import type { Question } from "../coverage/coverage-snapshot.ts";
import type { JudgedVillage } from "../coverage/judged-village.ts";
import { type CsvCell, csvLine, DATA_SOURCE_TEXT, UTF8_BOM } from "../http/csv.ts";

/** Column by column: its heading, and what a thôn has there. Verdicts are words of the model. */
const COLUMNS: readonly [heading: string, cell: (item: VillageListItem) => CsvCell][] = [
  ["ma_thon", (item) => item.id],
  ["ten_thon", (item) => item.name],
  ["ten_khac", (item) => item.otherNames.join(" | ")],
  ["ma_xa", (item) => item.communeCode],
  ["ten_xa", (item) => item.communeName],
  ["kinh_do", (item) => item.lon],
  ["vi_do", (item) => item.lat],
  ["so_ho", (item) => item.households],
  ["dan_so", (item) => item.population],
  ["vung_sau_vung_xa", (item) => item.remote],
  ["co_dien_luoi", (item) => item.gridPower],
  ["dac_biet_kho_khan", (item) => item.hardship],
  ["cach_tram_gan_nhat_m", (item) => item.distanceToMastM],
  ["cach_tram_theo_vi_tri", (item) => item.mastDistanceBasis],
  ["cach_duong_gan_nhat_m", (item) => item.distanceToRoadM],
  ["bang_rong_di_dong", (item) => item.verdicts.mobile],
  ["phu_song_3g", (item) => item.verdicts.umts],
  ["phu_song_4g", (item) => item.verdicts.lte],
  ["phu_song_5g", (item) => item.verdicts.nr],
  ["cap_quang", (item) => item.verdicts.ftth],
  ["so_nha_mang_phu_song", (item) => item.operatorCount],
  ["dang_xac_minh", (item) => item.flags.includes("dang_xac_minh")],
];

/** One line a thôn; the day, the rule and what the line rests on are columns of every line. */
export function villagesCsv(
  items: readonly VillageListItem[],
  judged: readonly JudgedVillage[],
  { asOf, ruleId, epoch, operator }: Question,
): string {
  const sources = new Map(judged.map((one) => [one.item.id, mixOf(one.sources)]));
  const heading = [
    ...COLUMNS.map(([name]) => name),
    "ngay_so_lieu",
    "quy_tac",
    "don_vi_hanh_chinh",
    "nha_mang",
    "nguon_du_lieu",
  ];
  const lines = items.map((item) =>
    csvLine([
      ...COLUMNS.map(([, cell]) => cell(item)),
      asOf,
      ruleId,
      epoch,
      operator ?? "tat_ca",
      DATA_SOURCE_TEXT[sources.get(item.id) ?? item.dataSource],
    ]),
  );
  return [UTF8_BOM, csvLine(heading), ...lines].join("");
}
