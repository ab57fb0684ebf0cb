import {
  type AdministrativeUnit,
  type Epoch,
  epochOf,
  UNITS_2025_FROM,
} from "../../geodata/model/administrative-unit.ts";
import type { DataSource } from "../../geodata/model/provenance.ts";
import { communeCodeOf, makeCrosswalk } from "../../geodata/rules/crosswalk.ts";
import { foldKey } from "../../geodata/text/fold.ts";
import { nameKey } from "../../geodata/text/written-name.ts";
import { makeFirstOfKey } from "./first-of-key.ts";
import {
  compareRows,
  type Importer,
  type ImportPlan,
  type PlanContext,
  readRows,
} from "./import-plan.ts";
import type { ImportProblem } from "./import-problem.ts";
import { labelPoint } from "./label-point.ts";
import { PROVENANCE_FIELDS, unsaid, withProvenance } from "./provenance.ts";
import { GEOMETRY_FIELDS, readOutline } from "./read-geometry.ts";
import { readValidity, VALIDITY_FIELDS } from "./read-validity.ts";
import { outsideCommune, recomputedAreas } from "./redrawn-land.ts";
import type { RowReader } from "./row-reader.ts";
import { isSameShape } from "./same-place.ts";
import type { StoredRows } from "./stored-rows.ts";

/** Communes of 2025 that also hold land which was never Cao Lộc. */
const PARTLY_CAO_LOC: ReadonlySet<string> = new Set(["06187", "05977", "06286", "06316"]);

/** First day of the units of 2023 where the store holds none to take it from. */
const UNITS_2023_FROM = "2020-01-01";

const KINDS: readonly { kind: CommuneKind; word: string; folded: string }[] = [
  { kind: "thi_tran", word: "Thị trấn", folded: "thi tran" },
  { kind: "phuong", word: "Phường", folded: "phuong" },
  { kind: "xa", word: "Xã", folded: "xa" },
];

/** Sources of figures that were estimated or added up, not published. */
const ESTIMATED = /^(uoc tinh|tong cua)/;

type CommuneKind = AdministrativeUnit["kind"];

/** Outlines of communes of one epoch. */
export const importUnits: Importer = {
  fields: [
    { name: "code", headers: ["ma", "ma xa", "ma don vi", "ma dvhc", "code"], isRequired: true },
    {
      name: "name",
      headers: ["ten day du", "full name", "ten", "ten xa", "name"],
      isRequired: true,
    },
    { name: "kind", headers: ["loai", "cap", "kind", "type"] },
    { name: "areaKm2", headers: ["dien tich", "dien tich km2", "area km2", "area"] },
    ...VALIDITY_FIELDS,
    ...PROVENANCE_FIELDS,
    ...GEOMETRY_FIELDS,
  ],
  plan: planUnits,
};

function planUnits(context: PlanContext): ImportPlan {
  const { stored, replace, epoch = "2025" } = context;
  const ofEpoch = stored.units.filter((unit) => epochOf(unit.validFrom) === epoch);
  const before = new Map(ofEpoch.map((unit) => [unit.code, unit]));
  const validity = validityOf(ofEpoch, epoch);
  const codes = makeFirstOfKey("code", "mỗi mã một lần");
  const { rows, problems } = readRows(context, (reader) => {
    const unit = readUnit(reader, context, epoch, validity, before);
    return unit && codes.isFirst(reader, unit.code) ? unit : undefined;
  });
  const units = rows.map(({ row }) => row);
  const compared = compareRows("units", units, ofEpoch);
  const retired = replace
    ? replaceable(context, epoch, ofEpoch, units)
    : { codes: [], problems: [] };
  const after = [
    ...ofEpoch.filter((unit) => !codes.rowOf.has(unit.code) && !retired.codes.includes(unit.code)),
    ...units,
  ];
  const isNew = compared.put.length + retired.codes.length > 0;
  const redrawn =
    epoch === "2023" && isNew ? recomputedAreas(stored, stored.villages, after) : undefined;
  return {
    ...compared,
    problems: [...problems, ...retired.problems],
    retire: [
      ...(retired.codes.length > 0
        ? [
            {
              kind: "units" as const,
              dataSource: "demo" as const,
              validFrom: validity.validFrom,
              ids: retired.codes,
            },
          ]
        : []),
      ...(redrawn?.retire ?? []),
    ],
    put: { units: compared.put, ...(redrawn ? { villageAreas: redrawn.put } : {}) },
    notes: [
      ...communesNote(context, epoch, units),
      ...(context.isAsOfGiven
        ? [
            "Ranh giới xã có giá trị theo đợt đơn vị hành chính (--epoch); --as-of không đổi điều đó.",
          ]
        : []),
      ...(redrawn?.notes ?? []),
      ...outsideCommune(stored.villages, after, (village) =>
        communeCodeOf(village, epoch, makeCrosswalk(stored.crosswalk)),
      ),
    ],
  };
}

function validityOf(ofEpoch: readonly AdministrativeUnit[], epoch: Epoch) {
  const validFrom =
    ofEpoch.map((unit) => unit.validFrom).sort()[0] ??
    (epoch === "2025" ? UNITS_2025_FROM : UNITS_2023_FROM);
  return epoch === "2025" ? { validFrom } : { validFrom, validTo: UNITS_2025_FROM };
}

function readUnit(
  reader: RowReader,
  context: PlanContext,
  epoch: Epoch,
  validity: { validFrom: string; validTo?: string },
  before: ReadonlyMap<string, AdministrativeUnit>,
): AdministrativeUnit | undefined {
  const { validFrom: saidFrom } = readValidity(reader);
  if (saidFrom !== undefined && epochOf(saidFrom) !== epoch) {
    // Our export holds both epochs where no day was asked for.
    reader.warn("validFrom", "other_epoch", {
      message: `đơn vị của đợt ${epochOf(saidFrom)}, bỏ qua vì tệp được nhập với --epoch ${epoch}`,
    });
    return undefined;
  }
  const code = readCode(reader);
  const old = code === undefined ? undefined : before.get(code);
  const named = readName(reader, old);
  const areaKm2 = reader.number("areaKm2", { min: 0.01, max: 10_000 });
  const geometry = readOutline(reader);
  if (!code || !named || !geometry) return undefined;
  const isKnownShape = old !== undefined && isSameShape(old.geometry, geometry);
  const label = isKnownShape ? { lon: old.lon, lat: old.lat } : labelPoint(geometry);
  if (!label) {
    reader.error("geometry", "bad_geometry", { got: "vùng có diện tích bằng 0", expected: "vùng" });
    return undefined;
  }
  const unit = withProvenance(
    reader,
    context,
    old,
    (provenance): AdministrativeUnit => ({
      code,
      ...named,
      ...(old ? validityAlone(old) : validity),
      ...label,
      ...(areaKm2 === undefined
        ? unsaid<AdministrativeUnit, "areaKm2">(reader, old, provenance, ["areaKm2"])
        : { areaKm2 }),
      borderCommune: false,
      ...factsOf(old, provenance.dataSource),
      partOfDistrictOnly: old?.partOfDistrictOnly ?? (epoch === "2025" && PARTLY_CAO_LOC.has(code)),
      geometry: isKnownShape ? old.geometry : geometry,
      ...provenance,
    }),
    // An outline is told by its source, not by its likeness: there is one boundary to be drawn.
    () => false,
  );
  return unit && reader.conforms("units", unit) ? unit : undefined;
}

function validityAlone({ validFrom, validTo }: AdministrativeUnit) {
  return validTo === undefined ? { validFrom } : { validFrom, validTo };
}

/** What the store knows of a commune beside its outline, as far as it is a fact. */
function factsOf(
  known: AdministrativeUnit | undefined,
  dataSource: DataSource,
): Partial<AdministrativeUnit> {
  if (!known) return {};
  const { borderCommune, successorCode, elevationMinM, elevationMeanM, elevationMaxM } = known;
  const { population, populationSource } = known;
  const isPublished =
    known.dataSource === dataSource || !ESTIMATED.test(foldKey(populationSource ?? "uoc tinh"));
  return {
    borderCommune,
    ...(successorCode === undefined ? {} : { successorCode }),
    ...(elevationMinM === undefined ? {} : { elevationMinM }),
    ...(elevationMeanM === undefined ? {} : { elevationMeanM }),
    ...(elevationMaxM === undefined ? {} : { elevationMaxM }),
    ...(population !== undefined && isPublished ? { population } : {}),
    ...(populationSource !== undefined && isPublished ? { populationSource } : {}),
  };
}

function readCode(reader: RowReader): string | undefined {
  const text = reader.requiredText("code", "mã đơn vị 5 chữ số");
  if (text === undefined || /^\d{5}$/.test(text)) return text;
  if (/^\d{4}$/.test(text)) {
    reader.warn("code", "derived", { message: `mã ${text} được hiểu là 0${text}` });
    return `0${text}`;
  }
  return reader.error("code", "out_of_range", { got: text, expected: "mã đơn vị 5 chữ số" });
}

/** The full name begins with its kind; where the file lacks it, the kind column or the store tells. */
function readName(
  reader: RowReader,
  known: AdministrativeUnit | undefined,
): Pick<AdministrativeUnit, "name" | "kind"> | undefined {
  const given = reader.requiredText("name", "tên đơn vị");
  if (given === undefined) return undefined;
  const text = given.replace(/\s+/g, " ");
  const prefix = KINDS.find(({ word, folded }) =>
    [nameKey(word), folded].some((start) => nameKey(text).startsWith(`${start} `)),
  );
  if (prefix) return { name: `${prefix.word}${text.slice(prefix.word.length)}`, kind: prefix.kind };
  const ofColumn = foldKey(reader.text("kind") ?? "");
  const kind =
    KINDS.find(({ folded }) => folded === ofColumn) ??
    KINDS.find((one) => one.kind === known?.kind);
  if (!kind)
    return reader.error("name", "unknown_word", {
      got: text,
      expected: "tên đầy đủ, bắt đầu bằng Xã, Phường hoặc Thị trấn",
    });
  return { name: `${kind.word} ${text}`, kind: kind.kind };
}

/**
 * Demonstration communes of the epoch that go. One that holds thôn or masts and is not in the file
 * stays, for without it they would stand nowhere.
 */
function replaceable(
  { stored }: PlanContext,
  epoch: Epoch,
  ofEpoch: readonly AdministrativeUnit[],
  units: readonly AdministrativeUnit[],
): { codes: string[]; problems: ImportProblem[] } {
  const settled = settledCodes(stored, epoch);
  // Masts are filed by the communes of 2023; those of 2025 are told from the outlines.
  const carrying = new Set(epoch === "2023" ? stored.masts.map((mast) => mast.communeCode) : []);
  const inFile = new Set(units.map((unit) => unit.code));
  const demo = ofEpoch.filter((unit) => unit.dataSource === "demo");
  const kept = demo.filter(
    ({ code }) => !inFile.has(code) && (settled.has(code) || carrying.has(code)),
  );
  return {
    codes: demo.filter((unit) => !kept.includes(unit)).map((unit) => unit.code),
    problems: kept.map(({ name, code }) => ({
      severity: "warning",
      code: "kept",
      message: `${name} (${code}) có ${settled.has(code) ? "thôn" : "cột"} nhưng không có trong tệp: giữ ranh giới minh họa`,
    })),
  };
}

/** Codes of the communes of an epoch that hold thôn. */
function settledCodes(stored: StoredRows, epoch: Epoch): ReadonlySet<string> {
  const crosswalk = makeCrosswalk(stored.crosswalk);
  return new Set(stored.villages.map((village) => communeCodeOf(village, epoch, crosswalk)));
}

function communesNote(
  { stored }: PlanContext,
  epoch: Epoch,
  units: readonly AdministrativeUnit[],
): string[] {
  const settled = settledCodes(stored, epoch);
  const holding = units.filter((unit) => settled.has(unit.code)).length;
  return [`${units.length} đơn vị dùng được, trong đó ${holding} đơn vị có thôn của Cao Lộc.`];
}
