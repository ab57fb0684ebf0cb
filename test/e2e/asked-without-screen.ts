import type { CommuneDetail } from "../../geodata/model/commune-detail.ts";
import type { Comparison } from "../../geodata/model/comparison.ts";
import type { Operator } from "../../geodata/model/operator.ts";
import type { Rule } from "../../geodata/model/rule.ts";
import type { SearchResult } from "../../geodata/model/search-result.ts";
import type { Summary } from "../../geodata/model/summary.ts";
import type { VillageDetail } from "../../geodata/model/village-detail.ts";
import type { VillageList, VillageListItem } from "../../geodata/model/village-list.ts";

/** The same server asked without the screen: what the screen must agree with. */
export interface AskedWithoutScreen {
  summary(query?: string): Promise<Summary>;
  /** All thôn of a question. */
  villages(query?: string): Promise<VillageListItem[]>;
  village(id: string, query?: string): Promise<VillageDetail>;
  commune(code: string, query?: string): Promise<CommuneDetail>;
  comparison(query: string): Promise<Comparison>;
  search(words: string): Promise<SearchResult["items"]>;
  rules(): Promise<Rule[]>;
  operators(): Promise<Operator[]>;
}

export function askWithoutScreen(origin: string): AskedWithoutScreen {
  const get = async <T>(path: string): Promise<T> => {
    const answer = await fetch(origin + path);
    if (!answer.ok) throw new Error(`${path}: HTTP ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  return {
    summary: (query = "") => get(`/api/summary?${query}`),
    villages: async (query = "") => {
      const list = await get<VillageList>(`/api/villages?${query}&limit=1000`);
      if (list.items.length < list.numberMatched) throw new Error("More than one page of thôn");
      return list.items;
    },
    village: (id, query = "") => get(`/api/villages/${id}?${query}`),
    commune: (code, query = "") => get(`/api/communes/${code}?${query}`),
    comparison: (query) => get(`/api/compare?${query}`),
    search: async (words) =>
      (await get<SearchResult>(`/api/search?q=${encodeURIComponent(words)}`)).items,
    rules: async () => (await get<{ items: Rule[] }>("/api/rules")).items,
    operators: async () => (await get<{ items: Operator[] }>("/api/operators")).items,
  };
}

/** Thôn per verdict of one theme; a word that no thôn has is absent. */
export function countVerdicts(
  villages: readonly VillageListItem[],
  theme: keyof VillageListItem["verdicts"],
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verdicts } of villages) counts[verdicts[theme]] = (counts[verdicts[theme]] ?? 0) + 1;
  return counts;
}
