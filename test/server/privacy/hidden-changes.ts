import type { Position } from "geojson";
import { bboxOf } from "../../../geodata/geometry/bbox.ts";
import { covers } from "../../../geodata/geometry/intersects.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import type { Cell } from "../../../geodata/model/cell.ts";
import type { Mast } from "../../../geodata/model/mast.ts";
import type { Site } from "../../../geodata/model/site.ts";
import { type BorderCommunes, makeBorderCommunes } from "../../../geodata/rules/border-communes.ts";
import { publicCellOf } from "../../../geodata/rules/public-cell.ts";
import { makeRandom, type Random } from "../../../scripts/dataset/random.ts";
import { communesOf2023, type Rows } from "./real-set.ts";

/** In every hidden word of a changed set, so that one of them in an answer is seen at once. Long enough that no hash holds it by chance. */
export const MARK = "zqxhiddenzqx";

/** Places tried in a commune before a thing stays where it is. */
const MOST_TRIES = 3000;

/**
 * The same set with everything changed that the public may not see, and nothing else: where in its
 * cell a thing stands, where in its commune a withheld one does, heights, owners, codes and the ids
 * that hold them, names, file names, notes, power, backhaul, cells, the order of the rows.
 */
export function changeWhatIsHidden(rows: Rows, seed: number): Rows {
  const random = makeRandom(seed);
  const places = makePlaces(rows, random);
  const word = (what: string) => `${what}-${MARK}-${random.integer(0, 1e9)}`;
  const source = () => ({ source: `Tệp ${word("mat")}.csv` });
  const maybe = <T extends object>(part: T): Partial<T> => (random.chance(0.7) ? part : {});
  const isReal = (row: { dataSource: string }) => row.dataSource === "real";
  const changed = <T extends { dataSource: string }>(
    all: readonly T[] | undefined,
    to: (row: T) => T,
  ) => random.shuffled((all ?? []).map((row) => (isReal(row) ? to(row) : row)));
  const newIds = (all: readonly { id: string; dataSource: string }[], prefix: string) =>
    new Map([...new Set(all.filter(isReal).map(({ id }) => id))].map((id) => [id, word(prefix)]));
  const mastIds = newIds(rows.masts ?? [], "cot");
  const siteIds = newIds(rows.sites ?? [], "VTL");
  const spanIds = newIds(rows.spans ?? [], "cap");
  const cabinetIds = newIds(rows.accessPoints ?? [], "tu");

  const mast = (row: Mast): Mast => {
    const { kind: _kind, heightM: _heightM, owner: _owner, communeCode: _stated, ...rest } = row;
    return {
      ...maybe({ kind: random.pick(["tu_dung", "day_co", "don_than"] as const) }),
      ...maybe({ heightM: random.integer(10, 90) }),
      ...rest,
      id: mastIds.get(row.id)!,
      ...places.ofMast(row),
      ...maybe({ owner: word("chủ") }),
      ...source(),
    };
  };
  const site = (row: Site): Site => {
    const { name: _name, power: _power, backhaul: _backhaul, ...rest } = row;
    return {
      ...maybe({ name: word("tên") }),
      ...rest,
      id: siteIds.get(row.id)!,
      mastId: mastIds.get(row.mastId) ?? row.mastId,
      code: word("MA"),
      ...maybe({ power: word("điện") }),
      ...maybe({ backhaul: word("truyền dẫn") }),
      ...source(),
    };
  };
  // Which of the others than 2G is hidden; how many sites still have 2G is a count.
  const cell = (row: Cell): Cell => ({
    ...row,
    id: word("o"),
    siteId: siteIds.get(row.siteId) ?? row.siteId,
    technology: row.technology === "gsm" ? "gsm" : random.pick(["umts", "lte", "nr"] as const),
    azimuthDeg: random.integer(0, 359),
    antennaHeightAglM: random.integer(10, 80),
    downtiltDeg: random.integer(0, 9),
    powerDbm: random.integer(30, 50),
    ...source(),
  });
  return {
    ...rows,
    masts: changed(rows.masts, mast),
    sites: changed(rows.sites, site),
    cells: changed(rows.cells, cell),
    spans: changed(
      rows.spans,
      ({ kind: _kind, mounting: _mounting, fibreCount: _count, ...span }) => ({
        ...span,
        id: spanIds.get(span.id)!,
        ...maybe({ kind: random.pick(["truc", "goc", "phoi"] as const) }),
        ...maybe({ mounting: random.pick(["treo", "cong_be"] as const) }),
        ...maybe({ fibreCount: random.integer(2, 96) }),
        geometry:
          span.geometry.type === "LineString"
            ? { ...span.geometry, coordinates: span.geometry.coordinates.map(places.ofPosition) }
            : {
                ...span.geometry,
                coordinates: span.geometry.coordinates.map((line) => line.map(places.ofPosition)),
              },
        ...source(),
      }),
    ),
    accessPoints: changed(rows.accessPoints, (row) => {
      const [lon, lat] = places.ofPosition([row.lon, row.lat]) as [number, number];
      return { ...row, id: cabinetIds.get(row.id)!, lon, lat, ...source() };
    }),
    villages: changed(rows.villages, (row) => ({ ...row, ...source() })),
    units: changed(rows.units, (row) => ({ ...row, ...source() })),
    evidence: changed(rows.evidence, ({ note: _note, ...row }) => ({
      ...row,
      id: word("bc"),
      ...maybe({ note: word("ghi chú") }),
      author: word("người báo"),
      ...source(),
    })),
  };
}

/** Other places that the public cannot tell from those given. */
function makePlaces(rows: Rows, random: Random) {
  const communes = communesOf2023(rows);
  const byCode = new Map(communes.map((unit) => [unit.code, unit]));
  const inner = communes.filter((unit) => !unit.borderCommune).map(({ code }) => code);
  const border = makeBorderCommunes(communes);

  const inCell = (lon: number, lat: number) => {
    const { column, row } = publicCellOf(lon, lat);
    const within = () => random.between(0.001, 0.999);
    return { lon: (column + within()) / 100, lat: (row + within()) / 100 };
  };
  const inCommune = (unit: AdministrativeUnit) => {
    const [west, south, east, north] = bboxOf(unit.geometry)!;
    for (;;) {
      const place = { lon: random.between(west, east), lat: random.between(south, north) };
      if (covers(unit.geometry, place.lon, place.lat)) return place;
    }
  };
  /** Anywhere in the border commune that its cell counts to. */
  const whereWithheld = (lon: number, lat: number) =>
    likePlace(border, lon, lat, () => inCommune(byCode.get(border.communeOfCell(lon, lat)!)!));

  return {
    ofMast({ lon, lat, communeCode }: Mast) {
      const stated = byCode.get(communeCode ?? "");
      if (stated?.borderCommune) return { ...inCommune(stated), communeCode: stated.code };
      const keep = communeCode === undefined ? {} : { communeCode };
      if (!border.isWithheld({ lon, lat, ...keep })) {
        // A mast that is shown is told in the commune of its cell, whatever was stated.
        const others = border.isWithheld({ lon, lat }) ? [communeCode] : [...inner, undefined];
        const other = others[random.integer(0, others.length - 1)];
        return { ...inCell(lon, lat), ...(other !== undefined && { communeCode: other }) };
      }
      return border.communeOfCell(lon, lat) === undefined
        ? { ...inCell(lon, lat), ...keep }
        : { ...whereWithheld(lon, lat), ...keep };
    },
    ofPosition([lon, lat]: Position): Position {
      const isHidden = border.isWithheld({ lon: lon!, lat: lat! });
      const inKnown = border.communeOfCell(lon!, lat!) !== undefined;
      const place = isHidden && inKnown ? whereWithheld(lon!, lat!) : inCell(lon!, lat!);
      return [place.lon, place.lat];
    },
  };
}

/** The first of the candidates whose cell counts to the same communes and is withheld as well. */
function likePlace(
  border: BorderCommunes,
  lon: number,
  lat: number,
  candidate: () => { lon: number; lat: number },
) {
  const communesOf = (at: { lon: number; lat: number }) =>
    [border.communeOfCell(at.lon, at.lat), ...border.borderCommunesOfCell(at.lon, at.lat)].join();
  const codes = communesOf({ lon, lat });
  // A cell that three communes share may have no other like it.
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const place = candidate();
    if (communesOf(place) === codes && border.isWithheld(place)) return place;
  }
  return { lon, lat };
}
