import { covers } from "../../geodata/geometry/intersects.ts";
import { type AdministrativeUnit, epochOf } from "../../geodata/model/administrative-unit.ts";
import type { Mast } from "../../geodata/model/mast.ts";
import type { Site, SiteStatus } from "../../geodata/model/site.ts";
import { foldKey } from "../../geodata/text/fold.ts";
import type { Retirement } from "../stores/coverage-store.ts";
import { closedVersions } from "./closed-versions.ts";
import { makeFirstOfKey } from "./first-of-key.ts";
import {
  compareRows,
  type Importer,
  type ImportPlan,
  type PlanContext,
  readRows,
} from "./import-plan.ts";
import { makeMastFinder } from "./mast-finder.ts";
import { present } from "./present.ts";
import { readOperator } from "./read-operator.ts";
import { type LonLat, POSITION_FIELDS, readPosition } from "./read-position.ts";
import type { RowReader } from "./row-reader.ts";
import { MAST_KINDS, operatorWords, SITE_STATUSES } from "./word-lists.ts";

/** Sites of operators and the masts that they stand on (template tram_bts). */
export const importSites: Importer = {
  fields: [
    {
      name: "code",
      headers: ["ma tram", "ma", "site code", "site id", "code", "id"],
      isRequired: true,
    },
    { name: "name", headers: ["ten tram", "ten", "site name", "name"] },
    { name: "operator", headers: ["nha mang", "doanh nghiep", "operator"], isRequired: true },
    ...POSITION_FIELDS,
    { name: "mastKind", headers: ["loai cot", "mast kind"] },
    {
      name: "heightM",
      headers: ["do cao cot m", "do cao cot", "chieu cao cot", "height m", "height"],
    },
    { name: "owner", headers: ["chu so huu", "owner"] },
    { name: "power", headers: ["nguon dien", "power"] },
    { name: "backhaul", headers: ["truyen dan", "backhaul"] },
    { name: "status", headers: ["trang thai", "status"] },
    { name: "onAirFrom", headers: ["ngay phat song", "on air from", "on air date"] },
  ],
  plan: planSites,
};

interface ReadSite extends LonLat {
  site: Omit<Site, "mastId">;
  mast: Pick<Mast, "kind" | "heightM" | "owner">;
  communeCode?: string;
}

function planSites(context: PlanContext): ImportPlan {
  const { stored, replace, table, today } = context;
  const communes = stored.units.filter((unit) => epochOf(unit.validFrom) === "2023");
  const isLeft = (row: { dataSource: string }) => !replace || row.dataSource === "real";
  const storedSites = stored.sites.filter(isLeft);
  const read = makeReadSite(context, communes, storedSites);
  const codes = makeFirstOfKey("code", "mỗi mã trạm của một nhà mạng một lần");
  const { rows, problems } = readRows(context, (reader) => {
    const found = read(reader);
    return found && codes.isFirst(reader, found.site.id) ? found : undefined;
  });

  const realMasts = new Set(
    stored.sites.filter((site) => site.dataSource === "real").map((site) => site.mastId),
  );
  const leftMasts = stored.masts.filter((mast) => isLeft(mast) || realMasts.has(mast.id));
  const finder = makeMastFinder(leftMasts, `Tệp ${table.fileName}`);
  const sites = rows.map(({ row: { site, mast, lon, lat, communeCode } }): Site => {
    const mastId = finder.mastAt({ lon, lat }, site, { ...mast, communeCode });
    return { ...site, mastId };
  });

  const versions = closedVersions(sites, storedSites, today, (a, b) => a.status === b.status);
  const compared = compareRows("sites", versions.rows, storedSites);
  const restated = versions.closed.length;
  const masts = finder.changes();
  return {
    ...compared,
    added: compared.added - restated,
    changed: compared.changed + restated,
    problems,
    retire: [...(replace ? retiredSites(context, leftMasts) : []), ...masts.retire],
    put: { masts: masts.put, sites: [...versions.closed, ...compared.put] },
    notes: [
      "Số thôn phủ sóng chỉ đổi khi nhà mạng báo cáo thôn (lệnh import claims), không đổi theo danh sách trạm.",
    ],
  };
}

/** Demonstration sites go with their cells and with the masts that carry nothing real. */
function retiredSites({ stored }: PlanContext, leftMasts: readonly Mast[]): Retirement[] {
  const demo = new Set(
    stored.sites.filter((site) => site.dataSource === "demo").map((site) => site.id),
  );
  const left = new Set(leftMasts.map((mast) => mast.id));
  const masts = stored.masts.filter((mast) => !left.has(mast.id)).map((mast) => mast.id);
  if (demo.size + masts.length === 0) return [];
  const cells = stored.cells.filter((cell) => demo.has(cell.siteId)).map((cell) => cell.id);
  return [
    { kind: "cells", ids: cells },
    { kind: "sites", dataSource: "demo" },
    { kind: "masts", ids: masts },
  ];
}

function makeReadSite(
  context: PlanContext,
  communes: readonly AdministrativeUnit[],
  storedSites: readonly Site[],
) {
  const { stored, table, today } = context;
  const operators = operatorWords(stored.operators);
  const known = new Map(
    storedSites.map((site) => [`${site.operatorCode} ${foldKey(site.code)}`, site]),
  );
  return (reader: RowReader): ReadSite | undefined => {
    const code = reader.requiredText("code", "mã trạm");
    const operator = readOperator(reader, operators);
    const position = readPosition(reader);
    const kind = reader.word("mastKind", MAST_KINDS);
    const heightM = reader.number("heightM", { min: 0, max: 300 });
    const onAirFrom = reader.day("onAirFrom");
    const status = reader.word("status", SITE_STATUSES);
    if (reader.isRefused || code === undefined || !operator || !position) return undefined;
    const old = known.get(`${operator.code} ${foldKey(code)}`);
    const told = status ?? old?.status;
    const assumed = told ?? assumeStatus(reader, onAirFrom, today);
    const commune = communes.find((unit) => covers(unit.geometry, position.lon, position.lat));
    if (!commune)
      reader.warn(reader.hasColumn("lon") ? "lon" : "", "outside_district", {
        message: "trạm nằm ngoài huyện Cao Lộc",
      });
    const onAirDay = onAirFrom !== undefined && onAirFrom <= today ? onAirFrom : undefined;
    const owner = reader.text("owner");
    const optional = {
      name: reader.text("name"),
      onAirFrom,
      power: reader.text("power"),
      backhaul: reader.text("backhaul"),
    };
    const site = {
      id: old?.id ?? `${operator.code}-${code}`,
      code,
      operatorCode: operator.code,
      status: assumed,
      ...present(optional),
      validFrom: old?.validFrom ?? (assumed === "hoat_dong" ? onAirDay : undefined) ?? today,
      dataSource: "real" as const,
      source: `Tệp ${table.fileName}${told ? "" : " (trạng thái giả định)"}`,
    };
    if (!reader.conforms("sites", { ...site, mastId: "?" })) return undefined;
    return {
      ...position,
      site,
      mast: present({ kind, heightM, owner }),
      ...(commune ? { communeCode: commune.code } : {}),
    };
  };
}

/** On air when the day of it is past; a site of which nothing is said is taken to be on air. */
function assumeStatus(reader: RowReader, onAirFrom: string | undefined, today: string): SiteStatus {
  const isPlanned = onAirFrom !== undefined && onAirFrom > today;
  const because =
    onAirFrom === undefined
      ? "không có trạng thái và ngày phát sóng"
      : isPlanned
        ? "ngày phát sóng chưa đến"
        : "ngày phát sóng đã qua";
  reader.warn(reader.hasColumn("status") ? "status" : "", "assumed", {
    message: `giả định ${isPlanned ? "theo kế hoạch" : "đang hoạt động"}: ${because}`,
  });
  return isPlanned ? "ke_hoach" : "hoat_dong";
}
