import type { Cell } from "../../geodata/model/cell.ts";
import type { Site } from "../../geodata/model/site.ts";
import type { MobileTechnology } from "../../geodata/model/technology.ts";
import { foldKey } from "../../geodata/text/fold.ts";
import { codeKey } from "../../geodata/text/written-name.ts";
import { caseless } from "./find-site.ts";
import { makeFirstOfKey } from "./first-of-key.ts";
import {
  compareRows,
  type Importer,
  type ImportPlan,
  type PlanContext,
  readRows,
} from "./import-plan.ts";
import { questionOf } from "./names-like.ts";
import { present } from "./present.ts";
import { PROVENANCE_FIELDS, unsaid, withProvenance } from "./provenance.ts";
import { readOperator } from "./read-operator.ts";
import { readTechnologies } from "./read-technologies.ts";
import type { RowReader } from "./row-reader.ts";
import { laterThanMap } from "./visible-from.ts";
import { operatorWords } from "./word-lists.ts";

/** Cells of sites that are known (template o_song). */
export const importCells: Importer = {
  fields: [
    { name: "id", headers: ["ma o", "ma o song", "cell code", "id"], isRequired: true },
    { name: "siteCode", headers: ["ma tram", "site code", "site id", "site"], isRequired: true },
    { name: "operator", headers: ["nha mang", "doanh nghiep", "operator"] },
    { name: "technology", headers: ["cong nghe", "technology"], isRequired: true },
    { name: "bandMhz", headers: ["bang tan mhz", "bang tan", "band mhz", "band"] },
    {
      name: "bandwidthMhz",
      headers: ["bang thong mhz", "bang thong", "bandwidth mhz", "bandwidth"],
    },
    {
      name: "antennaHeightAglM",
      headers: ["do cao anten m", "do cao anten", "chieu cao anten", "antenna height m"],
    },
    { name: "azimuthDeg", headers: ["azimut do", "azimut", "huong", "azimuth", "azimuth deg"] },
    { name: "beamwidthDeg", headers: ["goc ngang do", "goc ngang", "beamwidth", "beamwidth deg"] },
    {
      name: "mechanicalTiltDeg",
      headers: ["nghieng co do", "nghieng co", "mechanical tilt", "mechanical tilt deg"],
    },
    {
      name: "electricalTiltDeg",
      headers: ["nghieng dien do", "nghieng dien", "electrical tilt", "electrical tilt deg"],
    },
    { name: "powerDbm", headers: ["cong suat dbm", "cong suat", "power dbm", "power"] },
    { name: "onAirFrom", headers: ["ngay phat song", "on air from"] },
    { name: "offAirFrom", headers: ["ngay tat song", "off air from"] },
    ...PROVENANCE_FIELDS,
  ],
  plan: planCells,
};

function planCells(context: PlanContext): ImportPlan {
  const { stored, replace } = context;
  const findSite = makeFindSite(context);
  const known = new Map(
    stored.cells
      .filter((cell) => !replace || cell.dataSource === "real")
      .map((cell) => [cell.id, cell]),
  );
  const ids = makeFirstOfKey("id", "mỗi mã ô của một trạm một lần");
  const { rows, problems } = readRows(context, (reader) => {
    const cells = readCells(reader, context, findSite, known);
    const isNew = cells?.every((cell) => ids.isFirst(reader, cell.id));
    return isNew ? cells : undefined;
  });
  const left = stored.cells.filter((cell) => !replace || cell.dataSource === "real");
  const compared = compareRows(
    "cells",
    rows.flatMap(({ row }) => row),
    left,
  );
  return {
    ...compared,
    problems,
    retire: left.length < stored.cells.length ? [{ kind: "cells", dataSource: "demo" }] : [],
    put: { cells: compared.put },
    notes: laterThanMap(
      context,
      "ô sóng",
      rows.flatMap(({ row }) => row),
    ),
  };
}

type FindSite = (reader: RowReader) => Site | undefined;

/**
 * The newest version of the site that a row names by its code, of an operator where it says so: the
 * code as it is written, else the only one that differs in case alone. A code that differs in marks
 * is another site's (DD01 is not ĐĐ01): it is asked about.
 */
function makeFindSite({ stored }: PlanContext): FindSite {
  const operators = operatorWords(stored.operators);
  const newest = [...new Map(stored.sites.map((site) => [site.id, site])).values()];
  const [byCode, byCaseless, byFold] = [codeKey, caseless, foldKey].map((key) =>
    Map.groupBy(newest, (site) => key(site.code)),
  );
  return (reader) => {
    const code = reader.requiredText("siteCode", "mã trạm");
    const operator = readOperator(reader, operators, false);
    if (code === undefined || reader.isRefused) return undefined;
    const ofOperator = (sites: readonly Site[] | undefined) =>
      (sites ?? []).filter((site) => !operator || site.operatorCode === operator.code);
    const exact = ofOperator(byCode?.get(codeKey(code)));
    const typed = exact.length > 0 ? exact : ofOperator(byCaseless?.get(caseless(code)));
    const like = typed.length > 0 ? [] : ofOperator(byFold?.get(foldKey(code)));
    const [only, ...others] = typed;
    if (only && others.length === 0) {
      if (exact.length === 0)
        reader.warn("siteCode", "read_as", {
          message: `mã trạm “${code}” được đọc là ${only.code}`,
        });
      return only;
    }
    if (only)
      return reader.error("siteCode", "ambiguous", {
        got: code,
        expected: "một trạm duy nhất",
        suggestion: `Nhiều trạm có thể mang mã này (${[only, ...others].map((site) => `${site.code} của ${site.operatorCode}`).join(", ")}): hãy ghi đúng mã và thêm cột nha_mang.`,
      });
    return reader.error("siteCode", "unknown_site", {
      got: code,
      expected: "mã của trạm đã có",
      ...(like.length > 0
        ? questionOf([...new Set(like.map((site) => site.code))])
        : { suggestion: "Hãy nhập danh sách trạm (lệnh import sites) trước." }),
    });
  };
}

/** One cell for each technology that the row names ("2G/4G" is two). */
function readCells(
  reader: RowReader,
  context: PlanContext,
  findSite: FindSite,
  known: ReadonlyMap<string, Cell>,
): Cell[] | undefined {
  const id = reader.requiredText("id", "mã ô sóng");
  const site = findSite(reader);
  const technologies = readTechnologies(reader, true) as MobileTechnology[] | undefined;
  const tilts = [
    reader.number("mechanicalTiltDeg", { min: -20, max: 30 }),
    reader.number("electricalTiltDeg", { min: -20, max: 30 }),
  ].filter((tilt) => tilt !== undefined);
  const azimuthDeg = reader.number("azimuthDeg", { min: 0, max: 360 });
  const measures = {
    bandMhz: reader.number("bandMhz", { min: 300, max: 6000 }),
    bandwidthMhz: reader.number("bandwidthMhz", { min: 0.2, max: 400 }),
    antennaHeightAglM: reader.number("antennaHeightAglM", { min: 0, max: 300 }),
    // North may be written as 360.
    azimuthDeg: azimuthDeg === 360 ? 0 : azimuthDeg,
    beamwidthDeg: reader.number("beamwidthDeg", { min: 1, max: 360 }),
    downtiltDeg: tilts.length === 0 ? undefined : tilts.reduce((sum, tilt) => sum + tilt, 0),
    powerDbm: reader.number("powerDbm", { min: 0, max: 80 }),
  };
  const onAirFrom = reader.day("onAirFrom");
  const offAirFrom = reader.day("offAirFrom");
  const hasTiltColumn =
    reader.hasColumn("mechanicalTiltDeg") || reader.hasColumn("electricalTiltDeg");
  if (reader.isRefused || id === undefined || !site || !technologies) return undefined;
  // Its site was on air from some day; an explicit day of the file counts before that.
  const begins = context.isAsOfGiven ? context.asOf : (site.onAirFrom ?? context.asOf);
  const cells = technologies.map((technology): Cell | undefined => {
    const cellId = `${site.id}/${codeKey(id)}${technologies.length > 1 ? `-${technology}` : ""}`;
    const old = known.get(cellId);
    const cell = withProvenance(reader, context, old, (provenance): Cell => {
      const keeps = old?.dataSource === provenance.dataSource;
      const validTo = reader.hasColumn("offAirFrom") ? offAirFrom : keeps && old?.validTo;
      const tilt = keeps && !hasTiltColumn ? old?.downtiltDeg : undefined;
      return {
        id: cellId,
        siteId: site.id,
        technology,
        ...unsaid<Cell, MeasureField>(reader, old, provenance, MEASURE_FIELDS),
        ...(tilt === undefined ? {} : { downtiltDeg: tilt }),
        ...present(measures),
        validFrom: onAirFrom ?? (keeps ? old?.validFrom : undefined) ?? begins,
        ...(validTo ? { validTo } : {}),
        ...provenance,
      };
    });
    return cell && reader.conforms("cells", cell) ? cell : undefined;
  });
  return cells.every((cell) => cell !== undefined) ? cells : undefined;
}

type MeasureField =
  | "bandMhz"
  | "bandwidthMhz"
  | "antennaHeightAglM"
  | "azimuthDeg"
  | "beamwidthDeg"
  | "powerDbm";
const MEASURE_FIELDS: readonly MeasureField[] = [
  "bandMhz",
  "bandwidthMhz",
  "antennaHeightAglM",
  "azimuthDeg",
  "beamwidthDeg",
  "powerDbm",
];
