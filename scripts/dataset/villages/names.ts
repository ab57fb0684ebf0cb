import type { CommuneFact, NameFact } from "../facts.ts";

/** What a thôn of a commune will be called, and how we know. */
export interface SettlementName {
  name: string;
  /** The fact that it rests on; absent for a generated name. */
  fact?: NameFact;
  /** Where the fact puts it, and how exactly. */
  position?: { lon: number; lat: number; accuracyM: number };
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
    ...own.filter((name) => name.lon !== undefined),
    ...own.filter((name) => name.lon === undefined),
  ];
  const count = commune.villageCountEstimate;
  const chosen: SettlementName[] = ranked.slice(0, count).map((fact) => {
    const position = positionOf(fact);
    return { name: fact.name, fact, ...(position && { position }) };
  });
  const kind = commune.kind === "thi_tran" ? "Khu" : "Thôn";
  for (let number = 1; chosen.length < count; number++)
    chosen.push({ name: `${kind} minh họa ${number}` });
  return { chosen, surplus: ranked.slice(count) };
}

/** The position of a name, exact to 100 m or rounded to an arc-minute (1 km). */
export function positionOf({ lon, lat, precision }: NameFact): SettlementName["position"] {
  if (lon === undefined || lat === undefined) return undefined;
  return { lon, lat, accuracyM: precision === "point" ? 100 : 1000 };
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

/**
 * Splits a whole number by weights into whole numbers that add up to it exactly (largest
 * remainder), none below `least`. Throws when there is not enough for everyone.
 */
export function wholeShares(total: number, weights: readonly number[], least: number): number[] {
  const free = total - least * weights.length;
  if (free < 0) throw new Error(`got ${total}, expected at least ${least} x ${weights.length}`);
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (free * weight) / sum);
  const shares = exact.map((share) => least + Math.floor(share));
  const missing = total - shares.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, missing)) shares[index] = shares[index]! + 1;
  return shares;
}
