import { type Epoch, epochOf, UnitKey, unitOfKey } from "../geodata/model/administrative-unit.ts";
import { Day } from "../geodata/model/day.ts";
import { Rule } from "../geodata/model/rule.ts";
import { Site } from "../geodata/model/site.ts";
import type { CoverageTheme } from "../geodata/model/technology.ts";

/** What the map is shaded by: a theme's verdicts, or how many operators cover. */
export type Shading = CoverageTheme | "operators";
export const SHADINGS: readonly Shading[] = ["mobile", "lte", "nr", "umts", "ftth", "operators"];

export type SelectionKind = "village" | "commune" | "site" | "span";
export interface Selection {
  kind: SelectionKind;
  /** Village, site or span id; a commune's `code@validFrom`, or its bare code. */
  id: string;
}
const SELECTION_KINDS: readonly SelectionKind[] = ["village", "commune", "site", "span"];

/** Layers that can be switched off, beside the thôn themselves. */
export type OptionalLayer = "communes" | "roads" | "relief" | "sites" | "fibre";
export const OPTIONAL_LAYERS: readonly OptionalLayer[] = [
  "communes",
  "roads",
  "relief",
  "sites",
  "fibre",
];

/** A theme shows what it is about: what each shading leaves out until somebody asks for it. */
const LEFT_OUT: Readonly<Record<Shading, readonly OptionalLayer[]>> = {
  mobile: ["fibre"],
  lte: ["fibre"],
  nr: ["fibre"],
  umts: ["fibre"],
  operators: ["fibre"],
  ftth: ["sites"],
};

export type Language = "vi" | "en";

/**
 * What the user looks at. All of it is in the URL (`viewFromSearch`, `viewToSearch`); absent means
 * "the server's default". The camera is not here: MapLibre keeps it in the URL's hash.
 */
export interface View {
  asOf?: string;
  /** The second day, when two are shown side by side. */
  compareWith?: string;
  /** The two days lie on one another, with a line to draw across; else side by side. */
  swipe?: true;
  rule?: string;
  /** The second rule, when two are compared thôn by thôn. */
  compareRule?: string;
  epoch?: Epoch;
  shading: Shading;
  operator?: string;
  selection?: Selection;
  /** Verdict words (or operator counts) hidden by a click in the legend. */
  hidden: readonly string[];
  hiddenLayers: readonly OptionalLayer[];
  /** Asked for although the shading would leave them out. */
  shownLayers: readonly OptionalLayer[];
  /** Filters of the list and the map alike; the commune is named as in a selection. */
  commune?: string;
  remoteOnly: boolean;
  text: string;
  /** A column of the table, `-` before it for descending. */
  sort?: string;
  /** Columns of the table; absent = those that fit the margin. */
  columns?: readonly string[];
  /** What the margin lists: thôn unless said otherwise. */
  list?: "communes";
  /** The table takes the place of the map. */
  wideTable?: true;
  /** Both counts when the link was made, "169/175,163/175": the page says where they differ now. */
  counts?: string;
  /** Vietnamese unless said otherwise. */
  language?: "en";
}

/** The rule that an unasked question means; the server says the same. */
export const DEFAULT_RULE = "ke-hoach-2023";

export const DEFAULT_VIEW: View = {
  shading: "mobile",
  hidden: [],
  hiddenLayers: [],
  shownLayers: [],
  remoteOnly: false,
  text: "",
};

/** The pattern that the model gives a word; a schema without one admits anything. */
function patternOf(schema: object): RegExp {
  return new RegExp("pattern" in schema ? String(schema.pattern) : "");
}
const DAY = patternOf(Day);
const RULE = patternOf(Rule.properties.id);
const OPERATOR = patternOf(Site.properties.operatorCode);
const COMMUNE = patternOf(UnitKey);
const WORD = /^[A-Za-z0-9_+.]+$/;
const COUNTS = /^\d{1,7}\/\d{1,7},\d{1,7}\/\d{1,7}$/;
const SORT = /^-?[A-Za-z]+$/;
/** Longer searches are cut: the server refuses them too. */
const MAX_TEXT_LENGTH = 100;

function matching(value: string | null, pattern: RegExp): string | undefined {
  return value !== null && pattern.test(value) ? value : undefined;
}

function words(value: string | null, pattern: RegExp): string[] {
  return [...new Set((value ?? "").split(",").filter((word) => pattern.test(word)))];
}

function selectionOf(value: string | null): Selection | undefined {
  const colon = value?.indexOf(":") ?? -1;
  if (value === null || colon < 1) return undefined;
  const kind = SELECTION_KINDS.find((known) => known === value.slice(0, colon));
  const id = value.slice(colon + 1);
  return kind && id ? { kind, id } : undefined;
}

/** Reads a URL's query. Anything that is not understood is left out: a link never breaks the page. */
export function viewFromSearch(search: string): View {
  const query = new URLSearchParams(search);
  const asOf = matching(query.get("asOf"), DAY);
  const compareWith = matching(query.get("compareWith"), DAY);
  const rule = matching(query.get("rule"), RULE);
  const compareRule = matching(query.get("compareRule"), RULE);
  const epoch = query.get("epoch");
  const shading = SHADINGS.find((known) => known === query.get("shading"));
  const operator = matching(query.get("operator"), OPERATOR);
  const selection = selectionOf(query.get("select"));
  const without = words(query.get("without"), WORD);
  const shownToo = words(query.get("with"), WORD);
  const commune = matching(query.get("commune"), COMMUNE);
  const sort = matching(query.get("sort"), SORT);
  const counts = matching(query.get("counts"), COUNTS);
  const columns = query.has("columns") ? words(query.get("columns"), WORD) : undefined;
  return {
    ...(asOf && { asOf }),
    ...(compareWith && { compareWith }),
    ...(query.get("swipe") === "1" && { swipe: true as const }),
    ...(rule && { rule }),
    ...(compareRule && { compareRule }),
    ...((epoch === "2023" || epoch === "2025") && { epoch }),
    shading: shading ?? DEFAULT_VIEW.shading,
    ...(operator && { operator }),
    ...(selection && { selection }),
    hidden: words(query.get("hidden"), WORD),
    hiddenLayers: OPTIONAL_LAYERS.filter(
      (layer) => without.includes(layer) && !shownToo.includes(layer),
    ),
    shownLayers: OPTIONAL_LAYERS.filter((layer) => shownToo.includes(layer)),
    ...(commune && { commune }),
    remoteOnly: query.get("remote") === "1",
    text: (query.get("q") ?? "").slice(0, MAX_TEXT_LENGTH),
    ...(sort && { sort }),
    ...(columns && { columns }),
    ...(query.get("list") === "communes" && { list: "communes" as const }),
    ...(query.get("table") === "wide" && { wideTable: true as const }),
    ...(counts && { counts }),
    ...(query.get("lang") === "en" && { language: "en" as const }),
  };
}

/** The query of a view without its question mark, in one order, defaults left out. */
export function viewToSearch(view: View): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string | undefined) => {
    if (value !== undefined) query.set(name, value);
  };
  put("asOf", view.asOf);
  put("compareWith", view.compareWith);
  if (view.swipe) put("swipe", "1");
  put("rule", view.rule);
  put("compareRule", view.compareRule);
  put("epoch", view.epoch);
  if (view.shading !== DEFAULT_VIEW.shading) put("shading", view.shading);
  put("operator", view.operator);
  put("select", view.selection && `${view.selection.kind}:${view.selection.id}`);
  if (view.hidden.length > 0) put("hidden", view.hidden.join(","));
  if (view.hiddenLayers.length > 0)
    put("without", OPTIONAL_LAYERS.filter((layer) => view.hiddenLayers.includes(layer)).join(","));
  if (view.shownLayers.length > 0)
    put("with", OPTIONAL_LAYERS.filter((layer) => view.shownLayers.includes(layer)).join(","));
  put("commune", view.commune);
  if (view.remoteOnly) put("remote", "1");
  if (view.text !== "") put("q", view.text.slice(0, MAX_TEXT_LENGTH));
  put("sort", view.sort);
  put("columns", view.columns?.join(","));
  put("list", view.list);
  if (view.wideTable) put("table", "wide");
  put("counts", view.counts);
  put("lang", view.language);
  // All are legal in a query and make a link that people can read.
  return query.toString().replaceAll(/%(3A|2C|2F|40)/g, decodeURIComponent);
}

export function isLayerShown(view: View, layer: OptionalLayer): boolean {
  if (view.shownLayers.includes(layer)) return true;
  return !view.hiddenLayers.includes(layer) && !LEFT_OUT[view.shading].includes(layer);
}

/** The change that shows a layer or takes it away, whatever the shading would do by itself. */
export function layerSwitched(view: View, layer: OptionalLayer, isShown: boolean) {
  const others = (layers: readonly OptionalLayer[]) => layers.filter((other) => other !== layer);
  const isLeftOut = LEFT_OUT[view.shading].includes(layer);
  return {
    hiddenLayers: [...others(view.hiddenLayers), ...(!isShown && !isLeftOut ? [layer] : [])],
    shownLayers: [...others(view.shownLayers), ...(isShown && isLeftOut ? [layer] : [])],
  } satisfies Partial<View>;
}

/**
 * Whether a thôn without it is alarming. The plan promises neither 5G nor 3G, nor anything of one
 * operator alone: thôn without these are counted, and drawn in grey.
 */
export const isAlarming = ({ shading, operator }: Pick<View, "shading" | "operator">): boolean =>
  operator === undefined && shading !== "nr" && shading !== "umts";

const OF_THE_QUESTION = ["asOf", "rule", "epoch", "operator", "shading"] as const;

/** A view that differs in the named fields; a field set to `undefined` is taken out. */
export type ViewChange = { [K in keyof View]?: View[K] | undefined };
export function changed(view: View, change: ViewChange): View {
  const next = { ...view, ...change };
  // The counts of then answer the question of then.
  if (!("counts" in change) && OF_THE_QUESTION.some((key) => key in change)) delete next.counts;
  for (const key of Object.keys(change) as (keyof View)[])
    if (next[key] === undefined) delete next[key];
  return next as View;
}

/** The commune that a view is about: by its filter, or because one is selected. */
export function unitOfView(view: View): { code: string; validFrom?: string } | undefined {
  const key = view.commune ?? (view.selection?.kind === "commune" ? view.selection.id : undefined);
  return key === undefined ? undefined : unitOfKey(key);
}

/** The units that a view asks for: a chosen commune keeps those of its own time on any day. */
export function epochOfView(view: View): Epoch | undefined {
  const validFrom = unitOfView(view)?.validFrom;
  return validFrom === undefined ? view.epoch : epochOf(validFrom);
}

/** What a page other than the map keeps of a view: the question asked, not what was clicked. */
export function questionOf(view: View): View {
  const { asOf, rule, epoch, operator, language } = view;
  return {
    ...DEFAULT_VIEW,
    ...(asOf && { asOf }),
    ...(rule && { rule }),
    ...(epoch && { epoch }),
    ...(operator && { operator }),
    ...(language && { language }),
  };
}

/** One step back from the outermost thing that was chosen; undefined when nothing is. */
export function undone(view: View): View | undefined {
  if (view.selection) return changed(view, { selection: undefined });
  if (view.compareWith || view.compareRule)
    return changed(view, { compareWith: undefined, compareRule: undefined, swipe: undefined });
  if (view.text !== "" || view.remoteOnly || view.commune)
    return changed(view, { text: "", remoteOnly: false, commune: undefined });
  if (view.hidden.length > 0) return changed(view, { hidden: [] });
  if (view.wideTable) return changed(view, { wideTable: undefined });
  return undefined;
}
