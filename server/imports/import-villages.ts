import { covers } from "../../geodata/geometry/intersects.ts";
import { type AdministrativeUnit, epochOf } from "../../geodata/model/administrative-unit.ts";
import type { Village } from "../../geodata/model/village.ts";
import type { VillageArea } from "../../geodata/model/village-area.ts";
import { foldKey } from "../../geodata/text/fold.ts";
import type { Retirement } from "../stores/coverage-store.ts";
import { makeFindCommunes, makeVillageFinder, type VillageFinder } from "./find-village.ts";
import { makeFirstOfKey } from "./first-of-key.ts";
import {
  compareRows,
  type Importer,
  type ImportPlan,
  type PlanContext,
  readRows,
} from "./import-plan.ts";
import { labelPoint } from "./label-point.ts";
import { hasOutline, readOutline } from "./read-geometry.ts";
import { hasPositionCells, type LonLat, POSITION_FIELDS, readPosition } from "./read-position.ts";
import { outsideCommune, recomputedAreas } from "./redrawn-land.ts";
import type { RowReader } from "./row-reader.ts";
import type { StoredRows } from "./stored-rows.ts";
import { YES_NO } from "./word-lists.ts";

/** The list of thôn, as the district keeps it. */
export const importVillages: Importer = {
  fields: [
    { name: "id", headers: ["ma thon", "village id", "id"] },
    { name: "name", headers: ["ten thon", "thon", "ten", "name", "village"], isRequired: true },
    { name: "otherNames", headers: ["ten khac", "other names"] },
    {
      name: "commune",
      headers: ["xa", "ten xa", "ma xa", "commune", "commune code"],
      isRequired: true,
    },
    ...POSITION_FIELDS,
    { name: "households", headers: ["so ho", "households"] },
    { name: "population", headers: ["dan so", "population"] },
    { name: "gridPower", headers: ["co dien luoi", "dien luoi", "grid power"] },
    { name: "hardship", headers: ["dac biet kho khan", "hardship"] },
  ],
  plan: planVillages,
};

interface ReadVillage {
  village: Village;
  area?: VillageArea;
}

function planVillages(context: PlanContext): ImportPlan {
  const { stored, replace } = context;
  const communes = stored.units.filter((unit) => epochOf(unit.validFrom) === "2023");
  const read = makeReadVillage(context, communes);
  const ids = makeFirstOfKey("name", "mỗi thôn một lần; thôn khác trùng tên cần có mã thôn");
  const { rows, problems } = readRows(context, (reader) => {
    const found = read(reader);
    return found && ids.isFirst(reader, found.village.id) ? found : undefined;
  });
  const compared = compareRows(
    "villages",
    rows.map(({ row }) => row.village),
    stored.villages,
  );
  const retired = replace
    ? retiredVillages(stored, ids.rowOf)
    : { retire: [], ids: new Set<string>() };
  const after = [
    ...stored.villages.filter(
      (village) => !retired.ids.has(village.id) && !ids.rowOf.has(village.id),
    ),
    ...rows.map(({ row }) => row.village),
  ];
  const surveyed = rows.flatMap(({ row }) => (row.area ? [row.area] : []));
  const isNew = compared.put.length + retired.retire.length > 0;
  const redrawn = isNew ? recomputedAreas(stored, after, communes, surveyed) : undefined;
  return {
    ...compared,
    problems,
    retire: [...retired.retire, ...(redrawn?.retire ?? [])],
    put: { villages: compared.put, ...(redrawn ? { villageAreas: redrawn.put } : {}) },
    notes: [
      ...(redrawn?.notes ?? []),
      ...outsideCommune(after, communes, (village) => village.communeCode),
    ],
  };
}

/**
 * Demonstration thôn go with the evidence about them. Evidence that somebody gave about a thôn that
 * is in the file stays; about one that is not, it goes too, for it would be about nothing.
 */
function retiredVillages(
  stored: StoredRows,
  inFile: ReadonlyMap<string, number>,
): { retire: Retirement[]; ids: Set<string> } {
  const demo = stored.villages.filter((village) => village.dataSource === "demo");
  const ids = demo.map((village) => village.id);
  const gone = ids.filter((id) => !inFile.has(id));
  if (ids.length === 0) return { retire: [], ids: new Set() };
  return {
    retire: [
      { kind: "villages", dataSource: "demo" },
      { kind: "evidence", dataSource: "demo", ids },
      { kind: "evidence", ids: gone },
    ],
    ids: new Set(gone),
  };
}

function makeReadVillage(context: PlanContext, communes: readonly AdministrativeUnit[]) {
  const { stored, table, epoch } = context;
  const findCommunes = makeFindCommunes(stored.crosswalk, epoch);
  const finder = makeVillageFinder(stored.villages, stored.crosswalk, epoch);
  const known = new Map(stored.villages.map((village) => [village.id, village]));
  const firstDay =
    stored.villages.map((village) => village.validFrom).sort()[0] ??
    communes.map((unit) => unit.validFrom).sort()[0] ??
    context.today;

  return (reader: RowReader): ReadVillage | undefined => {
    const name = reader.requiredText("name", "tên thôn")?.replace(/\s+/g, " ");
    const area = readArea(reader);
    const position = readCentre(reader, area);
    const codes = readCommunes(reader, findCommunes);
    const households = reader.number("households", { min: 0, max: 20_000, isWhole: true });
    const population = reader.number("population", { min: 0, max: 100_000, isWhole: true });
    const gridPower = reader.word("gridPower", YES_NO);
    const hardship = reader.word("hardship", YES_NO);
    if (name === undefined || !position || !codes) return undefined;
    const communeCode = chooseCommune(reader, codes, communes, position);
    if (communeCode === undefined) return undefined;
    const old = sameVillage(reader, finder, known, communeCode, name);
    const village: Village = {
      id: reader.text("id") ?? old?.id ?? newId(communeCode, name),
      name,
      otherNames: (reader.text("otherNames") ?? "")
        .split(/[|;,]/)
        .map((other) => other.trim())
        .filter(Boolean),
      kind: kindOf(name),
      communeCode,
      ...position,
      // Clusters have no column: those that are known stay with their thôn.
      clusters: old && old.dataSource === "real" ? old.clusters : [],
      ...(households === undefined ? {} : { households }),
      ...(population === undefined ? {} : { population }),
      ...(gridPower === undefined ? {} : { gridPower }),
      ...(hardship === undefined ? {} : { hardship }),
      validFrom: old?.validFrom ?? firstDay,
      dataSource: "real",
      source: `Tệp ${table.fileName}`,
    };
    if (!reader.conforms("villages", village)) return undefined;
    return {
      village,
      ...(area
        ? { area: { villageId: village.id, areaSource: "surveyed" as const, geometry: area } }
        : {}),
    };
  };
}

/** An outline is the surveyed area of the thôn; a point geometry is its centre. */
function readArea(reader: RowReader): VillageArea["geometry"] | undefined {
  return hasOutline(reader) ? readOutline(reader) : undefined;
}

function readCentre(
  reader: RowReader,
  area: VillageArea["geometry"] | undefined,
): LonLat | undefined {
  if (hasPositionCells(reader) || !area) return readPosition(reader);
  const point = labelPoint(area);
  reader.warn("lon", "derived", { message: "không có tọa độ tâm: lấy điểm giữa của vùng" });
  return point;
}

function readCommunes(
  reader: RowReader,
  findCommunes: (text: string) => string[],
): string[] | undefined {
  const text = reader.requiredText("commune", "tên xã, cũ hoặc mới");
  if (text === undefined) return undefined;
  const codes = findCommunes(text);
  if (codes.length > 0) return codes;
  return reader.error("commune", "unknown_commune", {
    got: text,
    expected: "tên xã của huyện Cao Lộc, cũ hoặc mới",
  });
}

/** Of several old communes that a new name may mean, the one that holds the centre. */
function chooseCommune(
  reader: RowReader,
  codes: readonly string[],
  communes: readonly AdministrativeUnit[],
  { lon, lat }: LonLat,
): string | undefined {
  const [only, ...others] = codes;
  if (only !== undefined && others.length === 0) return only;
  const holding = communes.filter(
    (unit) => codes.includes(unit.code) && covers(unit.geometry, lon, lat),
  );
  const names = communes.filter((unit) => codes.includes(unit.code)).map((unit) => unit.name);
  if (holding.length === 1 && holding[0]) {
    reader.warn("commune", "derived", {
      message: `tên xã này gồm nhiều xã cũ (${names.join(", ")}): theo tọa độ, thôn thuộc ${holding[0].name}`,
    });
    return holding[0].code;
  }
  return reader.error("commune", "ambiguous", {
    got: reader.text("commune") ?? "",
    expected: "tên xã cũ (trước 01/7/2025)",
    suggestion: `Có thể là: ${names.join(", ")}.`,
  });
}

/** The stored thôn that a row speaks of: by its id, else by its name in its commune. */
function sameVillage(
  reader: RowReader,
  finder: VillageFinder,
  known: ReadonlyMap<string, Village>,
  communeCode: string,
  name: string,
): Village | undefined {
  const id = reader.text("id");
  if (id !== undefined) return known.get(id);
  const [only, ...others] = finder.named([communeCode], name);
  return others.length === 0 ? only : undefined;
}

function newId(communeCode: string, name: string): string {
  const slug = foldKey(name)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return `${communeCode}-${slug}`;
}

function kindOf(name: string): Village["kind"] {
  const folded = `${foldKey(name)} `;
  if (/^(khoi pho|khoi) /.test(folded)) return "khoi_pho";
  if (/^(khu|khu pho) /.test(folded)) return "khu";
  return folded.startsWith("ban ") ? "ban" : "thon";
}
