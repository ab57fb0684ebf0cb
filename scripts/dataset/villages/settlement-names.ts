import type { CommuneFact, NameFact } from "../facts.ts";

/** What a thôn of a commune will be called, and how we know. */
export interface SettlementName {
  name: string;
  /** The fact that it rests on; absent for a generated name. */
  fact?: NameFact;
}

export interface CommuneNames {
  /** Exactly as many as the commune has thôn: names with positions, other names, generated ones. */
  chosen: SettlementName[];
  /** Names of the commune beyond its number of thôn: search labels only. */
  surplus: NameFact[];
}

/** Shares out the names of one commune. Towns have khu, communes have thôn. */
export function namesOf(commune: CommuneFact, names: readonly NameFact[]): CommuneNames {
  const own = names.filter((name) => name.communeCode === commune.code);
  const ranked = [
    ...own.filter((name) => name.position !== undefined),
    ...own.filter((name) => name.position === undefined),
  ];
  const count = commune.villageCountEstimate;
  const chosen: SettlementName[] = ranked
    .slice(0, count)
    .map((fact) => ({ name: fact.name, fact }));
  const kind = commune.kind === "thi_tran" ? "Khu" : "Thôn";
  for (let number = 1; chosen.length < count; number++) {
    chosen.push({ name: `${kind} minh họa ${number}` });
  }
  return { chosen, surplus: ranked.slice(count) };
}

/** The sources that the table describes in English, in Vietnamese; the others are names and stay. */
const SOURCES_VI: Record<string, string> = {
  "address of THPT Đồng Đăng in a public school list (khu of TT Đồng Đăng)":
    "địa chỉ Trường THPT Đồng Đăng trong danh sách trường công khai",
};

/** The source of a name as the screen shows it: without the table's remarks in brackets. */
export function sourceInVietnamese(source: string): string {
  return SOURCES_VI[source] ?? source.replace(/ \(.*\)$/, "");
}
