import { type AdministrativeUnit, unitKey } from "../../geodata/model/administrative-unit.ts";
import { dayBefore } from "../../geodata/model/day.ts";
import type { Mast } from "../../geodata/model/mast.ts";
import type { SearchHit } from "../../geodata/model/search-result.ts";
import { foldKey, matchesFolded } from "../../geodata/text/fold.ts";
import { sortKey } from "../../geodata/text/vietnamese-order.ts";
import type { CoverageSnapshot } from "./coverage-snapshot.ts";
import { communesOfVillages } from "./search-words.ts";

/** Something that can be found. */
export interface SearchEntry {
  hit: SearchHit;
  /** Folded name without its kind, "cao lau" for "Xã Cao Lâu": what a query is ranked by. */
  folded: string;
  /** The same of the communes that went into it. */
  formerly: readonly string[];
  /** No longer there: what is there comes first. */
  hasEnded: boolean;
  /** Everything that it is found by, folded. */
  words: string;
  order: string;
}

/** Of hits that fit alike, the wider thing first. */
const KIND_RANK: Record<SearchHit["kind"], number> = { commune: 0, village: 1, place: 2, site: 3 };

/** Words before a name that nobody types to find it. */
const KIND_WORDS = /^(xa|phuong|thi tran|thon|ban|khu|khoi pho|khoi|tram) /;

/**
 * The hits that hold every word of `q`, best first: whole name, the whole name of what went into it,
 * beginning of the name, the rest.
 */
export function search(entries: readonly SearchEntry[], q: string, most: number): SearchHit[] {
  const query = foldKey(q);
  if (query === "") return [];
  const bare = query.replace(KIND_WORDS, "");
  return entries
    .filter((entry) => matchesFolded(entry.words, q))
    .map((entry) => ({ entry, fit: fitOf(entry, query, bare) }))
    .sort(
      (a, b) =>
        a.fit - b.fit ||
        KIND_RANK[a.entry.hit.kind] - KIND_RANK[b.entry.hit.kind] ||
        Number(a.entry.hasEnded) - Number(b.entry.hasEnded) ||
        (a.entry.order < b.entry.order ? -1 : Number(a.entry.order > b.entry.order)),
    )
    .slice(0, most)
    .map(({ entry }) => entry.hit);
}

function fitOf({ folded, formerly, hit }: SearchEntry, query: string, bare: string): number {
  const name = foldKey(hit.name);
  if (name === query || folded === bare) return 0;
  if (formerly.includes(bare)) return 1;
  if (folded.startsWith(bare)) return 2;
  return matchesFolded(name, query) ? 3 : 4;
}

/** Everything that can be found in this version of the data, by old and new names. */
export async function searchEntries(snapshot: CoverageSnapshot): Promise<readonly SearchEntry[]> {
  return snapshot.derive("search entries", async () => [
    ...(await communeEntries(snapshot)),
    ...(await villageEntries(snapshot)),
    ...(await placeEntries(snapshot)),
    ...(await siteEntries(snapshot)),
  ]);
}

const bareName = (name: string) => foldKey(name).replace(KIND_WORDS, "");

function entryOf(
  hit: SearchHit,
  otherWords: readonly (string | undefined)[] = [],
  { formerly = [], hasEnded = false }: { formerly?: readonly string[]; hasEnded?: boolean } = {},
): SearchEntry {
  const words = foldKey([hit.name, ...otherWords].filter(Boolean).join(" "));
  return {
    hit,
    folded: bareName(hit.name),
    formerly: formerly.map(bareName),
    hasEnded,
    words,
    order: sortKey(hit.name),
  };
}

async function communeEntries(snapshot: CoverageSnapshot): Promise<SearchEntry[]> {
  const crosswalk = await snapshot.rows("crosswalk");
  return (await snapshot.rows("units")).map((unit) => {
    const from = crosswalk.filter((row) => row.newCode === unit.code).map((row) => row.oldName);
    const into = crosswalk.find((row) => row.oldCode === unit.code)?.newName;
    const context = unit.validTo
      ? `đến ngày ${written(dayBefore(unit.validTo))}${into ? `, nay thuộc ${into}` : ""}`
      : from.length > 0
        ? `trước đây: ${from.join(", ")}`
        : `từ ngày ${written(unit.validFrom)}`;
    return entryOf(
      {
        kind: "commune",
        id: unitKey(unit),
        name: unit.name,
        context,
        lon: unit.lon,
        lat: unit.lat,
      },
      // An ended commune is found by its own name; what it went into is found by both.
      unit.validTo ? [unit.code] : [unit.code, ...from],
      unit.validTo ? { hasEnded: true } : { formerly: from },
    );
  });
}

async function villageEntries(snapshot: CoverageSnapshot): Promise<SearchEntry[]> {
  const communesOf = await communesOfVillages(snapshot);
  // Of several versions of a thôn the last one is found, by the names of all.
  const versions = Map.groupBy(await snapshot.rows("villages"), (village) => village.id);
  return [...versions.values()].flatMap((all) => {
    const village = all.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];
    if (!village) return [];
    const { old, now } = communesOf(village);
    const { id, name, lon, lat } = village;
    return entryOf({ kind: "village", id, name, context: bothNames(old, now), lon, lat }, [
      ...all.flatMap((version) => [version.name, ...version.otherNames]),
      old?.name,
      now?.name,
    ]);
  });
}

async function placeEntries(snapshot: CoverageSnapshot): Promise<SearchEntry[]> {
  const communesOf = await communesOfVillages(snapshot);
  return (await snapshot.rows("places")).map(({ name, lon, lat, communeCode }) => {
    const { old, now } = communeCode === undefined ? NOWHERE : communesOf({ communeCode });
    return entryOf({ kind: "place", id: name, name, context: bothNames(old, now), lon, lat });
  });
}
const NOWHERE = { old: undefined, now: undefined };

/** Sites on masts that are shown; one whose code is not told is found by its operator. */
async function siteEntries(snapshot: CoverageSnapshot): Promise<SearchEntry[]> {
  const masts = new Map<string, Mast>();
  for (const mast of await snapshot.rows("masts")) masts.set(mast.id, mast);
  const operators = new Map(
    (await snapshot.rows("operators")).map((operator) => [operator.code, operator.name]),
  );
  const communesOf = await communesOfVillages(snapshot);
  const entries = new Map<string, SearchEntry>();
  for (const site of await snapshot.rows("sites")) {
    const seen = masts.get(site.mastId);
    if (!seen) continue;
    const { code, name, operatorCode } = site;
    const { communeCode } = seen;
    const { old, now } = communeCode === undefined ? NOWHERE : communesOf({ communeCode });
    const operator = operators.get(operatorCode) ?? operatorCode;
    const place = bothNames(old, now);
    entries.set(
      site.id,
      entryOf(
        {
          kind: "site",
          id: site.id,
          name: [code, name].filter(Boolean).join(" ") || `Trạm ${operator}`,
          context: place === "" ? operator : `${operator}, ${place}`,
          lon: seen.lon,
          lat: seen.lat,
        },
        [code ?? site.id],
      ),
    );
  }
  return [...entries.values()];
}

/** "Xã Cao Lâu (nay Xã Ba Sơn)"; one name where both are the same or one is not known. */
function bothNames(
  old: AdministrativeUnit | undefined,
  now: AdministrativeUnit | undefined,
): string {
  if (!old || !now || old.name === now.name) return (old ?? now)?.name ?? "";
  return `${old.name} (nay ${now.name})`;
}

function written(day: string): string {
  return day.split("-").reverse().join("/");
}
