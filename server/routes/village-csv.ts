import { dayBefore } from "../../geodata/model/day.ts";
import { DATA_SOURCE_TEXT, mixOf } from "../../geodata/model/provenance.ts";
import type { Rule } from "../../geodata/model/rule.ts";
import type { Verdict } from "../../geodata/model/verdict.ts";
import type { Village } from "../../geodata/model/village.ts";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { ANSWERS, type Answer, ministrySplit } from "../../geodata/rules/ministry-split.ts";
import { VERDICT_WORDS } from "../../geodata/text/verdict-words.ts";
import type { Question } from "../coverage/coverage-snapshot.ts";
import type { JudgedVillage } from "../coverage/judged-village.ts";
import type { TableColumn, TableFile } from "../http/table-file.ts";

interface Row {
  item: VillageListItem;
  judged: JudgedVillage | undefined;
}
type Column = TableColumn<Row> & {
  /** Column of the screen's table; absent: always written. */
  shownAs?: string;
};

const verdict = (
  name: string,
  title: string,
  theme: keyof VillageListItem["verdicts"],
): Column => ({
  name,
  title,
  shownAs: theme,
  value: ({ item }) => item.verdicts[theme],
  words: ({ item }) => VERDICT_WORDS[item.verdicts[theme] as Verdict],
});

const shown = (
  name: string,
  title: string,
  shownAs: string,
  read: (item: VillageListItem) => string | number | boolean | undefined,
): Column => ({ name, title, shownAs, value: ({ item }) => read(item) });

/**
 * What a thôn has, column by column. The import of thôn reads those that are of the thôn itself: what
 * is exported whole is a valid import.
 */
const COLUMNS: readonly Column[] = [
  { name: "ma_thon", title: "Mã thôn", value: ({ item }) => item.id },
  { name: "ten_thon", title: "Thôn", value: ({ item }) => item.name },
  shown("ten_khac", "Tên khác", "all", (item) => otherNamesCell(item.otherNames)),
  { name: "ma_xa", title: "Mã xã", value: ({ item }) => item.communeCode },
  { name: "ten_xa", title: "Xã", value: ({ item }) => item.communeName },
  shown("kinh_do", "Kinh độ", "all", (item) => item.lon),
  shown("vi_do", "Vĩ độ", "all", (item) => item.lat),
  shown("so_ho", "Số hộ", "households", (item) => item.households),
  shown("dan_so", "Dân số", "population", (item) => item.population),
  shown("vung_sau_vung_xa", "Vùng sâu, vùng xa", "remote", (item) => item.remote),
  shown("co_dien_luoi", "Có điện lưới", "gridPower", (item) => item.gridPower),
  shown("dac_biet_kho_khan", "Đặc biệt khó khăn", "hardship", (item) => item.hardship),
  shown(
    "cach_tram_gan_nhat_m",
    "Cách trạm gần nhất (m)",
    "distanceToMastM",
    (item) => item.distanceToMastM,
  ),
  shown(
    "cach_tram_theo_vi_tri",
    "Cách trạm theo vị trí",
    "distanceToMastM",
    (item) => item.mastDistanceBasis,
  ),
  shown(
    "cach_duong_gan_nhat_m",
    "Cách đường gần nhất (m)",
    "distanceToRoadM",
    (item) => item.distanceToRoadM,
  ),
  shown("cach_cap_gan_nhat_m", "Cách cáp (m)", "distanceToSpanM", (item) => item.distanceToSpanM),
  shown(
    "cach_tu_cap_gan_nhat_m",
    "Cách tủ cáp (m)",
    "distanceToCabinetM",
    (item) => item.distanceToCabinetM,
  ),
  shown(
    "cach_cap_theo_vi_tri",
    "Cách cáp theo vị trí",
    "distanceToSpanM",
    (item) => item.fibreDistanceBasis,
  ),
  verdict("bang_rong_di_dong", "Băng rộng di động", "mobile"),
  verdict("phu_song_3g", "3G", "umts"),
  verdict("phu_song_4g", "4G", "lte"),
  verdict("phu_song_5g", "5G", "nr"),
  verdict("cap_quang", "Cáp quang", "ftth"),
  shown("so_nha_mang_phu_song", "Số nhà mạng phủ sóng", "operatorCount", (item) =>
    // Nobody reported: how many there are is not known either.
    item.operatorCount === 0 && item.verdicts.mobile === "chua_ro" ? undefined : item.operatorCount,
  ),
  {
    name: "dang_xac_minh",
    title: "Đang xác minh",
    value: ({ item }) => item.flags.includes("dang_xac_minh"),
  },
];

/** The columns of the stored row that the list does not show. */
const STORED_COLUMNS: readonly Column[] = (
  [
    ["ma_xa_2023", "Mã xã năm 2023", (village) => village.communeCode],
    ["loai_thon", "Loại thôn", (village) => village.kind],
    ["sai_so_vi_tri_m", "Sai số vị trí (m)", (village) => village.positionAccuracyM],
    [
      "cum_dan_cu",
      "Cụm dân cư",
      ({ clusters }) => (clusters.length > 0 ? JSON.stringify(clusters) : undefined),
    ],
    ["co_gia_tri_tu", "Có giá trị từ", (village) => village.validFrom],
    [
      "co_gia_tri_den",
      "Có giá trị đến",
      ({ validTo }) => (validTo === undefined ? undefined : dayBefore(validTo)),
    ],
    ["loai_du_lieu", "Loại dữ liệu", (village) => village.dataSource],
  ] satisfies [string, string, (village: Village) => string | number | undefined][]
).map(([name, title, read]) => ({
  name,
  title,
  shownAs: "all",
  value: ({ judged }) => judged && read(judged.village),
}));

/** Names apart by |; one name alone with a comma has it too, for else the comma would part it. */
function otherNamesCell(names: readonly string[]): string {
  const [only] = names;
  return names.length === 1 && /[,;]/.test(only ?? "") ? `${only} |` : names.join(" | ");
}

interface Asked {
  question: Question;
  rule: Rule;
  /** Columns of the screen's table; all when absent. */
  columns: readonly string[] | undefined;
  /** What the list was narrowed to, in words. */
  filters: readonly (readonly [name: string, value: string])[];
  fileName: string;
}

const HARDSHIP_WORDS: Record<Answer, string> = {
  yes: "Thôn đặc biệt khó khăn",
  no: "Thôn khác",
  unknown: "Chưa rõ có đặc biệt khó khăn không",
};
const POWER_WORDS: Record<Answer, string> = {
  yes: "có điện lưới",
  no: "chưa có điện lưới",
  unknown: "chưa rõ điện lưới",
};

/** The ministry's split of what is without mobile broadband, and of what is without fibre. */
function splitNotes(items: readonly VillageListItem[]): [string, string][] {
  return (
    [
      ["Trắng sóng", ({ verdicts }) => verdicts.mobile === "trang_song"],
      ["Chưa có cáp quang", ({ verdicts }) => verdicts.ftth === "chua_co_cap"],
    ] satisfies [string, (item: VillageListItem) => boolean][]
  ).flatMap(([what, isLacking]) => {
    const count = ministrySplit(items.filter(isLacking));
    return ANSWERS.flatMap((hardship) =>
      ANSWERS.flatMap((power): [string, string][] => {
        const found = count(hardship, power);
        // What nobody left open is only in the way.
        const isOpen = hardship === "unknown" || power === "unknown";
        const name = `${what}: ${HARDSHIP_WORDS[hardship]}, ${POWER_WORDS[power]}`;
        return isOpen && found === 0 ? [] : [[name, String(found)]];
      }),
    );
  });
}

/** One line a thôn; the day, the rule and what the line rests on are columns of every line. */
export function villagesTable(
  items: readonly VillageListItem[],
  judged: readonly JudgedVillage[],
  { question, rule, columns, filters, fileName }: Asked,
): TableFile<Row> {
  const { asOf, ruleId, epoch, operator } = question;
  const judgedById = new Map(judged.map((one) => [one.item.id, one]));
  const constant = (name: string, title: string, value: string): Column => ({
    name,
    title,
    value: () => value,
  });
  const all: readonly Column[] = [
    ...COLUMNS,
    constant("ngay_so_lieu", "Ngày số liệu", asOf),
    constant("quy_tac", "Cách tính", ruleId),
    constant("don_vi_hanh_chinh", "Đơn vị hành chính", epoch),
    constant("nha_mang", "Nhà mạng", operator ?? "tat_ca"),
    {
      name: "nguon_du_lieu",
      title: "Nguồn dữ liệu",
      value: ({ item, judged: one }) => DATA_SOURCE_TEXT[one?.sourceMix ?? item.dataSource],
    },
    ...STORED_COLUMNS,
  ];
  const sources = items.map(({ id, dataSource }) => judgedById.get(id)?.sourceMix ?? dataSource);
  return {
    fileName,
    sheet: "Thôn",
    columns: all.filter(
      ({ shownAs }) => columns === undefined || shownAs === undefined || columns.includes(shownAs),
    ),
    rows: items.map((item) => ({ item, judged: judgedById.get(item.id) })),
    notes: [
      ["Dữ liệu", DATA_SOURCE_TEXT[mixOf(sources)]],
      ["Số liệu đến ngày", asOf],
      ["Cách tính", rule.name.vi],
      ["Đơn vị hành chính", `năm ${epoch}`],
      ...filters,
      ["Số thôn", String(items.length)],
      ...(columns?.includes("hardship") && columns.includes("gridPower") ? splitNotes(items) : []),
    ],
  };
}
