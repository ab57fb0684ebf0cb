import { mixOf } from "../../geodata/model/provenance.ts";
import type { Village } from "../../geodata/model/village.ts";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import type { Question } from "../coverage/coverage-snapshot.ts";
import type { JudgedVillage } from "../coverage/judged-village.ts";
import { type CsvCell, csvLine, DATA_SOURCE_TEXT, UTF8_BOM } from "../http/csv.ts";

/**
 * Column by column: its heading, and what a thôn has there. Verdicts are words of the model. The import
 * of thôn reads the columns that are of the thôn itself: what is exported is a valid import.
 */
const COLUMNS: readonly [heading: string, cell: (item: VillageListItem) => CsvCell][] = [
  ["ma_thon", (item) => item.id],
  ["ten_thon", (item) => item.name],
  ["ten_khac", (item) => otherNamesCell(item.otherNames)],
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

/** The columns of the stored row that the list does not show. */
const STORED_COLUMNS: readonly [heading: string, cell: (village: Village) => CsvCell][] = [
  ["ma_xa_2023", (village) => village.communeCode],
  ["loai_thon", (village) => village.kind],
  ["sai_so_vi_tri_m", (village) => village.positionAccuracyM],
  ["cum_dan_cu", ({ clusters }) => (clusters.length > 0 ? JSON.stringify(clusters) : undefined)],
  ["co_gia_tri_tu", (village) => village.validFrom],
  ["co_gia_tri_den", ({ validTo }) => (validTo === undefined ? undefined : dayBefore(validTo))],
  ["loai_du_lieu", (village) => village.dataSource],
];

/** Names apart by |; one name alone with a comma has it too, for else the comma would part it. */
function otherNamesCell(names: readonly string[]): string {
  const [only] = names;
  return names.length === 1 && /[,;]/.test(only ?? "") ? `${only} |` : names.join(" | ");
}

/** The last day of a stored interval, which ends before its `validTo`. */
function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** One line a thôn; the day, the rule and what the line rests on are columns of every line. */
export function villagesCsv(
  items: readonly VillageListItem[],
  judged: readonly JudgedVillage[],
  { asOf, ruleId, epoch, operator }: Question,
): string {
  const judgedById = new Map(judged.map((one) => [one.item.id, one]));
  const heading = [
    ...COLUMNS.map(([name]) => name),
    "ngay_so_lieu",
    "quy_tac",
    "don_vi_hanh_chinh",
    "nha_mang",
    "nguon_du_lieu",
    ...STORED_COLUMNS.map(([name]) => name),
  ];
  const lines = items.map((item) => {
    const one = judgedById.get(item.id);
    return csvLine([
      ...COLUMNS.map(([, cell]) => cell(item)),
      asOf,
      ruleId,
      epoch,
      operator ?? "tat_ca",
      DATA_SOURCE_TEXT[one ? mixOf(one.sources) : item.dataSource],
      ...STORED_COLUMNS.map(([, cell]) => one && cell(one.village)),
    ]);
  });
  return [UTF8_BOM, csvLine(heading), ...lines].join("");
}
