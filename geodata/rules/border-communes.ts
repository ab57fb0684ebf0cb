import type { Static } from "typebox";
import { distanceOutsideM } from "../geometry/distance.ts";
import { covers, intersectsBbox } from "../geometry/intersects.ts";
import type { ArealGeometry } from "../model/geojson.ts";
import { type PublicCell, publicCellBox, publicCellOf } from "./public-cell.ts";

/** Something with a position, and the commune of 2023 that it is said to stand in. */
interface Placed {
  lon: number;
  lat: number;
  communeCode?: string | undefined;
}

/** What is asked of a commune of 2023; an `AdministrativeUnit` has it. */
export interface BorderFlagged {
  code: string;
  borderCommune: boolean;
  geometry: Static<typeof ArealGeometry>;
}

/**
 * The communes of 2023, asked about things whose position is not told. Every answer follows from
 * the stated commune and the 0.01° cell, which are public: where in its cell a thing stands changes
 * nothing.
 */
export interface BorderCommunes {
  /** True when a thing stands in a commune that touches the national border, or may do so. */
  isWithheld(place: Placed): boolean;
  /** Code of the commune that a cell counts to: it holds the centre or is nearest to it. */
  communeOfCell(lon: number, lat: number): string | undefined;
  /** Codes of the border communes that a cell has a share in: what stands in it may stand there. */
  borderCommunesOfCell(lon: number, lat: number): readonly string[];
  isBorder(communeCode: string | undefined): boolean;
}

/**
 * A cell on the rim of the district has its centre outside; whatever stands in it is no farther
 * from there than half the diagonal of a cell (754 m).
 */
const RIM_M = 760;

/**
 * A thing is withheld when its stated commune or that of its cell is a border commune, and also
 * when neither is known: what cannot be told apart is withheld. So is a thing without a stated
 * commune (cabinets and cables have none) in a cell that a border commune has but a corner of: it
 * may stand in that corner.
 */
export function makeBorderCommunes(communes2023: readonly BorderFlagged[]): BorderCommunes {
  const flags = new Map(communes2023.map((unit) => [unit.code, unit.borderCommune]));
  const cells = new Map<string, CellStanding>();
  const standingOf = (lon: number, lat: number) => {
    const cell = publicCellOf(lon, lat);
    const key = `${cell.column} ${cell.row}`;
    const known = cells.get(key) ?? standingOfCell(communes2023, cell);
    cells.set(key, known);
    return known;
  };
  return {
    isWithheld({ lon, lat, communeCode }) {
      const stated = communeCode === undefined ? undefined : flags.get(communeCode);
      const cell = standingOf(lon, lat);
      if (stated !== undefined) return stated || cell.isBorder;
      return cell.borderCodes.length > 0 || cell.code === undefined;
    },
    communeOfCell: (lon, lat) => standingOf(lon, lat).code,
    borderCommunesOfCell: (lon, lat) => standingOf(lon, lat).borderCodes,
    isBorder: (communeCode) => communeCode !== undefined && flags.get(communeCode) === true,
  };
}

interface CellStanding {
  code: string | undefined;
  /** Of its centre. */
  isBorder: boolean;
  borderCodes: readonly string[];
}

function standingOfCell(communes: readonly BorderFlagged[], cell: PublicCell): CellStanding {
  const { lon, lat } = cell;
  const holding = communes.filter((unit) => covers(unit.geometry, lon, lat));
  const near = holding.length > 0 ? holding : nearestWithin(communes, lon, lat);
  const border = near.find((unit) => unit.borderCommune);
  const box = publicCellBox(cell);
  return {
    code: (border ?? near[0])?.code,
    isBorder: border !== undefined,
    borderCodes: communes
      .filter((unit) => unit.borderCommune)
      .filter((unit) => near.includes(unit) || intersectsBbox(unit.geometry, box))
      .map((unit) => unit.code),
  };
}

function nearestWithin(communes: readonly BorderFlagged[], lon: number, lat: number) {
  return communes
    .map((unit) => ({ unit, awayM: distanceOutsideM(lon, lat, unit.geometry) }))
    .filter(({ awayM }) => awayM <= RIM_M)
    .sort((a, b) => a.awayM - b.awayM)
    .slice(0, 1)
    .map(({ unit }) => unit);
}
