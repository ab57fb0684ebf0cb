import { distanceM } from "../../geodata/geometry/distance.ts";
import { epochOf } from "../../geodata/model/administrative-unit.ts";
import { isValidOn } from "../../geodata/model/day.ts";
import type { Mast } from "../../geodata/model/mast.ts";
import type { SiteDetail } from "../../geodata/model/site-detail.ts";
import { communeCodeOf, makeCrosswalk } from "../../geodata/rules/crosswalk.ts";
import { isGeneralised } from "../../geodata/rules/visibility.ts";
import { NotFoundError } from "../errors.ts";
import { communesOfEpoch } from "./communes-of-epoch.ts";
import type { CoverageSnapshot } from "./coverage-snapshot.ts";
import { REACH_M } from "./works-near.ts";

/** One site as the public may see it on a day. Throws NotFoundError. */
export async function siteDetail(
  snapshot: CoverageSnapshot,
  asOf: string,
  id: string,
): Promise<SiteDetail> {
  const sites = (await snapshot.rows("sites")).filter((site) => isValidOn(site, asOf));
  const site = sites.find((candidate) => candidate.id === id);
  if (!site) throw new NotFoundError(`Không có trạm "${id}" vào ngày ${asOf}.`);
  const mast = (await snapshot.rows("masts")).find(
    (candidate) => candidate.id === site.mastId && isValidOn(candidate, asOf),
  );
  const communeName = mast && (await communeNameOf(snapshot, mast, asOf));
  const operator = (await snapshot.rows("operators")).find(
    (candidate) => candidate.code === site.operatorCode,
  );

  return {
    asOf,
    site,
    operatorName: operator?.name ?? site.operatorCode,
    ...(mast && { mast, position: { lon: mast.lon, lat: mast.lat } }),
    generalised:
      isGeneralised(site, snapshot.detail) ||
      (mast !== undefined && isGeneralised(mast, snapshot.detail)),
    ...(communeName !== undefined && { communeName }),
    // A second site of the same operator is no sharing.
    sharedWith: sites
      .filter((other) => other.mastId === site.mastId && other.operatorCode !== site.operatorCode)
      .map((other) => ({
        siteId: other.id,
        operatorCode: other.operatorCode,
        status: other.status,
      })),
    villagesNear: mast ? await villagesNear(snapshot, mast, asOf) : [],
    cells: (await snapshot.rows("cells")).filter(
      (cell) => cell.siteId === site.id && isValidOn(cell, asOf),
    ),
  };
}

/** Told of one mast at most. */
const MOST_VILLAGES = 8;

async function villagesNear(snapshot: CoverageSnapshot, mast: Mast, asOf: string) {
  const { ruleId } = await snapshot.defaults();
  const judged = await snapshot.judged({ asOf, ruleId, epoch: epochOf(asOf) });
  const { withheld } = await snapshot.surroundings(asOf);
  return judged
    .filter(({ village }) => !withheld.masts.has(village.communeCode))
    .map(({ item }) => ({
      id: item.id,
      name: item.name,
      communeName: item.communeName,
      distanceM: Math.round(distanceM(item.lon, item.lat, mast.lon, mast.lat)),
      mobile: item.verdicts.mobile,
    }))
    .filter((near) => near.distanceM <= REACH_M)
    .sort((a, b) => a.distanceM - b.distanceM || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_VILLAGES);
}

/** The commune in force that day which the mast is filed under. */
async function communeNameOf(snapshot: CoverageSnapshot, { communeCode }: Mast, asOf: string) {
  if (communeCode === undefined) return undefined;
  const epoch = epochOf(asOf);
  const crosswalk = makeCrosswalk(await snapshot.rows("crosswalk"));
  const code = communeCodeOf({ communeCode }, epoch, crosswalk);
  const communes = communesOfEpoch(await snapshot.rows("units"), epoch, asOf);
  return communes.find((unit) => unit.code === code)?.name;
}
