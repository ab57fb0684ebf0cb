import type { Static } from "typebox";
import { distanceM } from "../../geodata/geometry/distance.ts";
import type { Cell } from "../../geodata/model/cell.ts";
import { isValidOn } from "../../geodata/model/day.ts";
import type { Mast } from "../../geodata/model/mast.ts";
import type { DistanceBasis } from "../../geodata/model/precision.ts";
import { SITE_STAGE, type SiteStage, type VisibleSite } from "../../geodata/model/site.ts";
import type { Village } from "../../geodata/model/village.ts";
import type {
  Contradiction as ContradictionSchema,
  OperatorFinding as OperatorFindingSchema,
  VillageDetail,
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

/** A site whose mast is within reach of a place. */
interface NearSite {
  site: VisibleSite;
  basis: DistanceBasis | undefined;
  distanceM: number;
}

/** Sites of a day whose masts this viewer is shown within reach of a place, nearest first. */
async function sitesNear(
  snapshot: CoverageSnapshot,
  { lon, lat }: Village,
  asOf: string,
): Promise<NearSite[]> {
  const masts = new Map<string, Mast>();
  for (const mast of await snapshot.rows("masts"))
    if (isValidOn(mast, asOf)) masts.set(mast.id, mast);
  return (await snapshot.rows("sites"))
    .flatMap((site): NearSite[] => {
      const mast = isValidOn(site, asOf) ? masts.get(site.mastId) : undefined;
      if (!mast) return [];
      const metres = Math.round(distanceM(lon, lat, mast.lon, mast.lat));
      return metres > REACH_M
        ? []
        : [{ site, basis: basisOf(mast, snapshot.detail), distanceM: metres }];
    })
    .sort((a, b) => a.distanceM - b.distanceM || (a.site.id < b.site.id ? -1 : 1));
}

/**
 * What the masts around a thôn say of it: those that are planned, blocked or being built, and those
 * that contradict a report. Neither where no distance to a mast is told.
 */
export async function mastsAround(
  snapshot: CoverageSnapshot,
  village: Village,
  asOf: string,
  findings: readonly OperatorFinding[],
): Promise<Pick<VillageDetail, "works" | "contradictions">> {
  const { withheld } = await snapshot.surroundings(asOf);
  if (withheld.masts.has(village.communeCode)) return { works: [], contradictions: [] };
  const near = await sitesNear(snapshot, village, asOf);
  const cells = (await snapshot.rows("cells")).filter((cell) => isValidOn(cell, asOf));
  return { works: worksOf(near), contradictions: contradictionsOf(near, cells, findings, asOf) };
}

function worksOf(near: readonly NearSite[]): WorkNear[] {
  return near
    .filter(({ site }) => IN_THE_WORKS.includes(SITE_STAGE[site.status]))
    .slice(0, MOST_WORKS)
    .map(({ site, basis, distanceM }) => ({
      siteId: site.id,
      ...(site.code !== undefined && { code: site.code }),
      operatorCode: site.operatorCode,
      status: site.status,
      distanceM,
      ...(basis && { basis }),
    }));
}

/**
 * Where an operator reports no signal although a mast of its own with that technology is on air close
 * by. Positions of a cell are too coarse to doubt anybody.
 */
function contradictionsOf(
  near: readonly NearSite[],
  cells: readonly Pick<Cell, "siteId" | "technology">[],
  findings: readonly OperatorFinding[],
  asOf: string,
): Contradiction[] {
  const onAir = near.filter(
    ({ site, basis, distanceM }) =>
      distanceM <= DOUBTFUL_WITHIN_M && basis !== "khai_quat" && isOnAir(site, asOf),
  );
  return findings.flatMap(({ verdict, operatorCode, technology }): Contradiction[] => {
    if (verdict !== "trang_song" || technology === "ftth") return [];
    const found = onAir.find(
      ({ site }) =>
        site.operatorCode === operatorCode &&
        cells.some((cell) => cell.siteId === site.id && cell.technology === technology),
    );
    if (!found) return [];
    return [{ siteId: found.site.id, operatorCode, technology, distanceM: found.distanceM }];
  });
}
