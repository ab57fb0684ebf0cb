import type { Geometry } from "geojson";
import { positionsOf } from "../../geodata/geometry/bbox.ts";
import type { Epoch } from "../../geodata/model/administrative-unit.ts";
import type { Evidence } from "../../geodata/model/evidence.ts";
import type { Operator } from "../../geodata/model/operator.ts";
import type { Rule } from "../../geodata/model/rule.ts";
import { type Detail, type Scope, visibleEvidence } from "../../geodata/rules/visibility.ts";
import { NotFoundError } from "../errors.ts";
import type { CoverageStore, StoredCount } from "../stores/coverage-store.ts";
import { type Kind, type RowOf, VERSIONED_KINDS } from "../stores/kinds.ts";
import { changingDay, changingDays } from "./changing-day.ts";
import type { DerivedCache } from "./derived-cache.ts";
import {
  indexStanding,
  type StandingRows,
  type Surroundings,
  surroundingsOf,
} from "./distances.ts";
import { type ExactCounts, makeExactCounts } from "./exact-counts.ts";
import { judgeVillages } from "./judge-villages.ts";
import type { JudgedVillage } from "./judged-village.ts";
import { once } from "./once.ts";
import {
  makeVisibleRows,
  type ReadTable,
  type TableKind,
  type VisibleRowOf,
} from "./visible-rows.ts";

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

/** The stored rows of one version, read once for all viewers. Nobody but a snapshot sees them. */
export interface StoredTables {
  readonly version: number;
  readonly rows: ReadTable;
  /** As the store's; days share the rows that they have in common. `added`: how many are new here. */
  evidenceAsOf(day: string): Promise<{ found: readonly Evidence[]; added: number }>;
  /** Reads something else; throws SupersededError when the store is at another version by then. */
  read<T>(reading: (store: CoverageStore) => Promise<T>): Promise<T>;
}

/** Some ten megabytes of them. */
const MOST_SHARED_ROWS = 20_000;

export function makeStoredTables(store: CoverageStore, version: number): StoredTables {
  const tables = new Map<Kind, () => Promise<unknown>>();
  async function read<T>(reading: (store: CoverageStore) => Promise<T>): Promise<T> {
    const value = await reading(store);
    if ((await store.datasetVersion()) !== version) throw new SupersededError();
    return value;
  }
  const shared = new Map<string, Evidence>();
  return {
    version,
    read,
    async evidenceAsOf(day) {
      const rows = await read((store) => store.evidenceAsOf(day));
      if (shared.size > MOST_SHARED_ROWS) shared.clear();
      const before = shared.size;
      const found = rows.map((row) => {
        const known = shared.get(row.id) ?? row;
        shared.set(row.id, known);
        return known;
      });
      return { found, added: shared.size - before };
    },
    rows<K extends TableKind>(kind: K) {
      const table = tables.get(kind) ?? once(() => read(() => store.rows(kind)));
      tables.set(kind, table);
      return table() as Promise<readonly RowOf[K][]>;
    },
  };
}

/**
 * One version of the data as one viewer may see it, with all that is derived from it: whoever is
 * given a snapshot cannot read anything else, so nothing that follows from it tells more. Everything
 * is read when first asked for and kept; a read that finds the store at another version throws
 * SupersededError.
 */
export interface CoverageSnapshot {
  readonly version: number;
  /** Whose eyes these are: what is cached anywhere beside `derive` holds its key. */
  readonly scope: Scope;
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
  /**
   * Derives something else once for this version and scope; `key` names it and all that it depends
   * on. `bytesOf` says what it takes, where that may be much.
   */
  derive<T extends object>(
    key: string,
    make: () => Promise<T>,
    bytesOf?: (value: T) => number,
  ): Promise<T>;
}

/** Before there is any evidence: a day on which nothing is known, of the plan's first period. */
const NO_EVIDENCE_DAY = "2023-06-30";

/** What is derived takes about so much unless somebody says more, bytes. */
const SMALL_BYTES = 2_000;
/** Measured on the demonstration: an entry with what it holds of its own, bytes. */
const BYTES_PER = { judged: 700, evidence: 600, reference: 8, indexed: 200, mast: 600 };

export function makeCoverageSnapshot(
  tables: StoredTables,
  scope: Scope,
  cache: DerivedCache,
): CoverageSnapshot {
  const { version, read, rows: stored } = tables;
  const { detail } = scope;
  const derive: CoverageSnapshot["derive"] = (key, make, bytesOf = () => SMALL_BYTES) =>
    cache.derive(`${version} ${scope.key} ${key}`, make, bytesOf);

  const visible = makeVisibleRows(stored, detail);
  const { rows } = visible;
  const seen = (evidence: readonly Evidence[]) => visibleEvidence(evidence, detail);

  const snapshot: CoverageSnapshot = {
    version,
    scope,
    detail,
    rows,
    exactCounts: makeExactCounts(stored, visible),
    derive,
    async evidenceAsOf(asOf) {
      // Between two days with evidence nothing is added, so few lists serve every day.
      const day = (await snapshot.evidenceDays()).findLast((known) => known <= asOf);
      if (day === undefined) return [];
      let added = 0;
      return derive(
        `evidence ${day}`,
        async () => {
          const read = await tables.evidenceAsOf(day);
          const visible = seen(read.found);
          added = visible === read.found ? read.added : visible.length;
          return visible;
        },
        (found) => added * BYTES_PER.evidence + found.length * BYTES_PER.reference,
      );
    },
    evidenceOfVillage: async (villageId, asOf) =>
      seen(await read((store) => store.evidenceOfVillage(villageId, asOf))),
    evidenceDays: () => derive("evidenceDays", () => read((store) => store.evidenceDays())),
    counts: () => derive("counts", () => read((store) => store.counts())),
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
      return derive(
        `surroundings ${asOf}`,
        async () => {
          const standing: StandingRows = {
            masts: await rows("masts"),
            sites: await rows("sites"),
            roads: await rows("roads"),
            spans: await rows("spans"),
            accessPoints: await rows("accessPoints"),
          };
          const indexes = await derive(
            "standing indexes",
            async () => indexStanding(standing),
            () =>
              partCount([...standing.roads, ...standing.spans, ...standing.accessPoints]) *
              BYTES_PER.indexed,
          );
          return surroundingsOf(standing, asOf, await visible.withheldOn(asOf), indexes);
        },
        ({ operatorsByMast }) => operatorsByMast.size * BYTES_PER.mast,
      );
    },
    async judged({ asOf: day, ruleId, epoch, operator }) {
      const asOf = await snapshot.sameSince(day, ruleId);
      return derive(
        `judged ${asOf} ${ruleId} ${epoch} ${operator ?? ""}`,
        async () => {
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
        },
        (judged) => judged.length * BYTES_PER.judged,
      );
    },
  };
  return snapshot;
}

/** What an index holds of rows: their positions, one of a point. */
const partCount = (rows: readonly ({ geometry: Geometry } | object)[]) =>
  rows.reduce<number>(
    (sum, row) => sum + ("geometry" in row ? [...positionsOf(row.geometry)].length : 1),
    0,
  );
