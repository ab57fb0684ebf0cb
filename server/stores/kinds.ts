import type { Static, TSchema } from "typebox";
import { AccessPoint } from "../../geodata/model/access-point.ts";
import { AdministrativeUnit, CrosswalkRow } from "../../geodata/model/administrative-unit.ts";
import { Cell } from "../../geodata/model/cell.ts";
import { Evidence } from "../../geodata/model/evidence.ts";
import { FibreSpan } from "../../geodata/model/fibre-span.ts";
import { Mast } from "../../geodata/model/mast.ts";
import { Operator } from "../../geodata/model/operator.ts";
import { Organisation } from "../../geodata/model/organisation.ts";
import { Place } from "../../geodata/model/place.ts";
import { Road } from "../../geodata/model/road.ts";
import { Rule } from "../../geodata/model/rule.ts";
import { Site } from "../../geodata/model/site.ts";
import { Village } from "../../geodata/model/village.ts";
import { VillageArea } from "../../geodata/model/village-area.ts";

/** What the server must know of a kind of rows; whoever adds one says all of it here. */
interface KindEntry {
  schema: TSchema;
  /** Rows of one id may have several versions, told apart by their first day. */
  isVersioned: boolean;
  /** Its table in SQL. */
  table: string;
  /** What its rows are called, after a number. */
  words: string;
  /** Whether vector tiles are made from its rows. */
  isInTiles: boolean;
}

/** Every kind, in the order in which a change is applied: a thôn before what hangs on it. */
export const KIND_TABLE = {
  units: {
    schema: AdministrativeUnit,
    isVersioned: true,
    table: "units",
    words: "đơn vị hành chính",
    isInTiles: true,
  },
  crosswalk: {
    schema: CrosswalkRow,
    isVersioned: false,
    table: "crosswalk",
    words: "dòng đối chiếu xã cũ – xã mới",
    isInTiles: true,
  },
  operators: {
    schema: Operator,
    isVersioned: false,
    table: "operators",
    words: "nhà mạng",
    isInTiles: false,
  },
  organisations: {
    schema: Organisation,
    isVersioned: false,
    table: "organisations",
    words: "cơ quan",
    isInTiles: false,
  },
  villages: {
    schema: Village,
    isVersioned: true,
    table: "villages",
    words: "thôn",
    isInTiles: true,
  },
  villageAreas: {
    schema: VillageArea,
    isVersioned: false,
    table: "village_areas",
    words: "vùng của thôn",
    isInTiles: true,
  },
  masts: {
    schema: Mast,
    isVersioned: true,
    table: "masts",
    words: "vị trí cột",
    isInTiles: true,
  },
  sites: {
    schema: Site,
    isVersioned: true,
    table: "sites",
    words: "trạm",
    isInTiles: true,
  },
  cells: {
    schema: Cell,
    isVersioned: true,
    table: "cells",
    words: "ô sóng",
    isInTiles: true,
  },
  spans: {
    schema: FibreSpan,
    isVersioned: true,
    table: "spans",
    words: "tuyến cáp",
    isInTiles: true,
  },
  accessPoints: {
    schema: AccessPoint,
    isVersioned: true,
    table: "access_points",
    words: "tủ/hộp cáp",
    isInTiles: false,
  },
  roads: {
    schema: Road,
    isVersioned: true,
    table: "roads",
    words: "đường",
    isInTiles: true,
  },
  places: {
    schema: Place,
    isVersioned: false,
    table: "places",
    words: "địa danh",
    isInTiles: true,
  },
  rules: {
    schema: Rule,
    isVersioned: false,
    table: "rules",
    words: "quy tắc",
    isInTiles: true,
  },
  evidence: {
    schema: Evidence,
    isVersioned: false,
    table: "evidence",
    words: "dòng bằng chứng",
    isInTiles: false,
  },
} as const satisfies Record<string, KindEntry>;

export type Kind = keyof typeof KIND_TABLE;
/** A row of each kind, as its schema says. */
export type RowOf = { [K in Kind]: Static<(typeof KIND_TABLE)[K]["schema"]> };

export const KINDS = Object.keys(KIND_TABLE) as Kind[];

type VersionedKind = {
  [K in Kind]: (typeof KIND_TABLE)[K]["isVersioned"] extends true ? K : never;
}[Kind];
export const VERSIONED_KINDS = KINDS.filter(
  (kind) => KIND_TABLE[kind].isVersioned,
) as VersionedKind[];
