import type { Position } from "geojson";
import type { AccessPoint } from "../model/access-point.ts";
import type { Cell } from "../model/cell.ts";
import type { FibreSpan } from "../model/fibre-span.ts";
import type { Mast } from "../model/mast.ts";
import type { DataSource } from "../model/provenance.ts";
import type { Site } from "../model/site.ts";
import type { IsBorder } from "./border-communes.ts";

/** Who asks. Operators and communes see what the public sees until filings give them rows of their own. */
export interface Viewer {
  role: "public" | "commune" | "operator" | "planner" | "admin";
}

/** `full`: rows as they are stored. `generalised`: real rows coarsened; demonstration rows as they are. */
export type Detail = "full" | "generalised";

/** The whole of who may see what: the setting (`PUBLIC_DETAIL`) opens all, a planner sees all. */
export function detailFor(setting: Detail, viewer: Viewer): Detail {
  if (setting === "full") return "full";
  return viewer.role === "planner" || viewer.role === "admin" ? "full" : "generalised";
}

/** Whether a row is coarsened at this detail: only rows that speak of something real are. */
export function isGeneralised(row: { dataSource: DataSource }, detail: Detail): boolean {
  return detail === "generalised" && row.dataSource !== "demo";
}

/**
 * A mast with its position moved to the centre of its 0.01° cell and without structure, height and
 * owner; in a border commune nothing. Rows that are not generalised come back as they are, here and
 * below.
 */
export function visibleMast(mast: Mast, detail: Detail, isBorder: IsBorder): Mast | undefined {
  if (!isGeneralised(mast, detail)) return mast;
  if (isBorder(mast)) return undefined;
  const { kind: _kind, heightM: _heightM, owner: _owner, ...rest } = mast;
  return { ...rest, ...snapped(mast.lon, mast.lat) };
}

/**
 * A site without its name (which tells the place), power supply and backhaul. Its position is that
 * of its mast: ask `visibleMast`. In border communes there is none, so sites can only be counted.
 */
export function visibleSite(site: Site, detail: Detail): Site {
  if (!isGeneralised(site, detail)) return site;
  const { name: _name, power: _power, backhaul: _backhaul, ...rest } = site;
  return rest;
}

/** A cell of a real site is withheld: bearing, tilt and height betray the mast. */
export function visibleCell(cell: Cell, detail: Detail): Cell | undefined {
  return isGeneralised(cell, detail) ? undefined : cell;
}

/** A fibre cabinet at the centre of its 0.01° cell; in a border commune nothing. */
export function visibleAccessPoint(
  accessPoint: AccessPoint,
  detail: Detail,
  isBorder: IsBorder,
): AccessPoint | undefined {
  if (!isGeneralised(accessPoint, detail)) return accessPoint;
  if (isBorder(accessPoint)) return undefined;
  return { ...accessPoint, ...snapped(accessPoint.lon, accessPoint.lat) };
}

/**
 * A cable as a chain of cell centres, without its kind, mounting and number of fibres. A line that
 * stays in one cell has no public course: nothing.
 */
export function visibleSpan(span: FibreSpan, detail: Detail): FibreSpan | undefined {
  if (!isGeneralised(span, detail)) return span;
  const { kind: _kind, mounting: _mounting, fibreCount: _fibreCount, geometry, ...rest } = span;
  const lines = geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
  const chains = lines.map(chainOfCells).filter((chain) => chain.length >= 2);
  const [first] = chains;
  if (first === undefined) return undefined;
  return {
    ...rest,
    geometry:
      chains.length === 1
        ? { type: "LineString", coordinates: first }
        : { type: "MultiLineString", coordinates: chains },
  };
}

function chainOfCells(line: readonly Position[]): Position[] {
  const centres = line.map(([lon, lat]) => snapped(lon!, lat!));
  return centres
    .filter(({ lon, lat }, at) => lon !== centres[at - 1]?.lon || lat !== centres[at - 1]?.lat)
    .map(({ lon, lat }) => [lon, lat]);
}

/** Cells a degree: 0.01° is 1.0 x 1.1 km here. */
const CELLS_PER_DEGREE = 100;

/** The centre of the 0.01° cell that a position lies in; it says no more than the cell. */
function snapped(lon: number, lat: number): { lon: number; lat: number } {
  return { lon: cellCentre(lon), lat: cellCentre(lat) };
}

function cellCentre(degrees: number): number {
  return (Math.floor(degrees * CELLS_PER_DEGREE) * 2 + 1) / (2 * CELLS_PER_DEGREE);
}
