import { distanceM, distanceOutsideM } from "../../geodata/geometry/distance.ts";
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
    notes: undrawnNotes(undrawn, latest),
  };
}

/** Centres nearer than this are one point: the land between them cannot be shared out. */
const SAME_POINT_M = 0.5;

/** Why thôn have no area: several stand on one point, or the commune has no land near the centre. */
function undrawnNotes(undrawn: readonly Village[], all: readonly Village[]): string[] {
  const isUndrawn = new Set(undrawn.map((village) => village.id));
  const twinOf = (village: Village) =>
    all.find(
      (other) =>
        !isUndrawn.has(other.id) &&
        other.communeCode === village.communeCode &&
        distanceM(other.lon, other.lat, village.lon, village.lat) < SAME_POINT_M,
    );
  const withTwin = undrawn.map((village) => ({ village, twin: twinOf(village) }));
  const away = withTwin.filter(({ twin }) => !twin);
  const after = "vẫn được tính và vẫn có điểm trên bản đồ.";
  return [
    ...[...Map.groupBy(withTwin, ({ twin }) => twin)].flatMap(([twin, twins]) =>
      twin
        ? [
            `Không vẽ được vùng của ${twins.length} thôn vì trùng tọa độ với ${twin.name} (mã ${twin.id}): ${namesOf(twins)}. Hãy kiểm tra tọa độ từng thôn; các thôn này ${after}`,
          ]
        : [],
    ),
    ...(away.length === 0
      ? []
      : [
          `Không vẽ được vùng của ${away.length} thôn (tâm ở ngoài và không gần phần nào của xã): ${namesOf(away)}. Các thôn này ${after}`,
        ]),
  ];
}

function namesOf(villages: readonly { village: Village }[]): string {
  return villages.map(({ village }) => village.name).join(", ");
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
