import type { Cell } from "../../geodata/model/cell.ts";
import type { Site } from "../../geodata/model/site.ts";
import type { MobileTechnology } from "../../geodata/model/technology.ts";
import { foldKey } from "../../geodata/text/fold.ts";
import { makeFirstOfKey } from "./first-of-key.ts";
import {
  compareRows,
  type Importer,
  type ImportPlan,
  type PlanContext,
  readRows,
} from "./import-plan.ts";
import { present } from "./present.ts";
import { readTechnologies } from "./read-technologies.ts";
import type { RowReader } from "./row-reader.ts";
import { findWord, operatorWords } from "./word-lists.ts";

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
  ],
  plan: planCells,
};

function planCells(context: PlanContext): ImportPlan {
  const { stored, replace } = context;
  const findSite = makeFindSite(context);
  const known = new Map(
    stored.cells.filter((cell) => cell.dataSource === "real").map((cell) => [cell.id, cell]),
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
    notes: [],
  };
}

type FindSite = (reader: RowReader) => Site | undefined;

/** The newest version of the site that a row names by its code, of an operator where it says so. */
function makeFindSite({ stored }: PlanContext): FindSite {
  const operators = operatorWords(stored.operators);
  const newest = [...new Map(stored.sites.map((site) => [site.id, site])).values()];
  const byCode = Map.groupBy(newest, (site) => foldKey(site.code));
  return (reader) => {
    const code = reader.requiredText("siteCode", "mã trạm");
    if (code === undefined) return undefined;
    const operatorText = reader.text("operator");
    const operator = operatorText === undefined ? undefined : findWord(operators, operatorText);
    const [only, ...others] = (byCode.get(foldKey(code)) ?? []).filter(
      (site) => !operator || site.operatorCode === operator.value.code,
    );
    if (only && others.length === 0) return only;
    if (only)
      return reader.error("siteCode", "ambiguous", {
        got: code,
        expected: "một trạm duy nhất",
        suggestion: `Nhiều nhà mạng có mã này (${[only, ...others].map((site) => site.operatorCode).join(", ")}): hãy thêm cột nha_mang.`,
      });
    return reader.error("siteCode", "unknown_site", {
      got: code,
      expected: "mã của trạm đã có",
      suggestion: "Hãy nhập danh sách trạm (lệnh import sites) trước.",
    });
  };
}

/** One cell for each technology that the row names ("2G/4G" is two). */
function readCells(
  reader: RowReader,
  { table, today }: PlanContext,
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
  if (reader.isRefused || id === undefined || !site || !technologies) return undefined;
  return technologies.map((technology): Cell => {
    const cellId = `${site.id}/${id}${technologies.length > 1 ? `-${technology}` : ""}`;
    const cell: Cell = {
      id: cellId,
      siteId: site.id,
      technology,
      ...present(measures),
      validFrom: onAirFrom ?? known.get(cellId)?.validFrom ?? site.onAirFrom ?? today,
      ...(offAirFrom === undefined ? {} : { validTo: offAirFrom }),
      dataSource: "real",
      source: `Tệp ${table.fileName}`,
    };
    reader.conforms("cells", cell);
    return cell;
  });
}
