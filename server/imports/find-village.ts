import type { CrosswalkRow, Epoch } from "../../geodata/model/administrative-unit.ts";
import type { Village } from "../../geodata/model/village.ts";
import { foldKey } from "../../geodata/text/fold.ts";
import type { ImportProblem } from "./import-problem.ts";

/** Either what was sought, or what to say about it. */
type Found<T> = { found: T } | { problem: Pick<ImportProblem, "code" | "expected" | "suggestion"> };

const COMMUNE_PREFIX = /^(xa|thi tran|phuong|tt|x|p) /;
const VILLAGE_PREFIX = /^(thon|khu pho|khu|khoi pho|khoi|xom|to dan pho|to) /;
const BAN_PREFIX = /^ban /;

/** Words alone: "Bản Lề - Bản Ngõa" gives "ban le ban ngoa". */
function folded(name: string): string {
  return foldKey(name.replace(/[^\p{L}\p{M}\p{N}]+/gu, " "));
}

/**
 * Codes of the communes of 2023 that a name or code may mean, by old and by new units; a name of
 * both epochs ("Công Sơn") gives the old commune and all that went into the new one. With `epoch`
 * only that epoch's names count.
 */
export function makeFindCommunes(
  crosswalk: readonly CrosswalkRow[],
  epoch?: Epoch,
): (text: string) => string[] {
  const names = crosswalk.flatMap((row) => [
    ...(epoch === "2025" ? [] : [{ code: row.oldCode, name: row.oldName, member: row.oldCode }]),
    ...(epoch === "2023" ? [] : [{ code: row.newCode, name: row.newName, member: row.oldCode }]),
  ]);
  const membersWhere = (fits: (entry: (typeof names)[number]) => boolean) => [
    ...new Set(names.filter(fits).map((entry) => entry.member)),
  ];
  const bare = (name: string) => folded(name).replace(COMMUNE_PREFIX, "");
  return (text) => {
    const code = /^\d{4,5}$/.test(text.trim()) ? text.trim().padStart(5, "0") : undefined;
    if (code) return membersWhere((entry) => entry.code === code);
    const asWritten = membersWhere((entry) => folded(entry.name) === folded(text));
    return asWritten.length > 0
      ? asWritten
      : membersWhere((entry) => bare(entry.name) === bare(text));
  };
}

/** A name without its kind; then, if that finds nothing, also without "Bản". */
const READINGS: readonly ((name: string) => string)[] = [
  (name) => folded(name).replace(VILLAGE_PREFIX, ""),
  (name) => folded(name).replace(VILLAGE_PREFIX, "").replace(BAN_PREFIX, ""),
];

/** Its name, its other names, and the parts of a double name. */
function namesOf(village: Village): string[] {
  const names = [village.name, ...village.otherNames];
  return [...names, ...names.flatMap((name) => name.split(/\s+-\s+|[/,()]/)).filter(Boolean)];
}

export interface VillageFinder {
  /** Thôn of these communes that a name may mean. */
  named(communeCodes: readonly string[], name: string): Village[];
  /** The thôn that "xa" and "thon" of a row mean: names with or without diacritics, or an id. */
  find(commune: string | undefined, name: string): Found<Village>;
}

export function makeVillageFinder(
  villages: readonly Village[],
  crosswalk: readonly CrosswalkRow[],
  epoch?: Epoch,
): VillageFinder {
  // Of several versions of a thôn the last one counts.
  const byId = new Map(villages.map((village) => [village.id, village]));
  const all = [...byId.values()];
  const findCommunes = makeFindCommunes(crosswalk, epoch);
  const communeName = new Map(crosswalk.map((row) => [row.oldCode, row.oldName]));
  const described = (village: Village) =>
    `${village.name}, ${communeName.get(village.communeCode) ?? village.communeCode} (mã ${village.id})`;

  const readings = READINGS.map((read) => ({
    read,
    byName: Map.groupBy(
      all.flatMap((village) =>
        [...new Set(namesOf(village).map(read))].map((name) => ({ name, village })),
      ),
      ({ name }) => name,
    ),
  }));

  function named(communeCodes: readonly string[] | undefined, name: string): Village[] {
    for (const { read, byName } of readings) {
      const fitting = (byName.get(read(name)) ?? [])
        .map(({ village }) => village)
        .filter((village) => !communeCodes || communeCodes.includes(village.communeCode));
      if (fitting.length > 0) return ofWrittenKind(fitting, name);
    }
    return [];
  }

  function find(commune: string | undefined, name: string): Found<Village> {
    const own = byId.get(name.trim());
    if (own) return { found: own };
    if (commune === undefined)
      return { problem: { code: "missing", expected: "tên xã, hoặc mã thôn thay cho tên thôn" } };
    const codes = findCommunes(commune);
    if (codes.length === 0)
      return {
        problem: {
          code: "unknown_commune",
          expected: "tên xã của huyện Cao Lộc, cũ hoặc mới",
          ...suggested(
            closest(
              commune,
              crosswalk.flatMap((row) => [row.oldName, row.newName]),
            ),
          ),
        },
      };
    const [only, ...others] = named(codes, name);
    if (only && others.length === 0) return { found: only };
    if (only)
      return {
        problem: {
          code: "ambiguous",
          expected: "một thôn duy nhất",
          suggestion: `Có thể là: ${[only, ...others].map(described).join("; ")}. Hãy ghi mã thôn vào cột thôn.`,
        },
      };
    return { problem: unknownVillage(codes, name) };
  }

  function unknownVillage(codes: readonly string[], name: string) {
    const near = closest(
      name,
      all.filter((village) => codes.includes(village.communeCode)).flatMap(namesOf),
    );
    const elsewhere = named(undefined, name).slice(0, 3).map(described);
    return {
      code: "unknown_village" as const,
      expected: "tên thôn của xã này, hoặc mã thôn",
      ...suggested(near.length > 0 ? near : elsewhere),
    };
  }

  return { named, find };
}

/** "Khu 1" beside "Thôn 1": where the kind was written, it tells them apart. */
function ofWrittenKind(villages: Village[], name: string): Village[] {
  if (!VILLAGE_PREFIX.test(folded(name))) return villages;
  const exact = villages.filter((village) =>
    namesOf(village).some((known) => folded(known) === folded(name)),
  );
  return exact.length > 0 ? exact : villages;
}

function suggested(names: readonly string[]): { suggestion?: string } {
  return names.length === 0 ? {} : { suggestion: `Có phải ${names.join(", hay ")}?` };
}

/** At most so many letters may be wrong in a name that is suggested. */
const MAX_WRONG_LETTERS = 2;

/** Names that differ little from what was written, nearest first, three at most. */
function closest(written: string, names: readonly string[]): string[] {
  const asked = folded(written).replace(VILLAGE_PREFIX, "").replace(COMMUNE_PREFIX, "");
  return [...new Set(names)]
    .map((name) => ({
      name,
      wrong: editDistance(
        asked,
        folded(name).replace(VILLAGE_PREFIX, "").replace(COMMUNE_PREFIX, ""),
      ),
    }))
    .filter(({ wrong }) => wrong <= Math.min(MAX_WRONG_LETTERS, asked.length / 2))
    .sort((a, b) => a.wrong - b.wrong)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Levenshtein's distance: letters to change, add or leave out. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...b].entries())
      current.push(
        Math.min(
          (current[column] ?? 0) + 1,
          (previous[column + 1] ?? 0) + 1,
          (previous[column] ?? 0) + (letter === other ? 0 : 1),
        ),
      );
    previous = current;
  }
  return previous[b.length] ?? 0;
}
