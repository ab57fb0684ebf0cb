import type { AdministrativeUnit, Epoch } from "../geodata/model/administrative-unit.ts";
import type { SourcesReport } from "../geodata/model/catalogue.ts";
import type { CommuneDetail } from "../geodata/model/commune-detail.ts";
import type { Comparison } from "../geodata/model/comparison.ts";
import type { FibreSpan } from "../geodata/model/fibre-span.ts";
import type { IndicatorList } from "../geodata/model/indicator-result.ts";
import type { Operator } from "../geodata/model/operator.ts";
import type { Problem } from "../geodata/model/problem.ts";
import type { Rule } from "../geodata/model/rule.ts";
import type { SearchResult } from "../geodata/model/search-result.ts";
import type { SiteDetail } from "../geodata/model/site-detail.ts";
import type { Summary } from "../geodata/model/summary.ts";
import type { MobileTechnology } from "../geodata/model/technology.ts";
import type { VillageDetail } from "../geodata/model/village-detail.ts";
import type { VillageList } from "../geodata/model/village-list.ts";

/** What is asked of the server; what is absent is the server's default. */
export interface Question {
  asOf?: string;
  rule?: string;
  epoch?: Epoch;
  operator?: string;
  technology?: Exclude<MobileTechnology, "gsm">;
}

/** The server answered, but not with what was asked for. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem | undefined;
  constructor(status: number, problem: Problem | undefined) {
    super(problem?.detail ?? problem?.title ?? `HTTP ${status}`);
    this.name = "ApiError";
    this.status = status;
    this.problem = problem;
  }
}

type Parameters = Record<string, string | number | boolean | undefined>;

/** Path and query, parameters in the order given, absent ones left out. */
export function apiAddress(path: string, parameters: Parameters | Question = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) query.set(name, String(value));
  return query.size > 0 ? `${path}?${query}` : path;
}

async function get<T>(address: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(address, {
    signal,
    headers: { accept: "application/json, application/geo+json;q=0.9" },
  });
  if (response.ok) return (await response.json()) as T;
  const isProblem = response.headers.get("content-type")?.includes("problem+json") ?? false;
  throw new ApiError(response.status, isProblem ? ((await response.json()) as Problem) : undefined);
}

export const getSummary = (question: Question, signal: AbortSignal) =>
  get<Summary>(apiAddress("/api/summary", question), signal);

const PAGE_SIZE = 1000;
/** All thôn of a question, page after page. */
export async function getVillages(
  { technology: _, ...question }: Question,
  signal: AbortSignal,
): Promise<VillageList> {
  const first = await get<VillageList>(
    apiAddress("/api/villages", { ...question, limit: PAGE_SIZE }),
    signal,
  );
  const items = [...first.items];
  for (let next = first.next; next !== undefined; ) {
    const page: VillageList = await get<VillageList>(next, signal);
    items.push(...page.items);
    next = page.next;
  }
  return { ...first, items };
}

type OfAll = Pick<Question, "asOf" | "rule" | "epoch">;
export const getVillage = (id: string, { asOf, rule, epoch }: OfAll, signal: AbortSignal) =>
  get<VillageDetail>(
    apiAddress(`/api/villages/${encodeURIComponent(id)}`, { asOf, rule, epoch }),
    signal,
  );
export const getCommune = (code: string, { asOf, rule, epoch }: OfAll, signal: AbortSignal) =>
  get<CommuneDetail>(
    apiAddress(`/api/communes/${encodeURIComponent(code)}`, { asOf, rule, epoch }),
    signal,
  );
export const getSite = (id: string, asOf: string | undefined, signal: AbortSignal) =>
  get<SiteDetail>(apiAddress(`/api/sites/${encodeURIComponent(id)}`, { asOf }), signal);

/** Two days and/or two rules, by the units of one epoch. */
export interface ComparisonQuestion {
  from?: string;
  to?: string;
  fromRule?: string;
  toRule?: string;
  epoch?: Epoch;
  operator?: string;
}
export const getComparison = (question: ComparisonQuestion, signal: AbortSignal) =>
  get<Comparison>(apiAddress("/api/compare", { ...question }), signal);

export const getIndicators = ({ asOf, rule }: OfAll, signal: AbortSignal) =>
  get<IndicatorList>(apiAddress("/api/indicators", { asOf, rule }), signal);
export const getRules = (signal: AbortSignal) => get<{ items: Rule[] }>("/api/rules", signal);
export const getOperators = (signal: AbortSignal) =>
  get<{ items: Operator[] }>("/api/operators", signal);
export const getSources = (signal: AbortSignal) => get<SourcesReport>("/api/sources", signal);
export const getSearch = (q: string, signal: AbortSignal) =>
  get<SearchResult>(apiAddress("/api/search", { q }), signal);

/** What the open-data service says of a stretch of cable; `null` = not stated. */
export type SpanProperties = Pick<FibreSpan, "operatorCode" | "status" | "validFrom"> & {
  spanId: string;
  kind: NonNullable<FibreSpan["kind"]> | null;
  mounting: NonNullable<FibreSpan["mounting"]> | null;
  fibreCount: number | null;
  generalised: boolean;
  dataSource: FibreSpan["dataSource"];
  source: string;
};
const ALL_SPANS = 10_000;
/** All stretches of cable that are valid on a day. */
export async function getSpans(asOf: string, signal: AbortSignal): Promise<SpanProperties[]> {
  const address = apiAddress("/ogc/collections/fibre-spans/items", {
    datetime: asOf,
    limit: ALL_SPANS,
  });
  const answer = await get<{ features: { properties: SpanProperties }[] }>(address, signal);
  return answer.features.map(({ properties }) => properties);
}

/** Outline of one version of a commune, WGS 84. */
export async function getOutline(
  code: string,
  validFrom: string,
  signal: AbortSignal,
): Promise<AdministrativeUnit["geometry"]> {
  const id = encodeURIComponent(`${code}@${validFrom}`);
  const { geometry } = await get<Pick<AdministrativeUnit, "geometry">>(
    `/ogc/collections/communes/items/${id}`,
    signal,
  );
  return geometry;
}
