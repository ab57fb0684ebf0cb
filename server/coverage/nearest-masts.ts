import type { Static } from "typebox";
import { isValidOn } from "../../geodata/model/day.ts";
import { MOBILE_TECHNOLOGIES } from "../../geodata/model/technology.ts";
import type { Village } from "../../geodata/model/village.ts";
import type { NearestMast as NearestMastSchema } from "../../geodata/model/village-detail.ts";
import { isOnAir } from "../../geodata/rules/mast-sharing.ts";
import type { CoverageSnapshot } from "./coverage-snapshot.ts";

type NearestMast = Static<typeof NearestMastSchema>;

/** Masts told of a thôn. */
const HOW_MANY = 3;

/**
 * The nearest masts on air with who and what is on air there, nearest first; none in a commune where
 * a nearer one may be withheld.
 */
export async function nearestMastsOf(
  snapshot: CoverageSnapshot,
  { lon, lat, communeCode }: Pick<Village, "lon" | "lat" | "communeCode">,
  asOf: string,
): Promise<NearestMast[]> {
  const { nearestMasts, operatorsByMast, withheld } = await snapshot.surroundings(asOf);
  if (withheld.masts.has(communeCode)) return [];
  const sites = await snapshot.rows("sites");
  const cells = await snapshot.rows("cells");
  return nearestMasts(lon, lat, HOW_MANY).map(({ row: mast, distanceM }) => {
    const siteIds = new Set(
      sites.filter((site) => site.mastId === mast.id && isOnAir(site, asOf)).map(({ id }) => id),
    );
    const onAir = new Set(
      cells
        .filter((cell) => siteIds.has(cell.siteId) && isValidOn(cell, asOf))
        .map((cell) => cell.technology),
    );
    return {
      mastId: mast.id,
      distanceM: Math.round(distanceM),
      operatorCodes: [...(operatorsByMast.get(mast.id) ?? [])].sort(),
      technologies: MOBILE_TECHNOLOGIES.filter((technology) => onAir.has(technology)),
      position: { lon: mast.lon, lat: mast.lat },
    };
  });
}
