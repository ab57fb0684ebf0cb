import type { Static } from "typebox";
import { distanceM } from "../../geodata/geometry/distance.ts";
import { isValidOn } from "../../geodata/model/day.ts";
import type { Mast } from "../../geodata/model/mast.ts";
import { SITE_STAGE, type SiteStage, type VisibleSite } from "../../geodata/model/site.ts";
import type { Village } from "../../geodata/model/village.ts";
import type {
  Contradiction as ContradictionSchema,
  OperatorFinding as OperatorFindingSchema,
  WorkNear as WorkNearSchema,
} from "../../geodata/model/village-detail.ts";
import { isOnAir } from "../../geodata/rules/mast-sharing.ts";
import type { CoverageSnapshot } from "./coverage-snapshot.ts";
import { basisOf } from "./distances.ts";

type WorkNear = Static<typeof WorkNearSchema>;
type Contradiction = Static<typeof ContradictionSchema>;
type OperatorFinding = Static<typeof OperatorFindingSchema>;

/** A rural mast covers about so far: one that is built within it may serve the thôn, m. */
export const REACH_M = 5000;
/** So near to a mast on air a thôn without signal of the same operator is doubtful, m. */
const DOUBTFUL_WITHIN_M = 1000;
/** Told of one place at most. */
const MOST_WORKS = 6;

const IN_THE_WORKS: readonly SiteStage[] = ["planned", "blocked", "under_construction"];

/** Sites of a day with the masts that this viewer is shown. */
async function standing(snapshot: CoverageSnapshot, asOf: string) {
  const masts = new Map<string, Mast>();
  for (const mast of await snapshot.rows("masts"))
    if (isValidOn(mast, asOf)) masts.set(mast.id, mast);
  return (await snapshot.rows("sites")).flatMap((site): { site: VisibleSite; mast: Mast }[] => {
    const mast = isValidOn(site, asOf) ? masts.get(site.mastId) : undefined;
    return mast ? [{ site, mast }] : [];
  });
}

/**
 * Masts that are planned, blocked or being built within reach of a thôn; none where no distance to
 * a mast is told.
 */
export async function worksNear(
  snapshot: CoverageSnapshot,
  { lon, lat, communeCode }: Village,
  asOf: string,
): Promise<WorkNear[]> {
  const { withheld } = await snapshot.surroundings(asOf);
  if (withheld.masts.has(communeCode)) return [];
  return (await standing(snapshot, asOf))
    .filter(({ site }) => IN_THE_WORKS.includes(SITE_STAGE[site.status]))
    .map(({ site, mast }): WorkNear => {
      const basis = basisOf(mast, snapshot.detail);
      return {
        siteId: site.id,
        ...(site.code !== undefined && { code: site.code }),
        operatorCode: site.operatorCode,
        status: site.status,
        distanceM: Math.round(distanceM(lon, lat, mast.lon, mast.lat)),
        ...(basis && { basis }),
      };
    })
    .filter((work) => work.distanceM <= REACH_M)
    .sort((a, b) => a.distanceM - b.distanceM || (a.siteId < b.siteId ? -1 : 1))
    .slice(0, MOST_WORKS);
}

/**
 * Where an operator reports no signal although a mast of its own with that technology is on air close
 * by. Positions of a cell are too coarse to doubt anybody.
 */
export async function contradictionsOf(
  snapshot: CoverageSnapshot,
  { lon, lat, communeCode }: Village,
  asOf: string,
  findings: readonly OperatorFinding[],
): Promise<Contradiction[]> {
  const { withheld } = await snapshot.surroundings(asOf);
  const denied = findings.filter(({ verdict }) => verdict === "trang_song");
  if (denied.length === 0 || withheld.masts.has(communeCode)) return [];
  const near = (await standing(snapshot, asOf))
    .filter(
      ({ site, mast }) => isOnAir(site, asOf) && basisOf(mast, snapshot.detail) !== "khai_quat",
    )
    .map(({ site, mast }) => ({
      site,
      distanceM: Math.round(distanceM(lon, lat, mast.lon, mast.lat)),
    }))
    .filter((one) => one.distanceM <= DOUBTFUL_WITHIN_M)
    .sort((a, b) => a.distanceM - b.distanceM);
  const cells = (await snapshot.rows("cells")).filter((cell) => isValidOn(cell, asOf));
  return denied.flatMap(({ operatorCode, technology }): Contradiction[] => {
    const found = near.find(
      ({ site }) =>
        site.operatorCode === operatorCode &&
        cells.some((cell) => cell.siteId === site.id && cell.technology === technology),
    );
    if (!found || technology === "ftth") return [];
    return [{ siteId: found.site.id, operatorCode, technology, distanceM: found.distanceM }];
  });
}
