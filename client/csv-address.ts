import { apiAddress, type Question } from "./api.ts";
import { PALETTES } from "./map/colors.ts";
import { classesOf } from "./map/verdict-classes.ts";
import { questionFrom } from "./queries.ts";
import type { View } from "./view.ts";

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

/** The thôn that a view lists, as CSV: the same filters, asked of the server. */
export function villagesCsvAddress(view: View): string {
  const { technology: _, ...question } = questionFrom(view);
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
    format: "csv",
  });
}

/** Every row that a figure of the question can rest on, as CSV. */
export function evidenceCsvAddress({ asOf }: Question): string {
  return apiAddress("/api/evidence", { asOf, format: "csv" });
}
