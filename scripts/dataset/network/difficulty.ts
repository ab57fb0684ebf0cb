import type { Village } from "../../../geodata/model/village.ts";
import type { Facts } from "../facts.ts";
import { type Ground, metresBetween, positionOf } from "./ground.ts";

/**
 * The mountain and border communes where the last thôn without coverage are: how many of the thôn
 * that had no mobile broadband in mid-2023 each of them holds.
 */
const UNCOVERED_2023: Readonly<Record<string, number>> = {
  "06190": 2, // Bảo Lâm
  "06193": 2, // Thanh Lòa
  "06196": 2, // Cao Lâu
  "06202": 3, // Xuất Lễ
  "06232": 3, // Công Sơn
  "06238": 2, // Mẫu Sơn
};

/** How hard a thôn is to reach: height, slope, way to the commune's centre and to a road, means. */
export function difficultyOf(village: Village, ground: Ground, facts: Facts): number {
  const position = positionOf(village);
  const commune = facts.communes2023.find(({ code }) => code === village.communeCode);
  if (commune === undefined) throw new Error(`${village.id}: no commune ${village.communeCode}`);
  const elevationM = ground.terrain.elevationM(...position) ?? commune.elevationMeanM;
  const aboveCommune =
    (elevationM - commune.elevationMeanM) / (commune.elevationMaxM - commune.elevationMinM + 1);
  return (
    elevationM / 400 +
    aboveCommune +
    metresBetween(position, [commune.lon, commune.lat]) / 4000 +
    ground.roadDistanceM(position) / 1000 +
    (village.hardship === true ? 0.8 : 0) +
    (village.gridPower === false ? 1 : 0) -
    (village.households ?? 0) / 150
  );
}

/** True for the communes where coverage comes last. */
export function isRemoteCommune(code: string): boolean {
  return UNCOVERED_2023[code] !== undefined;
}

/** The thôn without mobile broadband in mid-2023, hardest first. */
export function uncoveredIn2023(ground: Ground, facts: Facts): Village[] {
  const hardest = hardestFirst(ground.villages, ground, facts);
  return hardest.filter((village) => {
    const rank = hardest
      .filter((other) => other.communeCode === village.communeCode)
      .indexOf(village);
    return rank < (UNCOVERED_2023[village.communeCode] ?? 0);
  });
}

/** Hardest to reach first; ties by id. */
export function hardestFirst(
  villages: readonly Village[],
  ground: Ground,
  facts: Facts,
): Village[] {
  return villages
    .map((village) => ({ village, difficulty: difficultyOf(village, ground, facts) }))
    .sort((a, b) => b.difficulty - a.difficulty || (a.village.id < b.village.id ? -1 : 1))
    .map(({ village }) => village);
}
