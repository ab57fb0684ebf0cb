import { keepPreviousData, QueryClient, queryOptions } from "@tanstack/react-query";
import {
  ApiError,
  type ComparisonQuestion,
  getCommune,
  getComparison,
  getIndicators,
  getOperators,
  getOutline,
  getRules,
  getSearch,
  getSite,
  getSources,
  getSpans,
  getSummary,
  getVillage,
  getVillages,
  type Question,
} from "./api.ts";
import { firstAnswerTo } from "./first-answer.ts";
import { DEFAULT_RULE, epochOfView, type View } from "./view.ts";

const RETRIES = 2;
const MINUTE_MS = 60_000;

/** Answers are asked for again after five minutes; a refusal (4xx) is not asked for twice. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5 * MINUTE_MS,
        gcTime: 30 * MINUTE_MS,
        refetchOnWindowFocus: false,
        retry: (failures, error) =>
          failures < RETRIES && !(error instanceof ApiError && error.status < 500),
      },
    },
  });
}

/** The question that a view asks. Shading by one technology counts that technology alone. */
export function questionFrom(view: View): Question {
  const { asOf, rule, operator, shading } = view;
  const epoch = epochOfView(view);
  const technology =
    shading === "umts" || shading === "lte" || shading === "nr" ? shading : undefined;
  return {
    ...(asOf && { asOf }),
    ...(rule && { rule }),
    ...(epoch && { epoch }),
    ...(operator && { operator }),
    ...(technology && { technology }),
  };
}

export function summaryQuery(question: Question) {
  const first = firstAnswerTo(question);
  return queryOptions({
    queryKey: ["summary", question],
    queryFn: ({ signal }) => getSummary(question, signal),
    ...(first && { initialData: first }),
    placeholderData: keepPreviousData,
  });
}

export function villagesQuery({ technology: _, ...question }: Question) {
  return queryOptions({
    queryKey: ["villages", question],
    queryFn: ({ signal }) => getVillages(question, signal),
    placeholderData: keepPreviousData,
  });
}

/** Single things are judged for all operators and technologies at once. */
function ofAll({ asOf, rule, epoch }: Question): Question {
  return { ...(asOf && { asOf }), ...(rule && { rule }), ...(epoch && { epoch }) };
}

export function villageQuery(id: string, question: Question) {
  return queryOptions({
    queryKey: ["village", id, ofAll(question)],
    queryFn: ({ signal }) => getVillage(id, ofAll(question), signal),
    placeholderData: (previous) => (previous?.village.id === id ? previous : undefined),
  });
}

export function communeQuery(code: string, question: Question) {
  return queryOptions({
    queryKey: ["commune", code, ofAll(question)],
    queryFn: ({ signal }) => getCommune(code, ofAll(question), signal),
  });
}

export function siteQuery(id: string, { asOf }: Question) {
  return queryOptions({
    queryKey: ["site", id, asOf],
    queryFn: ({ signal }) => getSite(id, asOf, signal),
  });
}

/** Outline of one version of a commune; it changes only with an import. */
export function outlineQuery(code: string, validFrom: string) {
  return queryOptions({
    queryKey: ["outline", code, validFrom],
    queryFn: ({ signal }) => getOutline(code, validFrom, signal),
  });
}

export function spansQuery(asOf: string | undefined) {
  return queryOptions({
    queryKey: ["spans", asOf],
    queryFn: ({ signal }) => getSpans(asOf ?? "", signal),
    enabled: asOf !== undefined,
  });
}

export function comparisonQuery(question: ComparisonQuestion) {
  return queryOptions({
    queryKey: ["comparison", question],
    queryFn: ({ signal }) => getComparison(question, signal),
    placeholderData: keepPreviousData,
  });
}

export function indicatorsQuery({ asOf, rule }: Question) {
  const question = { ...(asOf && { asOf }), ...(rule && { rule }) };
  return queryOptions({
    queryKey: ["indicators", question],
    queryFn: ({ signal }) => getIndicators(question, signal),
  });
}

/** The default rule first, the others in the server's order. */
export const rulesQuery = queryOptions({
  queryKey: ["rules"],
  queryFn: ({ signal }) => getRules(signal),
  select: ({ items }) =>
    items.toSorted((a, b) => Number(b.id === DEFAULT_RULE) - Number(a.id === DEFAULT_RULE)),
});

export const operatorsQuery = queryOptions({
  queryKey: ["operators"],
  queryFn: ({ signal }) => getOperators(signal),
  select: (answer) => answer.items,
});

export const sourcesQuery = queryOptions({
  queryKey: ["sources"],
  queryFn: ({ signal }) => getSources(signal),
});

export function searchQuery(q: string) {
  return queryOptions({
    queryKey: ["search", q],
    queryFn: ({ signal }) => getSearch(q, signal),
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
  });
}
