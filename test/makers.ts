import type { AccessPoint } from "../geodata/model/access-point.ts";
import type { AdministrativeUnit, CrosswalkRow } from "../geodata/model/administrative-unit.ts";
import type { Cell } from "../geodata/model/cell.ts";
import type { Evidence } from "../geodata/model/evidence.ts";
import type { FibreSpan } from "../geodata/model/fibre-span.ts";
import type { Mast } from "../geodata/model/mast.ts";
import type { Operator } from "../geodata/model/operator.ts";
import type { Organisation } from "../geodata/model/organisation.ts";
import type { Place } from "../geodata/model/place.ts";
import type { Road } from "../geodata/model/road.ts";
import type { Rule } from "../geodata/model/rule.ts";
import type { Site } from "../geodata/model/site.ts";
import type { Village } from "../geodata/model/village.ts";
import type { VillageArea } from "../geodata/model/village-area.ts";

// Valid rows with plain defaults: a test names only what it is about.

/** A square around a point as a polygon, counter-clockwise. */
export function squareAround(lon: number, lat: number, halfSideDeg = 0.05) {
  const [west, south, east, north] = [
    lon - halfSideDeg,
    lat - halfSideDeg,
    lon + halfSideDeg,
    lat + halfSideDeg,
  ];
  return {
    type: "Polygon" as const,
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  };
}

/** A commune of 2023, a square around its label point. */
export function makeUnit(partial: Partial<AdministrativeUnit> = {}): AdministrativeUnit {
  const { lon = 106.9, lat = 21.93 } = partial;
  return {
    code: "06196",
    name: "Xã Cao Lâu",
    kind: "xa",
    validFrom: "2004-01-01",
    validTo: "2025-07-01",
    lon,
    lat,
    borderCommune: false,
    partOfDistrictOnly: false,
    geometry: squareAround(lon, lat),
    dataSource: "demo",
    source: "test",
    ...partial,
  };
}

export function makeCrosswalkRow(partial: Partial<CrosswalkRow> = {}): CrosswalkRow {
  return {
    oldCode: "06196",
    oldName: "Xã Cao Lâu",
    newCode: "06196",
    newName: "Xã Ba Sơn",
    ...partial,
  };
}

/** A thôn without clusters, valid since 2020. */
export function makeVillage(partial: Partial<Village> = {}): Village {
  return {
    id: "v1",
    name: "Thôn Nà Lộc",
    otherNames: [],
    kind: "thon",
    communeCode: "06196",
    lon: 106.9,
    lat: 21.93,
    clusters: [],
    households: 60,
    gridPower: true,
    hardship: false,
    validFrom: "2020-01-01",
    dataSource: "demo",
    source: "test",
    ...partial,
  };
}

export function makeVillageArea(partial: Partial<VillageArea> = {}): VillageArea {
  return {
    villageId: "v1",
    areaSource: "voronoi",
    geometry: squareAround(106.9, 21.93, 0.01),
    ...partial,
  };
}

export function makeOperator(partial: Partial<Operator> = {}): Operator {
  return {
    code: "VTL",
    name: "Viettel",
    aliases: ["VTL"],
    mccMnc: ["452-04"],
    services: ["mobile", "ftth"],
    bandsMhz: {},
    source: "test",
    ...partial,
  };
}

export function makeOrganisation(partial: Partial<Organisation> = {}): Organisation {
  return {
    id: "ubnd-06196",
    name: "Ủy ban nhân dân xã Cao Lâu",
    role: "uy_ban",
    validFrom: "2004-01-01",
    source: "test",
    ...partial,
  };
}

export function makeMast(partial: Partial<Mast> = {}): Mast {
  return {
    id: "m1",
    lon: 106.91,
    lat: 21.93,
    kind: "tu_dung",
    heightM: 42,
    communeCode: "06196",
    validFrom: "2020-01-01",
    dataSource: "demo",
    source: "test",
    ...partial,
  };
}

/** A site of Viettel on mast m1, on air. */
export function makeSite(partial: Partial<Site> = {}): Site {
  return {
    id: "s1",
    code: "LSN0001",
    operatorCode: "VTL",
    mastId: "m1",
    status: "hoat_dong",
    onAirFrom: "2020-01-01",
    validFrom: "2020-01-01",
    dataSource: "demo",
    source: "test",
    ...partial,
  };
}

export function makeCell(partial: Partial<Cell> = {}): Cell {
  return {
    id: "c1",
    siteId: "s1",
    technology: "lte",
    bandMhz: 1800,
    azimuthDeg: 0,
    validFrom: "2020-01-01",
    dataSource: "demo",
    source: "test",
    ...partial,
  };
}

export function makeSpan(partial: Partial<FibreSpan> = {}): FibreSpan {
  return {
    id: "f1",
    operatorCode: "VTL",
    status: "hoat_dong",
    geometry: {
      type: "LineString",
      coordinates: [
        [106.9, 21.93],
        [106.91, 21.94],
      ],
    },
    validFrom: "2020-01-01",
    dataSource: "demo",
    source: "test",
    ...partial,
  };
}

export function makeAccessPoint(partial: Partial<AccessPoint> = {}): AccessPoint {
  return {
    id: "a1",
    operatorCode: "VTL",
    lon: 106.9,
    lat: 21.93,
    validFrom: "2020-01-01",
    dataSource: "demo",
    source: "test",
    ...partial,
  };
}

export function makeRoad(partial: Partial<Road> = {}): Road {
  return {
    id: "r1",
    class: "duong_xa",
    geometry: {
      type: "LineString",
      coordinates: [
        [106.85, 21.93],
        [106.95, 21.93],
      ],
    },
    validFrom: "2020-01-01",
    dataSource: "demo",
    source: "test",
    ...partial,
  };
}

export function makePlace(partial: Partial<Place> = {}): Place {
  return {
    id: "p1",
    name: "Bản Lan",
    lon: 106.9,
    lat: 21.93,
    dataSource: "real",
    source: "test",
    ...partial,
  };
}

/** A claim of Viettel on 2023-06-30 that the centre of v1 has 4G. */
export function makeEvidence(partial: Partial<Evidence> = {}): Evidence {
  return {
    id: "e1",
    villageId: "v1",
    operatorCode: "VTL",
    technology: "lte",
    kind: "claimed",
    covered: true,
    clusters: [],
    observedOn: "2023-06-30",
    author: "Viettel",
    dataSource: "demo",
    source: "test",
    ...partial,
  };
}

/** The plan's rule: 3G, 4G, 5G; measured else claimed; the centre decides. */
export function makeRule(partial: Partial<Rule> = {}): Rule {
  return {
    id: "ke-hoach-2023",
    version: 1,
    name: { vi: "Kế hoạch 2023", en: "Plan of 2023" },
    summary: { vi: "Trung tâm thôn có 3G, 4G hoặc 5G", en: "The centre has 3G, 4G or 5G" },
    appliesFrom: "2023-01-01",
    sourceDocument: { vi: "Kế hoạch", en: "The plan" },
    technologies: ["umts", "lte", "nr"],
    evidence: [{ kind: "measured", shelfLifeDays: 365 }, { kind: "claimed" }],
    points: "centre",
    thresholdsDbm: { umts: -100, lte: -105, nr: -105 },
    remote: {
      withoutGridPower: true,
      hardship: true,
      roadFartherThanM: 3000,
      mastFartherThanM: 5000,
    },
    confirmed: false,
    ...partial,
  };
}
