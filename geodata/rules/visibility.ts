import type { Position } from "geojson";
import type { AccessPoint } from "../model/access-point.ts";
import type { Cell } from "../model/cell.ts";
import type { Validity } from "../model/day.ts";
import type { Evidence } from "../model/evidence.ts";
import type { FibreSpan } from "../model/fibre-span.ts";
import type { Mast } from "../model/mast.ts";
import type { Precision } from "../model/precision.ts";
import type { DataSource } from "../model/provenance.ts";
import type { Site, VisibleSite } from "../model/site.ts";
import type { Viewer } from "../model/viewer.ts";
import type { BorderCommunes } from "./border-communes.ts";
import { publicCellOf, publicCellsBetween } from "./public-cell.ts";
import { withPublicEvidenceIds } from "./public-evidence.ts";
import { compareText } from "./public-ids.ts";

/** `full`: rows as they are stored. `generalised`: real rows coarsened; demonstration rows as they are. */
export type Detail = "full" | "generalised";

/** What a viewer may see. Viewers of one scope see the same bytes, and only they do. */
export interface Scope {
  /** Names the scope in every key by which something is cached. */
  key: string;
  detail: Detail;
  /** What anybody may see: the only answers that others (proxies, browsers) may keep. */
  isPublic: boolean;
}

/** The whole of who may see what: the setting (`PUBLIC_DETAIL`) opens all, a planner sees all. */
export function scopeFor(setting: Detail, { role }: Viewer): Scope {
  const seesAll = setting === "full" || role === "planner" || role === "admin";
  const detail = seesAll ? "full" : "generalised";
  const isPublic = detail === setting;
  return { key: isPublic ? "public" : detail, detail, isPublic };
}

/** Whether a row is coarsened at this detail: only rows that speak of something real are. */
export function isGeneralised(row: { dataSource: DataSource }, detail: Detail): boolean {
  return detail === "generalised" && row.dataSource !== "demo";
}

/** What an export says of the positions that it holds. */
export function precisionOf(isCoarse: boolean): Precision {
  return isCoarse ? "khai_quat" : "chinh_xac";
}

/**
 * Where a real row is from, in words that name no file: what files are called and what people noted
 * in them was not written for the public.
 */
const PUBLIC_SOURCE = {
  units: "Đơn vị hành chính do địa phương cung cấp, nhập từ tệp",
  villages: "Danh sách thôn do địa phương cung cấp, nhập từ tệp",
  places: "Địa danh do địa phương cung cấp, nhập từ tệp",
  roads: "Đường giao thông do địa phương cung cấp, nhập từ tệp",
  masts: "Vị trí trạm do nhà mạng báo cáo, nhập từ tệp",
  sites: "Trạm do nhà mạng báo cáo, nhập từ tệp",
  spans: "Tuyến cáp do nhà mạng báo cáo, nhập từ tệp",
  accessPoints: "Tủ, hộp cáp do nhà mạng báo cáo, nhập từ tệp",
  evidence: "Bằng chứng phủ sóng đã thu thập, nhập từ tệp",
} as const;
const CLAIM_SOURCE = "Nhà mạng báo cáo, nhập từ tệp";

/** A row whose only hidden part is what its source is called (a thôn, a commune, a road, a place). */
export function withPublicSource<T extends { dataSource: DataSource; source: string }>(
  kind: "units" | "villages" | "places" | "roads",
  row: T,
  detail: Detail,
): T {
  return isGeneralised(row, detail) ? { ...row, source: PUBLIC_SOURCE[kind] } : row;
}

/** Who says so, in words that name nobody: in files it is a person, often with a telephone number. */
export const PUBLIC_AUTHOR = {
  claimed: "Nhà mạng",
  measured: "Đơn vị đo kiểm",
  modelled: "Đơn vị tính toán",
} as const;

/**
 * Evidence without its notes, without who wrote it, without the names of its files and the ids in
 * them. Rows stay in their order but for the ids: within a day they are told in the order of those.
 */
export function visibleEvidence(rows: readonly Evidence[], detail: Detail): readonly Evidence[] {
  if (!rows.some((row) => isGeneralised(row, detail))) return rows;
  const hidden = withPublicEvidenceIds(rows.filter((row) => isGeneralised(row, detail)));
  const publicIds = new Map(hidden.map(({ publicId, row }) => [row, publicId]));
  const visible = rows.map((row): Evidence => {
    const id = publicIds.get(row);
    if (id === undefined) return row;
    const { note: _note, ...rest } = row;
    const source = row.kind === "claimed" ? CLAIM_SOURCE : PUBLIC_SOURCE.evidence;
    return { ...rest, id, author: PUBLIC_AUTHOR[row.kind], source };
  });
  const together = ({ villageId, operatorCode, technology, observedOn }: Evidence) =>
    [villageId, operatorCode, technology, observedOn].join(" ");
  return [...Map.groupBy(visible, together).values()].flatMap((group) =>
    group.sort((a, b) => compareText(a.id, b.id)),
  );
}

// Of what is coarsened the parts that are told are named one by one: a part that the model gains
// later is not published by itself, and the order of the parts tells nothing either.

/**
 * A mast at the centre of its 0.01° cell, in the commune of that cell, without structure, height and
 * owner; in a border commune nothing. Rows that are not generalised come back as they are, here and
 * below. Ids are those of the store: `public-ids.ts` gives the public ones.
 */
export function visibleMast(
  mast: Mast,
  detail: Detail,
  communes: BorderCommunes,
): Mast | undefined {
  if (!isGeneralised(mast, detail)) return mast;
  if (communes.isWithheld(mast)) return undefined;
  const communeCode = communes.communeOfCell(mast.lon, mast.lat);
  return {
    id: mast.id,
    ...snapped(mast),
    ...(communeCode !== undefined && { communeCode }),
    ...validityOf(mast),
    dataSource: mast.dataSource,
    source: PUBLIC_SOURCE.masts,
  };
}

/**
 * A site without its operator's code, its name (which tells the place), power supply and backhaul.
 * Its position is that of its mast; where that is withheld, so is the site.
 */
export function visibleSite(site: Site, detail: Detail): VisibleSite {
  if (!isGeneralised(site, detail)) return site;
  const { id, operatorCode, mastId, status, onAirFrom, dataSource } = site;
  return {
    id,
    operatorCode,
    mastId,
    status,
    ...(onAirFrom !== undefined && { onAirFrom }),
    ...validityOf(site),
    dataSource,
    source: PUBLIC_SOURCE.sites,
  };
}

/** A cell of a real site is withheld: bearing, tilt and height betray the mast. */
export function visibleCell(cell: Cell, detail: Detail): Cell | undefined {
  return isGeneralised(cell, detail) ? undefined : cell;
}

/** A fibre cabinet at the centre of its 0.01° cell; in a border commune nothing. */
export function visibleAccessPoint(
  accessPoint: AccessPoint,
  detail: Detail,
  communes: BorderCommunes,
): AccessPoint | undefined {
  if (!isGeneralised(accessPoint, detail)) return accessPoint;
  if (communes.isWithheld({ lon: accessPoint.lon, lat: accessPoint.lat })) return undefined;
  const { id, operatorCode, dataSource } = accessPoint;
  return {
    id,
    operatorCode,
    ...snapped(accessPoint),
    ...validityOf(accessPoint),
    dataSource,
    source: PUBLIC_SOURCE.accessPoints,
  };
}

/**
 * A cable as a chain of cell centres, without its kind, mounting and number of fibres. Its points in
 * border communes are left out, which cuts the chain, and so does a straight piece across one; what
 * stays in one cell has no public course. A cable without any is withheld.
 */
export function visibleSpan(
  span: FibreSpan,
  detail: Detail,
  communes: BorderCommunes,
): FibreSpan | undefined {
  if (!isGeneralised(span, detail)) return span;
  const chains = linesOf(span)
    .flatMap((line) => chainsOfCells(line, communes))
    .filter((chain) => chain.length >= 2);
  const [first] = chains;
  if (first === undefined) return undefined;
  const { id, operatorCode, status, dataSource } = span;
  return {
    id,
    operatorCode,
    status,
    geometry:
      chains.length === 1
        ? { type: "LineString", coordinates: first }
        : { type: "MultiLineString", coordinates: chains },
    ...validityOf(span),
    dataSource,
    source: PUBLIC_SOURCE.spans,
  };
}

/** The lines that a cable is made of. */
export function linesOf({ geometry }: Pick<FibreSpan, "geometry">): readonly Position[][] {
  return geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
}

/**
 * The border communes of 2023 in which points of a cable, or straight pieces between two points that
 * are shown, are withheld. By cells, as what is shown: where in them it runs changes nothing.
 */
export function withheldCommunesOfSpan(span: FibreSpan, communes: BorderCommunes): string[] {
  return linesOf(span).flatMap((line) =>
    (line as [number, number][]).flatMap(([lon, lat], at) => {
      if (communes.isWithheld({ lon, lat })) return communes.borderCommunesOfCell(lon, lat);
      const before = line[at - 1] as [number, number] | undefined;
      if (!before || communes.isWithheld({ lon: before[0], lat: before[1] })) return [];
      return cellsBetween(before, [lon, lat]).flatMap((cell) =>
        communes.borderCommunesOfCell(cell.lon, cell.lat),
      );
    }),
  );
}

function chainsOfCells(line: readonly Position[], communes: BorderCommunes): Position[][] {
  const chains: [number, number][][] = [[]];
  for (const [lon, lat] of line as [number, number][]) {
    if (communes.isWithheld({ lon, lat })) {
      if (chains.at(-1)!.length > 0) chains.push([]);
      continue;
    }
    const centre = snapped({ lon, lat });
    const last = chains.at(-1)!.at(-1);
    if (last?.[0] === centre.lon && last[1] === centre.lat) continue;
    if (last && cellsBetween(last, [centre.lon, centre.lat]).some(communes.isWithheld))
      chains.push([]);
    chains.at(-1)!.push([centre.lon, centre.lat]);
  }
  return chains;
}

function cellsBetween(from: [number, number], to: [number, number]) {
  return publicCellsBetween(publicCellOf(...from), publicCellOf(...to));
}

/** The centre of the 0.01° cell that a position lies in; it says no more than the cell. */
function snapped(place: { lon: number; lat: number }): { lon: number; lat: number } {
  const { lon, lat } = publicCellOf(place.lon, place.lat);
  return { lon, lat };
}

function validityOf({ validFrom, validTo }: Validity): Validity {
  return { validFrom, ...(validTo !== undefined && { validTo }) };
}
