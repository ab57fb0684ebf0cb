import { createHash } from "node:crypto";
import { covers } from "../../geodata/geometry/intersects.ts";
import { type AdministrativeUnit, epochOf } from "../../geodata/model/administrative-unit.ts";
import type { Village } from "../../geodata/model/village.ts";
import type { VillageArea } from "../../geodata/model/village-area.ts";
import { foldKey } from "../../geodata/text/fold.ts";
import { nameKey } from "../../geodata/text/written-name.ts";
import type { Retirement } from "../stores/coverage-store.ts";
import { retirementsOf } from "./closed-versions.ts";
import {
  type CommuneFinder,
  makeFindCommunes,
  makeVillageFinder,
  type VillageFinder,
} from "./find-village.ts";
import { makeFirstOfKey } from "./first-of-key.ts";
import { GENERALISED_FIELD, isPlaced, withPrecisionColumn } from "./generalised-rows.ts";
import {
  compareRows,
  type Importer,
  type ImportPlan,
  type PlanContext,
  readRows,
} from "./import-plan.ts";
import { labelPoint } from "./label-point.ts";
import { vietnameseDay } from "./parse-day.ts";
import { present } from "./present.ts";
import { PROVENANCE_FIELDS, unsaid, withProvenance } from "./provenance.ts";
import type { LonLat } from "./province.ts";
import { hasOutline, readOutline } from "./read-geometry.ts";
import { hasPositionCells, POSITION_FIELDS, readPosition } from "./read-position.ts";
import { readValidity, VALIDITY_FIELDS } from "./read-validity.ts";
import { outsideCommune, recomputedAreas } from "./redrawn-land.ts";
import type { RowReader } from "./row-reader.ts";
import { isSameShape, keptPlace } from "./same-place.ts";
import type { StoredRows } from "./stored-rows.ts";
import { kindOf, readKind, readOtherNames, readVillageClusters } from "./village-columns.ts";
import { YES_NO } from "./word-lists.ts";

/** The list of thôn, as the district keeps it. */
export const importVillages: Importer = {
  fields: [
    { name: "id", headers: ["ma thon", "village id", "id"] },
    { name: "name", headers: ["ten thon", "thon", "ten", "name", "village"], isRequired: true },
    { name: "otherNames", headers: ["ten khac", "other names"] },
    { name: "kind", headers: ["loai thon", "kind"] },
    {
      name: "commune",
      headers: ["ma xa 2023", "xa", "ten xa", "ma xa", "commune", "unit code", "commune code"],
      isRequired: true,
    },
    GENERALISED_FIELD,
    ...POSITION_FIELDS,
    { name: "positionAccuracyM", headers: ["sai so vi tri m", "position accuracy m"] },
    { name: "clusters", headers: ["cum dan cu", "clusters"] },
    { name: "households", headers: ["so ho", "households"] },
    {
      name: "population",
      headers: ["dan so", "nhan khau", "so nhan khau", "so khau", "population"],
    },
    { name: "gridPower", headers: ["co dien luoi", "dien luoi", "grid power"] },
    { name: "hardship", headers: ["dac biet kho khan", "hardship"] },
    { name: "areaSource", headers: ["area source"] },
    ...VALIDITY_FIELDS,
    ...PROVENANCE_FIELDS,
  ],
  plan: (context) => planVillages(withPrecisionColumn(context)),
};

interface ReadVillage {
  village: Village;
  area?: VillageArea;
}

function planVillages(context: PlanContext): ImportPlan {
  const { stored, replace } = context;
  const communes = stored.units.filter((unit) => epochOf(unit.validFrom) === "2023");
  const ids = makeFirstOfKey("name", "mỗi thôn một lần; thôn khác trùng tên cần có mã thôn");
  const read = makeReadVillage(context, communes);
  const { rows, problems } = readRows(context, (reader) => {
    const found = read(reader);
    return found && ids.isFirst(reader, found.village.id) ? found : undefined;
  });
  const newest = new Map(stored.villages.map((village) => [village.id, village]));
  const older = rows.flatMap(({ row: { village } }) => {
    const before = newest.get(village.id);
    return before && village.validFrom < before.validFrom ? [before] : [];
  });
  const areaOf = new Map(stored.villageAreas.map((area) => [area.villageId, area]));
  const surveyed = rows.flatMap(({ row: { area } }) => {
    const known = area && areaOf.get(area.villageId);
    const isKnown =
      known?.areaSource === "surveyed" && area && isSameShape(known.geometry, area.geometry);
    return area && !isKnown ? [area] : [];
  });
  const redrawnIds = new Set(surveyed.map((area) => area.villageId));
  const compared = compareRows(
    "villages",
    rows.map(({ row }) => row.village),
    stored.villages,
    (village) => redrawnIds.has(village.id),
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
  const isNew = compared.put.length + retired.retire.length + surveyed.length > 0;
  const redrawn = isNew ? recomputedAreas(stored, after, communes, surveyed) : undefined;
  return {
    ...compared,
    added: compared.added - older.length,
    changed: compared.changed + older.length,
    problems,
    retire: [...retired.retire, ...retirementsOf("villages", older), ...(redrawn?.retire ?? [])],
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
  const { stored, epoch, asOf, isAsOfGiven } = context;
  const findCommunes = makeFindCommunes(stored.crosswalk, epoch);
  const finder = makeVillageFinder(stored.villages, stored.crosswalk, epoch);
  const known = new Map(stored.villages.map((village) => [village.id, village]));
  const newId = makeNewId(known);
  const firstDay = isAsOfGiven
    ? asOf
    : (stored.villages.map((village) => village.validFrom).sort()[0] ??
      communes.map((unit) => unit.validFrom).sort()[0] ??
      asOf);

  return (reader: RowReader): ReadVillage | undefined => {
    const name = reader.requiredText("name", "tên thôn")?.replace(/\s+/g, " ");
    if (!isPlaced(reader)) return undefined;
    const area = readArea(reader);
    const place = readCentre(reader, area);
    const codes = readCommunes(reader, findCommunes);
    const clusters = readVillageClusters(reader);
    const said = {
      positionAccuracyM: reader.number("positionAccuracyM", { min: 0, max: 100_000 }),
      households: reader.number("households", { min: 0, max: 20_000, isWhole: true }),
      population: reader.number("population", { min: 0, max: 100_000, isWhole: true }),
      gridPower: reader.word("gridPower", YES_NO),
      hardship: reader.word("hardship", YES_NO),
    };
    const kind = readKind(reader);
    const validity = readValidity(reader);
    if (name === undefined || !place || !codes) return undefined;
    const own = known.get(reader.text("id") ?? "");
    const communeCode =
      own && codes.includes(own.communeCode)
        ? own.communeCode
        : chooseCommune(reader, codes, communes, place);
    if (communeCode === undefined) return undefined;
    const same = own
      ? { village: own, name }
      : sameVillage(reader, context, finder, communeCode, name);
    if (!same) return undefined;
    const old = same.village;
    const told = validity.validFrom ?? (isAsOfGiven ? asOf : undefined);
    if (old && validity.validFrom !== undefined && validity.validFrom > old.validFrom)
      reader.warn("validFrom", "kept", {
        message: `thôn đã có từ ngày ${vietnameseDay(old.validFrom)}: giữ ngày đó`,
      });
    // A thôn may turn out to be older than was known, never younger.
    const validFrom = [
      told ?? old?.validFrom ?? firstDay,
      old?.validFrom ?? told ?? firstDay,
    ].sort()[0] as string;
    const id = reader.text("id") ?? old?.id ?? newId(communeCode, name);
    const village = withProvenance(reader, context, old, (provenance): Village => {
      const keeps = old?.dataSource === provenance.dataSource;
      const validTo = reader.hasColumn("validTo") ? validity.validTo : keeps && old?.validTo;
      return {
        id,
        name: same.name,
        otherNames: reader.hasColumn("otherNames")
          ? readOtherNames(reader, old)
          : keeps && old
            ? old.otherNames
            : [],
        kind: kind ?? (keeps && old?.name === same.name ? old.kind : kindOf(name)),
        communeCode,
        ...keptPlace(place, old),
        // Clusters that the file has no column for stay with their thôn.
        clusters: clusters ?? (keeps && old ? old.clusters : []),
        ...unsaid<Village, keyof typeof said>(
          reader,
          old,
          provenance,
          Object.keys(said) as (keyof typeof said)[],
        ),
        ...present(said),
        validFrom,
        ...(validTo ? { validTo } : {}),
        ...provenance,
      };
    });
    if (!village || !reader.conforms("villages", village)) return undefined;
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
  // We publish areas that were computed, too: they are no survey.
  if (reader.text("areaSource") === "voronoi") return undefined;
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

function readCommunes(reader: RowReader, findCommunes: CommuneFinder): string[] | undefined {
  const text = reader.requiredText("commune", "tên xã, cũ hoặc mới");
  if (text === undefined) return undefined;
  const codes = findCommunes(text);
  const readAs = findCommunes.readAs(text);
  if (readAs !== undefined)
    reader.warn("commune", "read_as", { message: `“${text}” được đọc là ${readAs}` });
  if (codes.length > 0) return codes;
  return reader.error("commune", "unknown_commune", {
    got: text,
    expected: "tên xã của huyện Cao Lộc, cũ hoặc mới",
    ...findCommunes.suggestion(text),
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

/**
 * The stored thôn that a row without a known id speaks of, and the name that it keeps: written
 * exactly so in its commune, or the only one that a name without marks may mean. A thôn that differs
 * in its marks is another one, and that is said. Undefined after an error.
 */
function sameVillage(
  reader: RowReader,
  { replace }: PlanContext,
  finder: VillageFinder,
  communeCode: string,
  name: string,
): { village: Village | undefined; name: string } | undefined {
  const stays = (village: Village) => !replace || village.dataSource === "real";
  const written = finder.written([communeCode], name);
  if (reader.text("id") !== undefined) {
    warnOfLike(reader, name, written.filter(stays), "trùng tên nhưng khác mã");
    return { village: undefined, name };
  }
  const [only, ...others] = written;
  const [unmarked, ...more] = only ? [] : finder.unmarked([communeCode], name);
  if (unmarked && more.length > 0)
    return reader.error("name", "ambiguous", {
      got: name,
      expected: "tên có dấu, hoặc mã thôn",
      suggestion: `Có thể là: ${described([unmarked, ...more])}.`,
    });
  if (unmarked) {
    reader.warn("name", "read_as", {
      message: `“${name}” không có dấu, được đọc là ${unmarked.name} (mã ${unmarked.id})`,
    });
    return { village: unmarked, name: unmarked.name };
  }
  if (!only)
    warnOfLike(
      reader,
      name,
      finder.differingInMarks([communeCode], name).filter(stays),
      "chỉ khác dấu",
    );
  if (others.length > 0)
    return reader.error("name", "ambiguous", {
      got: name,
      expected: "mã thôn, vì có nhiều thôn mang tên này",
      suggestion: `Có thể là: ${described(written)}.`,
    });
  return { village: only, name };
}

const described = (villages: readonly Village[]) =>
  villages.map((village) => `${village.name} (mã ${village.id})`).join("; ");

function warnOfLike(
  reader: RowReader,
  name: string,
  villages: readonly Village[],
  difference: string,
): void {
  if (villages.length === 0) return;
  reader.warn("name", "like", {
    message: `“${name}” được nhập là thôn khác với ${described(villages)}: ${difference}`,
    suggestion: "Nếu là một thôn, hãy ghi mã thôn đó.",
  });
}

/**
 * Ids of new thôn: the commune and the name without marks; where another name has that id already,
 * also a mark of the exact name, which is the same whatever else the file holds.
 */
function makeNewId(known: ReadonlyMap<string, Village>) {
  const nameOf = new Map([...known].map(([id, village]) => [id, nameKey(village.name)]));
  return (communeCode: string, name: string): string => {
    const slug = foldKey(name)
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
    const exact = nameKey(name);
    const plain = `${communeCode}-${slug}`;
    const id = [undefined, exact].includes(nameOf.get(plain))
      ? plain
      : `${plain}-${createHash("sha256").update(exact).digest("hex").slice(0, 6)}`;
    nameOf.set(id, exact);
    return id;
  };
}
