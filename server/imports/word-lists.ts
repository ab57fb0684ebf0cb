import type { EvidenceKind } from "../../geodata/model/evidence.ts";
import type { FibreSpan } from "../../geodata/model/fibre-span.ts";
import type { Mast } from "../../geodata/model/mast.ts";
import type { Operator } from "../../geodata/model/operator.ts";
import type { SiteStatus } from "../../geodata/model/site.ts";
import type { Technology } from "../../geodata/model/technology.ts";
import type { Village } from "../../geodata/model/village.ts";
import { foldKey } from "../../geodata/text/fold.ts";

/** A value and the words that people write for it; the first is shown. */
export interface Word<Value> {
  value: Value;
  words: readonly string[];
}
export type WordList<Value> = readonly Word<Value>[];

/** Made once a list: a file asks for every row. Of two values of one word the first counts. */
const indexes = new WeakMap<WordList<unknown>, ReadonlyMap<string, Word<unknown>>>();

/**
 * Finds a word of a list of ours whatever its case, diacritics and separators: "Hoạt động" is
 * "hoat_dong". For lists that we made, of words that no mark tells apart; names are another thing.
 */
export function findWord<Value>(list: WordList<Value>, text: string): Word<Value> | undefined {
  let index = indexes.get(list) as ReadonlyMap<string, Word<Value>> | undefined;
  if (!index) {
    index = new Map(
      list.toReversed().flatMap((word) => word.words.map((one) => [folded(one), word] as const)),
    );
    indexes.set(list, index);
  }
  return index.get(folded(text));
}

/** What may be written, for messages. */
export function wordsOf<Value>(list: WordList<Value>): string {
  return list.map(({ words }) => words[0]).join(", ");
}

function folded(text: string): string {
  return foldKey(text.replace(/[^\p{L}\p{M}\p{N}]+/gu, " "));
}

export const YES_NO: WordList<boolean> = [
  { value: true, words: ["1", "có", "x", "yes", "y", "true", "đã có", "có sóng", "đã phủ sóng"] },
  {
    value: false,
    words: ["0", "không", "no", "n", "false", "chưa", "chưa có", "không có", "không có sóng"],
  },
];

export const SITE_STATUSES: WordList<SiteStatus> = [
  { value: "de_xuat", words: ["đề xuất", "proposed"] },
  { value: "ke_hoach", words: ["kế hoạch", "theo kế hoạch", "planned"] },
  { value: "da_cap_phep", words: ["đã cấp phép", "đã cấp GPXD", "licensed"] },
  { value: "vuong_mat_bang", words: ["vướng mặt bằng", "vướng GPMB"] },
  { value: "dang_xay_dung", words: ["đang xây dựng", "đang thi công", "under construction"] },
  { value: "cho_dien", words: ["chờ điện"] },
  { value: "cho_phat_song", words: ["chờ phát sóng"] },
  {
    value: "hoat_dong",
    words: ["hoạt động", "đang hoạt động", "đang phát sóng", "đã phát sóng", "on air", "active"],
  },
  {
    value: "tam_ngung",
    words: ["tạm ngừng", "tạm ngưng", "tạm dừng", "ngừng hoạt động", "inactive", "off"],
  },
  { value: "thao_do", words: ["tháo dỡ", "đã tháo dỡ", "dismantled"] },
  { value: "chua_ro", words: ["chưa rõ", "không rõ", "unknown"] },
];

export const EVIDENCE_KINDS: WordList<EvidenceKind> = [
  { value: "claimed", words: ["nhà mạng báo cáo", "claimed"] },
  { value: "measured", words: ["đo kiểm thực tế", "đo kiểm", "measured"] },
  { value: "modelled", words: ["tính toán vùng phủ", "tính toán", "modelled"] },
];

export const VILLAGE_KINDS: WordList<Village["kind"]> = [
  { value: "thon", words: ["thôn"] },
  { value: "ban", words: ["bản"] },
  { value: "khu", words: ["khu"] },
  { value: "khoi_pho", words: ["khối phố"] },
];

export const MAST_KINDS: WordList<NonNullable<Mast["kind"]>> = [
  { value: "tu_dung", words: ["tự đứng", "cột tự đứng"] },
  { value: "day_co", words: ["dây co", "cột dây co"] },
  { value: "don_than", words: ["đơn thân", "cột đơn thân"] },
  { value: "tren_mai", words: ["trên mái", "cột trên mái"] },
  { value: "nguy_trang", words: ["ngụy trang", "nguỵ trang", "cột ngụy trang"] },
];

export const TECHNOLOGY_WORDS: WordList<Technology> = [
  { value: "gsm", words: ["2G", "GSM"] },
  { value: "umts", words: ["3G", "UMTS", "WCDMA", "HSPA"] },
  { value: "lte", words: ["4G", "LTE"] },
  { value: "nr", words: ["5G", "NR"] },
  { value: "ftth", words: ["FTTH", "cáp quang"] },
];

export const FIBRE_STATUSES: WordList<FibreSpan["status"]> = [
  { value: "ke_hoach", words: ["kế hoạch", "planned"] },
  { value: "dang_xay_dung", words: ["đang xây dựng", "under construction", "construction"] },
  { value: "hoat_dong", words: ["hoạt động", "đang hoạt động", "đang khai thác", "operational"] },
  { value: "tam_ngung", words: ["tạm ngừng", "tạm ngưng", "inactive"] },
  { value: "thao_do", words: ["tháo dỡ", "đã tháo dỡ", "decommissioned"] },
];

export const FIBRE_KINDS: WordList<NonNullable<FibreSpan["kind"]>> = [
  { value: "truc", words: ["trục", "cáp trục", "backbone"] },
  { value: "goc", words: ["gốc", "cáp gốc", "feeder"] },
  { value: "phoi", words: ["phối", "cáp phối", "distribution"] },
  { value: "thue_bao", words: ["thuê bao", "cáp thuê bao", "drop"] },
];

export const FIBRE_MOUNTINGS: WordList<NonNullable<FibreSpan["mounting"]>> = [
  { value: "treo", words: ["treo", "cáp treo", "aerial"] },
  { value: "cong_be", words: ["cống bể", "ngầm cống bể", "duct"] },
  { value: "chon", words: ["chôn", "chôn trực tiếp", "buried"] },
];

/**
 * What free text says of a site that is not on air: the words of a list of difficulties ("Vướng: chưa
 * có điện lưới"). Folded; the first that fits counts.
 */
const DIFFICULTIES: readonly { value: SiteStatus; says: RegExp }[] = [
  {
    value: "cho_dien",
    says: /\b(chua|cho|vuong|thieu)\b.*\bdien\b(?! tich)|\bkhong co dien\b(?! tich)/,
  },
  { value: "vuong_mat_bang", says: /\b(vuong|mat bang|gpmb)\b/ },
];

/** The status that free text tells; undefined where nothing of the kind can be read from it. */
export function difficultyOf(text: string): Word<SiteStatus> | undefined {
  const said = DIFFICULTIES.find(({ says }) => says.test(folded(text)));
  return SITE_STATUSES.find(({ value }) => value === said?.value);
}

/** Operators by code, name and other names. */
export function operatorWords(operators: readonly Operator[]): WordList<Operator> {
  return operators.map((operator) => ({
    value: operator,
    words: [operator.code, operator.name, ...operator.aliases],
  }));
}
