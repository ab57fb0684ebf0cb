import type { CommuneFact, NameFact } from "../../../geodata/datasets/fact-tables.ts";

/** What a thôn of a commune will be called, and how we know. */
export interface SettlementName {
  name: string;
  /** The fact that it rests on; absent for a generated name. */
  fact?: NameFact;
}

/**
 * What the thôn of one commune are called, as many as it has: names with positions first, then other
 * names, then generated ones. Towns have khu, communes have thôn.
 */
export function namesOf(commune: CommuneFact, names: readonly NameFact[]): SettlementName[] {
  const own = names
    .filter((name) => name.communeCode === commune.code)
    .toSorted((a, b) => Number(a.lon === undefined) - Number(b.lon === undefined));
  const kind = commune.kind === "thi_tran" ? "Khu" : "Thôn";
  return Array.from({ length: commune.villageCountEstimate }, (_, index) => {
    const fact = own[index];
    return fact
      ? { name: fact.name, fact }
      : { name: `${kind} minh họa ${index - own.length + 1}` };
  });
}

/** The position of a name, exact to 100 m or rounded to an arc-minute (1 km). */
export function positionOf({ lon, lat, precision }: Partial<NameFact> = {}) {
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
