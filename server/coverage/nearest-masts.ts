import type { Static } from "typebox";
import { isValidOn } from "../../geodata/model/day.ts";
import { MOBILE_TECHNOLOGIES } from "../../geodata/model/technology.ts";
import type { Village } from "../../geodata/model/village.ts";
import type { NearestMast as NearestMastSchema } from "../../geodata/model/village-detail.ts";
import { makeIsBorder } from "../../geodata/rules/border-communes.ts";
import { isOnAir } from "../../geodata/rules/mast-sharing.ts";
import { type Detail, visibleMast } from "../../geodata/rules/visibility.ts";
import { communesOfEpoch } from "./communes-of-epoch.ts";
import type { CoverageSnapshot } from "./coverage-snapshot.ts";
import { toldDistanceM } from "./distances.ts";

type NearestMast = Static<typeof NearestMastSchema>;

/** Masts told of a thôn. */
const HOW_MANY = 3;

/** The nearest masts on air with who and what is on air there, nearest first. */
export async function nearestMastsOf(
  snapshot: CoverageSnapshot,
  village: Pick<Village, "lon" | "lat">,
  asOf: string,
  detail: Detail,
): Promise<NearestMast[]> {
  const { nearestMasts, operatorsByMast } = await snapshot.surroundings(asOf);
  const sites = await snapshot.rows("sites");
  const cells = await snapshot.rows("cells");
  const isBorder = await borderTest(snapshot);
  return nearestMasts(village.lon, village.lat, HOW_MANY).map(({ row: mast, distanceM }) => {
    const siteIds = new Set(
      sites.filter((site) => site.mastId === mast.id && isOnAir(site, asOf)).map(({ id }) => id),
    );
    const onAir = new Set(
      cells
        .filter((cell) => siteIds.has(cell.siteId) && isValidOn(cell, asOf))
        .map((cell) => cell.technology),
    );
    const visible = visibleMast(mast, detail, isBorder);
    return {
      mastId: mast.id,
      distanceM: toldDistanceM(distanceM, mast, detail),
      operatorCodes: [...(operatorsByMast.get(mast.id) ?? [])].sort(),
      technologies: MOBILE_TECHNOLOGIES.filter((technology) => onAir.has(technology)),
      ...(visible && { position: { lon: visible.lon, lat: visible.lat } }),
    };
  });
}

/** Whether a place is in a border commune, by the communes of 2023. */
export async function borderTest(snapshot: CoverageSnapshot) {
  const { isBorder } = await snapshot.derive("border test", async () => ({
    isBorder: makeIsBorder(communesOfEpoch(await snapshot.rows("units"), "2023", "2025-06-30")),
  }));
  return isBorder;
}
