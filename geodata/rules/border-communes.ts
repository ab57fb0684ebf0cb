import type { Static } from "typebox";
import { covers } from "../geometry/intersects.ts";
import type { ArealGeometry } from "../model/geojson.ts";

/** Something with a position, and the commune of 2023 that it is said to stand in. */
interface Placed {
  lon: number;
  lat: number;
  communeCode?: string | undefined;
}

/** True when a thing stands in a commune that touches the national border, or may do so. */
export type IsBorder = (place: Placed) => boolean;

/** What is asked of a commune of 2023; an `AdministrativeUnit` has it. */
export interface BorderFlagged {
  code: string;
  borderCommune: boolean;
  geometry: Static<typeof ArealGeometry>;
}

/**
 * Takes the communes of 2023. A place counts as border when its stated commune or the commune that
 * holds its position is a border commune, and also when neither is known: what cannot be told apart
 * is withheld.
 */
export function makeIsBorder(communes2023: readonly BorderFlagged[]): IsBorder {
  const flags = new Map(communes2023.map((unit) => [unit.code, unit.borderCommune]));
  return ({ lon, lat, communeCode }) => {
    const stated = communeCode === undefined ? undefined : flags.get(communeCode);
    if (stated === true) return true;
    const holding = communes2023.filter((unit) => covers(unit.geometry, lon, lat));
    if (holding.some((unit) => unit.borderCommune)) return true;
    return stated === undefined && holding.length === 0;
  };
}
