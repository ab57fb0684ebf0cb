import type { CrosswalkRow, Epoch } from "../../geodata/model/administrative-unit.ts";
import type { Village } from "../../geodata/model/village.ts";
import { foldKey } from "../../geodata/text/fold.ts";
import { hasMarks, nameKey } from "../../geodata/text/written-name.ts";
import type { ImportProblem } from "./import-problem.ts";
import { closestNames, questionOf } from "./names-like.ts";

/** What was sought, with `readAs` where it was told from text without marks; or what to say. */
type Found<T> =
  | { found: T; readAs?: string }
  | { problem: Pick<ImportProblem, "code" | "expected" | "suggestion"> };

// Kinds before a name, as written and as typed without marks.
const COMMUNE_PREFIX = /^(xã|xa|thị trấn|thi tran|phường|phuong|tt|x|p) /u;
const VILLAGE_PREFIX =
  /^(thôn|thon|khu phố|khu pho|khu|khối phố|khoi pho|khối|khoi|xóm|xom|tổ dân phố|to dan pho|tổ|to) /u;
const BAN_PREFIX = /^(bản|ban) /u;

/** Words alone, marks and all: "Bản Lề - Bản Ngõa" gives "bản lề bản ngoã". */
function words(name: string): string {
  return nameKey(name.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}]+/gu, " "));
}

const bareCommune = (name: string) => words(name).replace(COMMUNE_PREFIX, "");
const bareVillage = (name: string) => words(name).replace(VILLAGE_PREFIX, "");

export interface CommuneFinder {
  /** Codes of the communes of 2023 that a name or code means; text without marks is compared so. */
  (text: string): string[];
  /** The names that text without marks was read as; undefined for text that is a name itself. */
  readAs(text: string): string | undefined;
  /** What may have been meant by text that means none. */
  suggestion(text: string): { suggestion?: string };
}

/**
 * Communes of 2023 by the names and codes of old and new units; a name of both epochs ("Công Sơn")
 * gives the old commune and all that went into the new one. With `epoch` only that epoch's names
 * count.
 */
export function makeFindCommunes(crosswalk: readonly CrosswalkRow[], epoch?: Epoch): CommuneFinder {
  const names = crosswalk.flatMap((row) => [
    ...(epoch === "2025" ? [] : [{ code: row.oldCode, name: row.oldName, member: row.oldCode }]),
    ...(epoch === "2023" ? [] : [{ code: row.newCode, name: row.newName, member: row.oldCode }]),
  ]);
  type Entry = (typeof names)[number];
  const codeOf = (text: string) =>
    /^\d{4,5}$/.test(text.trim()) ? text.trim().padStart(5, "0") : undefined;
  const isWritten = (text: string) => (entry: Entry) => words(entry.name) === words(text);
  const isBare = (text: string) => (entry: Entry) => bareCommune(entry.name) === bareCommune(text);
  const isFolded = (text: string) => (entry: Entry) =>
    foldKey(bareCommune(entry.name)) === bareCommune(text);

  function entriesOf(text: string): { entries: Entry[]; isExact: boolean } {
    const code = codeOf(text);
    if (code) return { entries: names.filter((entry) => entry.code === code), isExact: true };
    for (const fits of [isWritten(text), isBare(text)]) {
      const entries = names.filter(fits);
      if (entries.length > 0) return { entries, isExact: true };
    }
    const unmarked = hasMarks(bareCommune(text)) ? [] : names.filter(isFolded(text));
    return { entries: unmarked, isExact: unmarked.length === 0 };
  }

  return Object.assign(
    (text: string) => [...new Set(entriesOf(text).entries.map((entry) => entry.member))],
    {
      readAs(text: string) {
        const { entries, isExact } = entriesOf(text);
        return isExact ? undefined : [...new Set(entries.map(({ name }) => name))].join(" hay ");
      },
      suggestion: (text: string) =>
        questionOf(
          closestNames(
            text,
            names.map(({ name }) => name),
            bareCommune,
          ),
        ),
    },
  );
}

/** A name without its kind; then, if that finds nothing, also without "Bản". */
const READINGS: readonly ((name: string) => string)[] = [
  bareVillage,
  (name) => bareVillage(name).replace(BAN_PREFIX, ""),
];

/** Its name and its other names. */
const wholeNames = (village: Village): string[] => [village.name, ...village.otherNames];

/** Its names, and the parts of a double name. */
function namesOf(village: Village): string[] {
  const names = wholeNames(village);
  return [...names, ...names.flatMap((name) => name.split(/\s+-\s+|[/,()]/)).filter(Boolean)];
}

export interface VillageFinder {
  /** Thôn of these communes that have exactly this name, marks and all. */
  written(communeCodes: readonly string[], name: string): Village[];
  /** Thôn of these communes that a name without marks may mean; none for a name with marks. */
  unmarked(communeCodes: readonly string[], name: string): Village[];
  /** Thôn of these communes whose names differ from this one in their marks alone. */
  differingInMarks(communeCodes: readonly string[], name: string): Village[];
  /** The thôn that "xa" and "thon" of a row mean: names, or an id. */
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

  const indexes = READINGS.map((read) => {
    const entries = all.flatMap((village) =>
      [...new Set(namesOf(village).map(read))].map((name) => ({ name, village })),
    );
    return {
      read,
      byName: Map.groupBy(entries, ({ name }) => name),
      byFold: Map.groupBy(entries, ({ name }) => foldKey(name)),
    };
  });

  function inCommunes(
    communeCodes: readonly string[] | undefined,
    entries: readonly { village: Village }[] | undefined,
  ): Village[] {
    const found = new Set((entries ?? []).map(({ village }) => village));
    return [...found].filter(
      (village) => !communeCodes || communeCodes.includes(village.communeCode),
    );
  }

  function written(communeCodes: readonly string[] | undefined, name: string): Village[] {
    for (const { read, byName } of indexes) {
      const fitting = inCommunes(communeCodes, byName.get(read(name)));
      if (fitting.length > 0) return asWritten(fitting, name, read);
    }
    return [];
  }

  function folded(communeCodes: readonly string[] | undefined, name: string): Village[] {
    for (const { read, byFold } of indexes) {
      const fitting = inCommunes(communeCodes, byFold.get(foldKey(read(name))));
      if (fitting.length > 0) return fitting;
    }
    return [];
  }

  const unmarked = (communeCodes: readonly string[] | undefined, name: string) =>
    hasMarks(bareVillage(name)) ? [] : folded(communeCodes, name);

  function differingInMarks(communeCodes: readonly string[], name: string): Village[] {
    const same = new Set(written(communeCodes, name));
    return folded(communeCodes, name).filter((village) => !same.has(village));
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
          ...findCommunes.suggestion(commune),
        },
      };
    const exact = written(codes, name);
    const [only, ...others] = exact.length > 0 ? exact : unmarked(codes, name);
    if (only && others.length === 0)
      return exact.length > 0
        ? { found: only }
        : { found: only, readAs: `${only.name} (mã ${only.id})` };
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
    const near = closestNames(
      name,
      all.filter((village) => codes.includes(village.communeCode)).flatMap(namesOf),
      bareVillage,
    );
    const elsewhere = near.length > 0 ? [] : written(undefined, name).slice(0, 3).map(described);
    return {
      code: "unknown_village" as const,
      expected: "tên thôn của xã này, hoặc mã thôn",
      ...questionOf(near.length > 0 ? near : elsewhere),
    };
  }

  return { written, unmarked, differingInMarks, find };
}

/**
 * Of thôn that a name fits, those that it fits best: "Khu 1" beside "Thôn 1" where the kind was
 * written, a name before a part of a double name, and within one commune the name to the letter.
 */
function asWritten(villages: Village[], name: string, read: (name: string) => string): Village[] {
  if (villages.length === 1) return villages;
  const isToTheLetter = (village: Village) =>
    wholeNames(village).some((known) => words(known) === words(name));
  const isOneCommune = new Set(villages.map(({ communeCode }) => communeCode)).size === 1;
  const hasKind = bareVillage(name) !== words(name);
  const whole = villages.filter((village) =>
    wholeNames(village).some((known) => read(known) === read(name)),
  );
  const candidates = whole.length > 0 ? whole : villages;
  const exact = hasKind || isOneCommune ? candidates.filter(isToTheLetter) : [];
  return exact.length > 0 ? exact : candidates;
}
