import { distanceOutsideM } from "../../geodata/geometry/distance.ts";
import { villageAreas } from "../../geodata/geometry/village-areas.ts";
import type { AdministrativeUnit } from "../../geodata/model/administrative-unit.ts";
import type { Village } from "../../geodata/model/village.ts";
import type { VillageArea } from "../../geodata/model/village-area.ts";
import type { Retirement } from "../stores/coverage-store.ts";
import type { StoredRows } from "./stored-rows.ts";
import { vietnameseNumber } from "./vietnamese-number.ts";

/**
 * The areas of thôn shared out anew after communes or thôn have changed. Surveyed areas stay; where
 * `surveyed` holds new ones, those are put.
 */
export function recomputedAreas(
  stored: StoredRows,
  villages: readonly Village[],
  communes2023: readonly AdministrativeUnit[],
  surveyed: readonly VillageArea[] = [],
): { retire: Retirement[]; put: VillageArea[]; notes: string[] } {
  const latest = [...new Map(villages.map((village) => [village.id, village])).values()];
  const ids = new Set(latest.map((village) => village.id));
  const measured = new Map(
    [...stored.villageAreas.filter((area) => area.areaSource === "surveyed"), ...surveyed]
      .filter((area) => ids.has(area.villageId))
      .map((area) => [area.villageId, area]),
  );
  const shared = villageAreas(latest, communes2023).filter((area) => !measured.has(area.villageId));
  const drawn = new Set([...measured.keys(), ...shared.map((area) => area.villageId)]);
  const undrawn = latest.filter((village) => !drawn.has(village.id));
  const gone = stored.villageAreas
    .map((area) => area.villageId)
    .filter((id) => !measured.has(id) || !ids.has(id));
  return {
    retire: gone.length > 0 ? [{ kind: "villageAreas", ids: gone }] : [],
    put: [...shared, ...surveyed.filter((area) => measured.get(area.villageId) === area)],
    notes:
      undrawn.length === 0
        ? []
        : [
            `Không vẽ được vùng của ${undrawn.length} thôn (tâm ở ngoài và không gần phần nào của xã): ${undrawn.map((village) => village.name).join(", ")}. Các thôn này vẫn được tính và vẫn có điểm trên bản đồ.`,
          ],
  };
}

/** Thôn whose centre lies outside the outline of their commune, farthest first; none is moved. */
export function outsideCommune(
  villages: readonly Village[],
  communes: readonly AdministrativeUnit[],
  communeCodeOf: (village: Village) => string,
): string[] {
  const byCode = new Map(communes.map((unit) => [unit.code, unit]));
  const latest = [...new Map(villages.map((village) => [village.id, village])).values()];
  const outside = latest
    .flatMap((village) => {
      const commune = byCode.get(communeCodeOf(village));
      const distanceM = commune && distanceOutsideM(village.lon, village.lat, commune.geometry);
      return commune && distanceM ? [{ village, commune, distanceM }] : [];
    })
    .sort((a, b) => b.distanceM - a.distanceM);
  if (outside.length === 0) return ["Tâm của mọi thôn đều nằm trong ranh giới xã của thôn."];
  return [
    [
      `${outside.length} thôn có tâm nằm ngoài ranh giới xã của mình. Không thôn nào bị chuyển hay bị bỏ; huyện kiểm tra lại tọa độ hoặc ranh giới:`,
      ...outside.map(
        ({ village, commune, distanceM }) =>
          `  ${village.name} (mã ${village.id}), ${commune.name}: cách ranh giới ${vietnameseNumber(Math.round(distanceM))} m`,
      ),
    ].join("\n"),
  ];
}
