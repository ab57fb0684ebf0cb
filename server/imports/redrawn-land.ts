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
    notes: [...coincidentNotes(latest), ...undrawnNotes(undrawn)],
  };
}

/** Decimals of a degree to which centres are one point: 0.1 m, as areas are shared out. */
const SAME_POINT_DECIMALS = 6;

/** Thôn on one point share its land: a sheet that was filled down looks so, and nobody would see it. */
function coincidentNotes(villages: readonly Village[]): string[] {
  const points = Map.groupBy(
    villages,
    ({ lon, lat }) => `${lon.toFixed(SAME_POINT_DECIMALS)} ${lat.toFixed(SAME_POINT_DECIMALS)}`,
  );
  return [...points.values()].flatMap(([first, ...others]) =>
    first && others.length > 0
      ? [
          `${others.length} thôn trùng tọa độ với ${first.name} (mã ${first.id}): ${namesOf(others)}. Hãy kiểm tra tọa độ từng thôn; trên bản đồ các thôn này chia nhau một vùng.`,
        ]
      : [],
  );
}

function undrawnNotes(undrawn: readonly Village[]): string[] {
  return undrawn.length === 0
    ? []
    : [
        `Không vẽ được vùng của ${undrawn.length} thôn (tâm ở ngoài và không gần phần nào của xã): ${namesOf(undrawn)}. Các thôn này vẫn được tính và vẫn có điểm trên bản đồ.`,
      ];
}

/** Names shown before "và … thôn khác". */
const SHOWN_NAMES = 12;

function namesOf(villages: readonly Village[]): string {
  const names = villages.slice(0, SHOWN_NAMES).map(({ name }) => name);
  const rest = villages.length - names.length;
  return names.join(", ") + (rest > 0 ? ` và ${rest} thôn khác` : "");
}

/** Thôn outside their commune that are listed, the farthest first. */
const SHOWN_OUTSIDE = 20;

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
      ...outside
        .slice(0, SHOWN_OUTSIDE)
        .map(
          ({ village, commune, distanceM }) =>
            `  ${village.name} (mã ${village.id}), ${commune.name}: cách ranh giới ${vietnameseNumber(Math.round(distanceM))} m`,
        ),
      ...(outside.length > SHOWN_OUTSIDE
        ? [`  và ${vietnameseNumber(outside.length - SHOWN_OUTSIDE)} thôn khác, gần ranh giới hơn`]
        : []),
    ].join("\n"),
  ];
}
