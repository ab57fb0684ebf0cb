import type { Evidence } from "../../geodata/model/evidence.ts";
import type { DataSource } from "../../geodata/model/provenance.ts";
import { pointsOf } from "../../geodata/rules/evidence-in-force.ts";
import { assertChange } from "./check-change.ts";
import type {
  Change,
  CommitConditions,
  CoverageStore,
  Retirement,
  StoredCount,
} from "./coverage-store.ts";
import { changeHashOf, versionMadeBefore } from "./idempotency.ts";
import { KINDS, type Kind, type RowOf } from "./kinds.ts";
import {
  assertNoneDangles,
  type Dangling,
  type Reference,
  referencesAtStake,
  targetsOf,
  touchedKinds,
} from "./references.ts";
import { aboutIdOf, keyOf, sourceOf, validityOf } from "./row-identity.ts";
import { VersionConflictError } from "./store-errors.ts";

interface Kept {
  key: string;
  aboutId: string;
  validFrom?: string | undefined;
  validTo?: string | undefined;
  retiredAt?: string;
  dataSource: DataSource;
  /** What it points to, by the field that does. */
  targets: ReadonlyMap<string, string>;
  /** As JSON, so that nobody holds the stored row itself. */
  body: string;
}

/** A store that forgets: for tests, and for rehearsing a change before it is saved. */
export function openMemoryStore(): CoverageStore {
  return new MemoryStore();
}

class MemoryStore implements CoverageStore {
  #version = 0;
  /** Changes with a key, by it. */
  readonly #made = new Map<string, { version: number; changeHash: string }>();
  readonly #kept: Record<Kind, Kept[]> = Object.fromEntries(
    KINDS.map((kind) => [kind, []]),
  ) as unknown as Record<Kind, Kept[]>;

  async datasetVersion(): Promise<number> {
    return this.#version;
  }

  async rows<K extends Exclude<Kind, "evidence">>(kind: K, validOn?: string): Promise<RowOf[K][]> {
    return this.#inForce(kind)
      .filter(
        ({ validFrom, validTo }) =>
          validOn === undefined ||
          ((validFrom === undefined || validFrom <= validOn) &&
            (validTo === undefined || validOn < validTo)),
      )
      .sort((a, b) => inOrder([a.key], [b.key]))
      .map((kept) => JSON.parse(kept.body) as RowOf[K]);
  }

  async evidenceAsOf(asOf: string): Promise<Evidence[]> {
    const rows = this.#evidenceUpTo(asOf);
    const newest = new Map<string, string>();
    for (const row of rows)
      if (row.observedOn > (newest.get(subjectOf(row)) ?? ""))
        newest.set(subjectOf(row), row.observedOn);
    const speaking = rows.filter(
      (row) => row.kind === "measured" || row.observedOn === newest.get(subjectOf(row)),
    );
    return speaking.sort((a, b) =>
      inOrder(
        [a.villageId, a.operatorCode, a.technology, a.observedOn, a.id],
        [b.villageId, b.operatorCode, b.technology, b.observedOn, b.id],
      ),
    );
  }

  async evidenceOfVillage(villageId: string, asOf: string): Promise<Evidence[]> {
    return this.#evidenceUpTo(asOf, villageId).sort((a, b) =>
      inOrder(
        [a.observedOn, a.operatorCode, a.technology, a.id],
        [b.observedOn, b.operatorCode, b.technology, b.id],
      ),
    );
  }

  async evidenceDays(): Promise<string[]> {
    return [...new Set(this.#evidenceUpTo("9999-12-31").map((row) => row.observedOn))].sort();
  }

  async counts(): Promise<StoredCount[]> {
    return KINDS.map((kind) => {
      const inForce = this.#inForce(kind);
      const demo = inForce.filter((kept) => kept.dataSource === "demo").length;
      return {
        kind,
        demo,
        real: inForce.length - demo,
        retired: this.#kept[kind].length - inForce.length,
      };
    });
  }

  async commit(
    change: Change,
    { ifVersion, idempotencyKey }: CommitConditions = {},
  ): Promise<number> {
    assertChange(change);
    if (idempotencyKey !== undefined) {
      const made = this.#made.get(idempotencyKey);
      const before = versionMadeBefore(idempotencyKey, changeHashOf(change), made);
      if (before !== undefined) return before;
    }
    if (ifVersion !== undefined && ifVersion !== this.#version)
      throw new VersionConflictError(ifVersion, this.#version);
    const references = referencesAtStake(change);
    const danglingBefore = this.#danglingOf(references);
    const undo = [...touchedKinds(change)].map(
      (kind) => [kind, this.#kept[kind].map((kept) => ({ ...kept }))] as const,
    );
    this.#apply(change);
    try {
      assertNoneDangles(danglingBefore, this.#danglingOf(references));
    } catch (error) {
      for (const [kind, kept] of undo) this.#kept[kind] = kept;
      throw error;
    }
    this.#version += 1;
    if (idempotencyKey !== undefined)
      this.#made.set(idempotencyKey, {
        version: this.#version,
        changeHash: changeHashOf(change),
      });
    return this.#version;
  }

  async close(): Promise<void> {}

  #apply(change: Change): void {
    for (const retirement of change.retire ?? []) this.#retire(retirement, change.recordedAt);
    for (const kind of KINDS) this.#put(kind, change.put?.[kind] ?? [], change.recordedAt);
  }

  #danglingOf(references: readonly Reference[]): Map<Reference, Dangling[]> {
    return new Map(
      references.map((reference) => {
        const { from, field, to, toBefore } = reference;
        const there = new Set(
          this.#inForce(to)
            .filter(({ validFrom }) => !toBefore || (validFrom ?? "") < toBefore)
            .map((kept) => kept.aboutId),
        );
        const lost = this.#inForce(from).flatMap(({ key, targets }) => {
          const target = targets.get(field);
          return target === undefined || there.has(target) ? [] : [{ target, key }];
        });
        const byTarget = [...Map.groupBy(lost, ({ target }) => target)];
        return [
          reference,
          byTarget
            .map(([target, rows]) => ({
              target,
              rows: rows.length,
              example: rows.map(({ key }) => key).sort()[0] ?? "",
            }))
            .sort((a, b) => inOrder([a.target], [b.target])),
        ];
      }),
    );
  }

  #inForce(kind: Kind): Kept[] {
    return this.#kept[kind].filter((kept) => kept.retiredAt === undefined);
  }

  /** In the order of recording. */
  #evidenceUpTo(asOf: string, villageId?: string): Evidence[] {
    return this.#inForce("evidence")
      .filter((kept) => villageId === undefined || kept.aboutId === villageId)
      .map((kept) => JSON.parse(kept.body) as Evidence)
      .filter((row) => row.observedOn <= asOf);
  }

  #retire({ kind, dataSource, ids, validFrom }: Retirement, retiredAt: string): void {
    const wanted = ids && new Set(ids);
    for (const kept of this.#inForce(kind))
      if (
        (!dataSource || kept.dataSource === dataSource) &&
        (!wanted || wanted.has(kept.aboutId)) &&
        (!validFrom || kept.validFrom === validFrom)
      )
        kept.retiredAt = retiredAt;
  }

  #put<K extends Kind>(kind: K, rows: readonly RowOf[K][], recordedAt: string): void {
    const keys = new Set(rows.map((row) => keyOf(kind, row)));
    for (const kept of this.#inForce(kind)) if (keys.has(kept.key)) kept.retiredAt = recordedAt;
    const villageSource = new Map(
      this.#inForce("villages").map((kept) => [kept.aboutId, kept.dataSource]),
    );
    for (const row of rows)
      this.#kept[kind].push({
        key: keyOf(kind, row),
        aboutId: aboutIdOf(row),
        validFrom: validityOf(row).validFrom,
        validTo: validityOf(row).validTo,
        dataSource: sourceOf(kind, row, villageSource),
        targets: targetsOf(kind, row),
        body: JSON.stringify(row),
      });
  }
}

/** By bytes of UTF-8, as SQLite compares. */
/** What a claim or a calculation supersedes older ones of. */
function subjectOf(row: Evidence): string {
  return [row.villageId, row.operatorCode, row.technology, row.kind, pointsOf(row)].join(" ");
}

function inOrder(a: readonly string[], b: readonly string[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? "";
    if (left !== right) return Buffer.compare(Buffer.from(left), Buffer.from(right));
  }
  return 0;
}
