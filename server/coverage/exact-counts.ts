import { covers } from "../../geodata/geometry/intersects.ts";
import type { AdministrativeUnit, Epoch } from "../../geodata/model/administrative-unit.ts";
import type { CommuneDetail } from "../../geodata/model/commune-detail.ts";
import type { Mast } from "../../geodata/model/mast.ts";
import { type Crosswalk, communeCodeOf, makeCrosswalk } from "../../geodata/rules/crosswalk.ts";
import { type FigureRows, type Figures, figuresOn } from "../../geodata/rules/indicator-values.ts";
import { isOnAir, isShared, operatorsOnAir } from "../../geodata/rules/mast-sharing.ts";
import type { ReadTable, VisibleRows } from "./visible-rows.ts";

type StationCounts = Pick<CommuneDetail, "mastsOnAir" | "sharedMasts" | "sitesOnAir">;

/**
 * The counts that are made from exact rows, withheld ones included, and all of them: anybody may know
 * how many stations there are, how many share a mast and how many still have 2G; nobody where.
 */
export interface ExactCounts {
  /** Masts and sites on air in a commune. */
  stationsIn(unit: AdministrativeUnit, epoch: Epoch, asOf: string): Promise<StationCounts>;
  /** The computed indicators of the plan on a day. */
  figuresOn(day: string, villages: FigureRows["villages"]): Promise<Figures>;
}

export function makeExactCounts(stored: ReadTable, visible: VisibleRows): ExactCounts {
  return {
    async stationsIn(unit, epoch, asOf) {
      const crosswalk = makeCrosswalk(await stored("crosswalk"));
      const { masts, sites } = await visible.counted();
      const here = masts.filter((mast) => standsIn(mast, unit, epoch, crosswalk));
      const operators = operatorsOnAir(here, sites, asOf);
      const onAir = sites.filter((site) => operators.has(site.mastId) && isOnAir(site, asOf));
      return {
        mastsOnAir: operators.size,
        sharedMasts: [...operators.values()].filter(isShared).length,
        sitesOnAir: [...Map.groupBy(onAir, (site) => site.operatorCode)]
          .map(([operatorCode, ofOperator]) => ({ operatorCode, sites: ofOperator.length }))
          .sort((a, b) => (a.operatorCode < b.operatorCode ? -1 : 1)),
      };
    },
    figuresOn: async (day, villages) =>
      figuresOn({
        day,
        villages,
        masts: await stored("masts"),
        sites: await stored("sites"),
        cells: await stored("cells"),
      }),
  };
}

/** By the commune that the mast counts in; by its position where none is known. */
function standsIn(mast: Mast, unit: AdministrativeUnit, epoch: Epoch, crosswalk: Crosswalk) {
  if (mast.communeCode === undefined) return covers(unit.geometry, mast.lon, mast.lat);
  return communeCodeOf({ communeCode: mast.communeCode }, epoch, crosswalk) === unit.code;
}
