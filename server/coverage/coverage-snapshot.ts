import { LRUCache } from "lru-cache";
import type { Epoch } from "../../geodata/model/administrative-unit.ts";
import type { Evidence } from "../../geodata/model/evidence.ts";
import type { Operator } from "../../geodata/model/operator.ts";
import type { Rule } from "../../geodata/model/rule.ts";
import { type Detail, visibleEvidence } from "../../geodata/rules/visibility.ts";
import { NotFoundError } from "../errors.ts";
import type { CoverageStore, Kind, RowOf, StoredCount } from "../stores/coverage-store.ts";
import { VERSIONED_KINDS } from "../stores/row-identity.ts";
import { changingDay, changingDays } from "./changing-day.ts";
import { type Surroundings, surroundingsOf } from "./distances.ts";
import { type ExactCounts, makeExactCounts } from "./exact-counts.ts";
import { judgeVillages } from "./judge-villages.ts";
import type { JudgedVillage } from "./judged-village.ts";
import { makeVisibleRows, type TableKind, type VisibleRowOf } from "./visible-rows.ts";

/** What is asked of the map: a day, a rule, a grouping and perhaps one operator. */
export interface Question {
  asOf: string;
  ruleId: string;
  epoch: Epoch;
  operator?: string;
}

/** The store moved on while this version was being read. */
export class SupersededError extends Error {
  override name = "SupersededError";
}

/**
 * One version of the data as one viewer may see it, with all that is derived from it: whoever is
 * given a snapshot cannot read anything else, so nothing that follows from it tells more. Everything
 * is read when first asked for and kept; a read that finds the store at another version throws
 * SupersededError.
 */
export interface CoverageSnapshot {
  readonly version: number;
  /** What this viewer sees of real masts, sites, cells and cables. */
  readonly detail: Detail;
  /** In key order. */
  rows<K extends TableKind>(kind: K): Promise<readonly VisibleRowOf[K][]>;
  readonly exactCounts: ExactCounts;
  /** As the store's `evidenceAsOf`. */
  evidenceAsOf(asOf: string): Promise<readonly Evidence[]>;
  evidenceOfVillage(villageId: string, asOf: string): Promise<readonly Evidence[]>;
  /** Distinct days with evidence, ascending. */
  evidenceDays(): Promise<readonly string[]>;
  counts(): Promise<readonly StoredCount[]>;
  /** Throws NotFoundError. */
  rule(id: string): Promise<Rule>;
  /** Throws NotFoundError. */
  operator(code: string): Promise<Operator>;
  defaults(): Promise<{ asOf: string; ruleId: "ke-hoach-2023" }>;
  /** The day not after `asOf` since when everything has been the same, under the rule if one is given. */
  sameSince(asOf: string, ruleId?: string): Promise<string>;
  judged(question: Question): Promise<readonly JudgedVillage[]>;
  surroundings(asOf: string): Promise<Surroundings>;
  /** Derives something else once for this version; `key` names it and all that it depends on. */
  derive<T extends object>(key: string, make: () => Promise<T>): Promise<T>;
}

/** Judged lists kept: the quarters of the time bar for both rules, and some for one operator. */
const MAX_DERIVED = 64;
/** Before there is any evidence: a day on which nothing is known, of the plan's first period. */
const NO_EVIDENCE_DAY = "2023-06-30";

export function makeCoverageSnapshot(
  store: CoverageStore,
  version: number,
  detail: Detail,
): CoverageSnapshot {
  // Promises are kept, so that those who ask at once wait for one reading. Few and small kinds of
  // key have no limit; what a caller chooses (days, operators) has.
  const tables = new Map<Kind, Promise<unknown>>();
  const derived = new LRUCache<string, Promise<object>>({ max: MAX_DERIVED });

  async function read<T>(reading: () => Promise<T>): Promise<T> {
    const value = await reading();
    if ((await store.datasetVersion()) !== version) throw new SupersededError();
    return value;
  }

  function derive<T extends object>(key: string, make: () => Promise<T>): Promise<T> {
    const known = derived.get(key);
    if (known) return known as Promise<T>;
    const making = make();
    derived.set(key, making);
    // A failure is told to those who wait and is not kept.
    making.catch(() => derived.delete(key));
    return making;
  }

  function stored<K extends TableKind>(kind: K): Promise<readonly RowOf[K][]> {
    const known = tables.get(kind);
    if (known) return known as Promise<readonly RowOf[K][]>;
    const reading = read(() => store.rows(kind));
    tables.set(kind, reading);
    reading.catch(() => tables.delete(kind));
    return reading;
  }

  const visible = makeVisibleRows(stored, detail);
  const { rows } = visible;
  const seen = (evidence: readonly Evidence[]) => visibleEvidence(evidence, detail);

  const snapshot: CoverageSnapshot = {
    version,
    detail,
    rows,
    exactCounts: makeExactCounts(stored, visible),
    derive,
    async evidenceAsOf(asOf) {
      // Between two days with evidence nothing is added, so few lists serve every day.
      const day = (await snapshot.evidenceDays()).findLast((known) => known <= asOf);
      if (day === undefined) return [];
      return derive(`evidence ${day}`, async () => seen(await read(() => store.evidenceAsOf(day))));
    },
    evidenceOfVillage: async (villageId, asOf) =>
      seen(await read(() => store.evidenceOfVillage(villageId, asOf))),
    evidenceDays: () => derive("evidenceDays", () => read(() => store.evidenceDays())),
    counts: () => derive("counts", () => read(() => store.counts())),
    async rule(id) {
      const rules = await rows("rules");
      const rule = rules.find((one) => one.id === id);
      if (rule) return rule;
      const known = rules.map((one) => one.id).join(", ");
      throw new NotFoundError(`Không có quy tắc "${id}". Có: ${known}.`);
    },
    async operator(code) {
      const operators = await rows("operators");
      const operator = operators.find((one) => one.code === code);
      if (operator) return operator;
      const known = operators.map((one) => one.code).join(", ");
      throw new NotFoundError(`Không có nhà mạng "${code}". Có: ${known}.`);
    },
    async defaults() {
      const days = await snapshot.evidenceDays();
      return { asOf: days.at(-1) ?? NO_EVIDENCE_DAY, ruleId: "ke-hoach-2023" };
    },
    async sameSince(asOf, ruleId) {
      const days = await derive(`changing days ${ruleId ?? ""}`, async () =>
        changingDays({
          // Withheld rows too: what is left out of an answer because of them changes with them.
          rows: await Promise.all(VERSIONED_KINDS.map((kind) => stored(kind))),
          evidenceDays: await snapshot.evidenceDays(),
          rule: ruleId === undefined ? { evidence: [] } : await snapshot.rule(ruleId),
        }),
      );
      return changingDay(days, asOf);
    },
    async surroundings(day) {
      const asOf = await snapshot.sameSince(day);
      return derive(`surroundings ${asOf}`, async () =>
        surroundingsOf(
          {
            masts: await rows("masts"),
            sites: await rows("sites"),
            roads: await rows("roads"),
            spans: await rows("spans"),
            accessPoints: await rows("accessPoints"),
          },
          asOf,
          await visible.withheldOn(asOf),
        ),
      );
    },
    async judged({ asOf: day, ruleId, epoch, operator }) {
      const asOf = await snapshot.sameSince(day, ruleId);
      return derive(`judged ${asOf} ${ruleId} ${epoch} ${operator ?? ""}`, async () => {
        if (operator !== undefined) await snapshot.operator(operator);
        return judgeVillages({
          rule: await snapshot.rule(ruleId),
          asOf,
          epoch,
          operator,
          villages: await rows("villages"),
          units: await rows("units"),
          crosswalk: await rows("crosswalk"),
          evidence: await snapshot.evidenceAsOf(asOf),
          surroundings: await snapshot.surroundings(asOf),
          detail,
        });
      });
    },
  };
  return snapshot;
}
