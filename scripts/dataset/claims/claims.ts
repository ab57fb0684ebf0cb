import { CLAIM_COLUMNS, type ClaimRow } from "../../../geodata/datasets/claims-table.ts";
import type { Facts } from "../facts.ts";
import type { Geography } from "../geography.ts";
import { makeGround } from "../network/ground.ts";
import type { Network } from "../network/network.ts";
import { makeRandom } from "../random.ts";
import { castOf } from "./aims.ts";
import { fibreClaims } from "./fibre.ts";
import { mobileClaims } from "./mobile.ts";
import { makeSignal } from "./signal.ts";

/**
 * What operators report per thôn, technology and quarter: the lines of `claims.csv`, which
 * `claimsFromRows` turns into evidence. Pure. Ordered by day, thôn, operator and technology.
 */
export function makeClaims(
  geography: Geography,
  network: Network,
  facts: Facts,
  seed: number,
): ClaimRow[] {
  const ground = makeGround(geography);
  const signal = makeSignal(network, ground);
  const random = makeRandom(seed).fork("claims");
  const rows = [
    ...mobileClaims(signal, castOf(ground, facts), ground, facts, random),
    ...fibreClaims(network, ground, facts),
  ];
  const key = (row: ClaimRow) =>
    `${row.observed_on} ${row.village_id} ${row.operator} ${row.technology}`;
  return rows
    .map((row) => ({ row, key: key(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ row }) => row);
}

/** The bytes of `claims.csv`. No cell holds a comma, a quote or a line break. */
export function claimsCsv(rows: readonly ClaimRow[]): Uint8Array {
  const lines = rows.map((row) => CLAIM_COLUMNS.map((column) => row[column]).join(","));
  return new TextEncoder().encode(`${[CLAIM_COLUMNS.join(","), ...lines].join("\n")}\n`);
}
