import type { MastSpot } from "./mast-spots.ts";

/** An operator on a mast. */
export interface Standing {
  operatorCode: string;
  spot: MastSpot;
}

/** Owners take turns; each takes the free mast that adds most to its own coverage. */
export function assignOwners(
  spots: readonly MastSpot[],
  own: ReadonlyMap<string, number>,
): Standing[] {
  const left = new Map(own);
  const standing: Standing[] = [];
  const free = new Set(spots);
  while (free.size > 0) {
    const [operatorCode] = [...left].reduce((a, b) => (turn(b, own) > turn(a, own) ? b : a));
    const spot = mostUseful(operatorCode, [...free], standing);
    free.delete(spot);
    standing.push({ operatorCode, spot });
    left.set(operatorCode, left.get(operatorCode)! - 1);
  }
  return standing;
}

/** Whose turn it is: who has the largest part of its own still to place. */
function turn([code, left]: [string, number], own: ReadonlyMap<string, number>): number {
  const all = own.get(code) ?? 0;
  return all === 0 ? -1 : left / all;
}

/**
 * Tenants go where most people are: on a mast that is not theirs and not yet shared. `counts` are
 * all of an operator's tenancies; those in `thirdTenants` join a mast that two share already.
 */
export function assignTenants(
  built: readonly Standing[],
  counts: Readonly<Record<string, number>>,
  thirdTenants: readonly string[],
): Standing[] {
  const tenants: Standing[] = [];
  for (const [operatorCode, count] of Object.entries(counts)) {
    const doubles = count - thirdTenants.filter((code) => code === operatorCode).length;
    for (let index = 0; index < doubles; index++) {
      const candidates = built.filter(
        ({ spot, operatorCode: owner }) =>
          owner !== operatorCode && tenants.every((tenant) => tenant.spot !== spot),
      );
      const spot = mostUseful(
        operatorCode,
        candidates.map((candidate) => candidate.spot),
        [...built, ...tenants],
      );
      tenants.push({ operatorCode, spot });
    }
  }
  for (const operatorCode of thirdTenants) {
    const here = (spot: MastSpot) =>
      [...built, ...tenants].filter((standing) => standing.spot === spot);
    const shared = tenants
      .map(({ spot }) => spot)
      .filter(
        (spot) =>
          here(spot).length === 2 &&
          here(spot).every((other) => other.operatorCode !== operatorCode),
      );
    tenants.push({ operatorCode, spot: mostUseful(operatorCode, shared, [...built, ...tenants]) });
  }
  return tenants;
}

/** Thôn that a 4G cell at the spot would newly serve for this operator, and a little for every one. */
export function mostUseful(
  operatorCode: string,
  spots: readonly MastSpot[],
  standing: readonly Standing[],
): MastSpot {
  const best = new Map<string, number>();
  for (const { operatorCode: code, spot } of standing) {
    if (code !== operatorCode) continue;
    for (const [id, margin] of spot.marginDb) best.set(id, Math.max(margin, best.get(id) ?? -99));
  }
  // Vietnamobile sells in the towns only.
  const townsOnly = operatorCode === "VNM" && spots.some(({ inTown }) => inTown);
  let winner: MastSpot | undefined;
  let winning = Number.NEGATIVE_INFINITY;
  for (const spot of spots) {
    if (townsOnly && !spot.inTown) continue;
    let value = spot.inTown ? 2 : 0;
    for (const [id, margin] of spot.marginDb) {
      if (margin > 0) value += (best.get(id) ?? -99) > 0 ? 0.1 : 1;
    }
    if (value > winning) [winner, winning] = [spot, value];
  }
  if (winner === undefined) throw new Error(`No mast is left for ${operatorCode}`);
  return winner;
}
