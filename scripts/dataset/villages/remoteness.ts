import { distanceM } from "../../../geodata/geometry/distance.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import type { Village } from "../../../geodata/model/village.ts";
import type { LieOfLand } from "../land/lie-of-land.ts";

/**
 * How many thôn of a remote commune are marked đặc biệt khó khăn, and how many of those have no
 * grid power. Generated: no list is public. In Xuất Lễ only the upper part is remote.
 */
const REMOTE_COMMUNES: Record<string, { hardship: number; noGridPower: number }> = {
  "06190": { hardship: 2, noGridPower: 0 },
  "06193": { hardship: 2, noGridPower: 0 },
  "06196": { hardship: 2, noGridPower: 1 },
  "06202": { hardship: 4, noGridPower: 1 },
  "06232": { hardship: 4, noGridPower: 1 },
  "06238": { hardship: 3, noGridPower: 1 },
};

/** Metres of climb that keep a thôn apart as much as one metre of way. */
const CLIMB_WEIGHT = 8;

/** How cut off a thôn is: metres to the commune's centre, climbing counted several times. */
function remotenessM(
  village: Pick<Village, "lon" | "lat">,
  commune: Pick<AdministrativeUnit, "lon" | "lat" | "elevationMinM">,
  land: LieOfLand,
): number {
  return (
    distanceM(village.lon, village.lat, commune.lon, commune.lat) +
    CLIMB_WEIGHT *
      Math.max(0, land.elevationM(village.lon, village.lat) - (commune.elevationMinM ?? 0))
  );
}

/** Marks the most cut-off thôn of the remote communes. */
export function withRemoteness(
  villages: readonly Village[],
  communes: readonly AdministrativeUnit[],
  land: LieOfLand,
): Village[] {
  const marked = new Map<string, Pick<Village, "hardship" | "gridPower">>();
  for (const commune of communes) {
    const marks = REMOTE_COMMUNES[commune.code];
    if (!marks) continue;
    const ranked = villages
      .filter((village) => village.communeCode === commune.code)
      .map((village) => ({ village, remoteness: remotenessM(village, commune, land) }))
      .toSorted((a, b) => b.remoteness - a.remoteness);
    ranked.slice(0, marks.hardship).forEach(({ village }, rank) => {
      marked.set(village.id, { hardship: true, gridPower: rank >= marks.noGridPower });
    });
  }
  return villages.map((village) => ({ ...village, ...marked.get(village.id) }));
}
