import type { Summary } from "../geodata/model/summary.ts";
import { apiAddress, type Question } from "./api.ts";
import { PALETTES } from "./map/colors.ts";
import { classesOf } from "./map/verdict-classes.ts";
import { comparisonOf } from "./panels/comparison/comparison-question.ts";
import { questionFrom } from "./queries.ts";
import type { View } from "./view.ts";
import { columnsOf } from "./village-list/village-columns.ts";

export type TableFormat = "csv" | "xlsx";

/** Columns of the table by the names that the server sorts by; the others it does not know. */
const SERVER_SORT: Readonly<Record<string, string>> = {
  name: "name",
  communeName: "commune",
  households: "households",
  population: "population",
  operatorCount: "operatorCount",
  distanceToMastM: "distanceToMast",
  distanceToRoadM: "distanceToRoad",
  mobile: "verdict",
  lte: "verdict",
  nr: "verdict",
  umts: "verdict",
  ftth: "verdict",
};

function serverSort(sort: string | undefined): string | undefined {
  if (sort === undefined) return undefined;
  const known = SERVER_SORT[sort.replace(/^-/, "")];
  return known && (sort.startsWith("-") ? `-${known}` : known);
}

/** What the sheet of a commune shows of its thôn. */
const COMMUNE_COLUMNS = "households,mobile,lte,nr,ftth,distanceToMastM,remote";
/** What the list of the uncovered shows. */
const UNCOVERED_COLUMNS = {
  mobile: "households,mobile,hardship,gridPower,distanceToMastM,distanceToRoadM",
  ftth: "households,ftth,hardship,gridPower,distanceToSpanM,distanceToCabinetM,distanceToRoadM",
} as const;

/** The table that a page shows, as a file: the same filters and columns, asked of the server. */
export function tableAddress(
  path: string,
  view: View,
  format: TableFormat,
  summary: Pick<Summary, "asOf" | "rule" | "epoch"> | undefined,
): string {
  const { technology: _, ...question } = questionFrom(view);
  if (path === "/chi-tieu")
    return apiAddress("/api/indicators", { asOf: question.asOf, rule: question.rule, format });
  if (path.startsWith("/xa/")) {
    const { epoch: __, operator: ___, ...rest } = question;
    const commune = decodeURIComponent(path.slice("/xa/".length));
    // A key with its time brings its own units.
    const epoch = commune.includes("@") ? undefined : question.epoch;
    return apiAddress("/api/villages", {
      ...rest,
      epoch,
      commune,
      columns: COMMUNE_COLUMNS,
      format,
    });
  }
  if (path === "/thon-chua-phu") return uncoveredAddress(view, question, format);
  if (view.compareWith !== undefined || view.compareRule !== undefined)
    return apiAddress("/api/compare", { ...comparisonOf(view, summary), format });
  return villagesAddress(view, question, format);
}

function uncoveredAddress(view: View, question: Question, format: TableFormat): string {
  const theme = view.shading === "ftth" ? "ftth" : "mobile";
  return apiAddress("/api/villages", {
    ...question,
    theme,
    verdict: theme === "ftth" ? "chua_co_cap,chua_ro" : "trang_song,lom_song,chua_ro",
    columns: UNCOVERED_COLUMNS[theme],
    sort: "verdict,rank",
    format,
  });
}

function villagesAddress(view: View, question: Question, format: TableFormat): string {
  const isByTheme = view.shading !== "operators";
  const classes = isByTheme ? classesOf(view, PALETTES.light).map(({ name }) => name) : [];
  const shown = classes.filter((name) => !view.hidden.includes(name));
  const isNarrowed = shown.length > 0 && shown.length < classes.length;
  return apiAddress("/api/villages", {
    ...question,
    commune: view.commune ?? (view.selection?.kind === "commune" ? view.selection.id : undefined),
    verdict: isNarrowed ? shown.join(",") : undefined,
    theme: isByTheme ? view.shading : undefined,
    remote: view.remoteOnly ? "true" : undefined,
    q: view.text.trim() || undefined,
    sort: serverSort(view.sort),
    columns: columnsOf(view).join(","),
    format,
  });
}

/** Every thôn of the day with all that is known, as the import reads it back. */
export function allVillagesAddress({ technology: _, operator: __, ...question }: Question): string {
  return apiAddress("/api/villages", { ...question, format: "csv" });
}

/** Every row that a figure of the question can rest on, as CSV. */
export function evidenceCsvAddress({ asOf }: Question): string {
  return apiAddress("/api/evidence", { asOf, format: "csv" });
}
