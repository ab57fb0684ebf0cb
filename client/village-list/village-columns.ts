import type { Verdict } from "../../geodata/model/verdict.ts";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { sortKey } from "../../geodata/text/vietnamese-order.ts";
import type { View } from "../view.ts";

type ColumnKind = "text" | "verdict" | "count" | "distance" | "yes";

interface VillageColumnShape {
  id: string;
  kind: ColumnKind;
  /** What the column is sorted by, small first; absent values come last either way. */
  sortValue: (village: VillageListItem) => string | number | undefined;
}

/** Verdicts from the one to act on to the one that is done. */
const WORST_FIRST: readonly Verdict[] = [
  "trang_song",
  "chua_co_cap",
  "lom_song",
  "chua_ro",
  "phu_song",
  "co_cap",
];
const verdictRank = (verdict: Verdict) => WORST_FIRST.indexOf(verdict);
const yesFirst = (value: boolean | undefined) => (value === undefined ? undefined : value ? 0 : 1);

export const VILLAGE_COLUMNS = [
  { id: "name", kind: "text", sortValue: (village) => sortKey(village.name) },
  { id: "communeName", kind: "text", sortValue: (village) => sortKey(village.communeName) },
  { id: "mobile", kind: "verdict", sortValue: ({ verdicts }) => verdictRank(verdicts.mobile) },
  { id: "lte", kind: "verdict", sortValue: ({ verdicts }) => verdictRank(verdicts.lte) },
  { id: "nr", kind: "verdict", sortValue: ({ verdicts }) => verdictRank(verdicts.nr) },
  { id: "umts", kind: "verdict", sortValue: ({ verdicts }) => verdictRank(verdicts.umts) },
  { id: "ftth", kind: "verdict", sortValue: ({ verdicts }) => verdictRank(verdicts.ftth) },
  { id: "operatorCount", kind: "count", sortValue: (village) => village.operatorCount },
  { id: "households", kind: "count", sortValue: (village) => village.households },
  { id: "population", kind: "count", sortValue: (village) => village.population },
  { id: "remote", kind: "yes", sortValue: (village) => yesFirst(village.remote) },
  { id: "gridPower", kind: "yes", sortValue: (village) => yesFirst(village.gridPower) },
  { id: "hardship", kind: "yes", sortValue: (village) => yesFirst(village.hardship) },
  { id: "distanceToMastM", kind: "distance", sortValue: (village) => village.distanceToMastM },
  { id: "distanceToRoadM", kind: "distance", sortValue: (village) => village.distanceToRoadM },
] as const satisfies readonly VillageColumnShape[];

type VillageColumn = (typeof VILLAGE_COLUMNS)[number];
export type VillageColumnId = VillageColumn["id"];

/** The column that says what the map is shaded by. */
function themeColumn({ shading }: View): VillageColumnId {
  return shading === "operators" ? "operatorCount" : shading;
}

/** Columns that fit the margin beside the map: what it is shaded by, fibre, households. */
function marginColumns(view: View): readonly VillageColumnId[] {
  const theme = themeColumn(view);
  return ["name", theme === "ftth" ? "mobile" : theme, "ftth", "households"];
}

/** Columns of the table that takes the map's place. */
const WIDE_COLUMNS: readonly VillageColumnId[] = [
  "name",
  "communeName",
  "mobile",
  "lte",
  "nr",
  "ftth",
  "operatorCount",
  "households",
  "remote",
  "distanceToMastM",
  "distanceToRoadM",
];

/** The columns that a view shows, in their fixed order; the name is always one of them. */
export function columnsOf(view: View): readonly VillageColumnId[] {
  const wanted = view.columns ?? (view.wideTable ? WIDE_COLUMNS : marginColumns(view));
  return VILLAGE_COLUMNS.map(({ id }) => id).filter((id) => id === "name" || wanted.includes(id));
}

export interface SortStep {
  id: VillageColumnId;
  desc: boolean;
}

/** How a view is sorted: as asked, else the theme's worst first; then most households, then name. */
export function sortingOf(view: View): SortStep[] {
  const asked = VILLAGE_COLUMNS.find(({ id }) => id === view.sort?.replace(/^-/, ""))?.id;
  const first: SortStep = asked
    ? { id: asked, desc: view.sort?.startsWith("-") ?? false }
    : { id: themeColumn(view), desc: false };
  const ties: SortStep[] = [
    { id: "households", desc: true },
    { id: "name", desc: false },
  ];
  return [first, ...ties.filter(({ id }) => id !== first.id)];
}

/** What a click on a heading asks for: the other way round if it is sorted by it already. */
export function sortAfterClick(view: View, id: VillageColumnId): string {
  const [present] = sortingOf(view);
  const column = VILLAGE_COLUMNS.find((known) => known.id === id);
  const startsDescending = column?.kind === "count" || column?.kind === "distance";
  const desc = present?.id === id ? !present.desc : startsDescending;
  return desc ? `-${id}` : id;
}
