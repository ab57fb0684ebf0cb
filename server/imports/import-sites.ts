import { isDeepStrictEqual } from "node:util";
import { covers } from "../../geodata/geometry/intersects.ts";
import { type AdministrativeUnit, epochOf } from "../../geodata/model/administrative-unit.ts";
import type { Mast } from "../../geodata/model/mast.ts";
import type { Site } from "../../geodata/model/site.ts";
import { codeKey } from "../../geodata/text/written-name.ts";
import type { Retirement } from "../stores/coverage-store.ts";
import { closedVersions, retirementsOf } from "./closed-versions.ts";
import { makeFindSites } from "./find-site.ts";
import { makeFirstOfKey } from "./first-of-key.ts";
import { GENERALISED_FIELD, isPlaced, withPrecisionColumn } from "./generalised-rows.ts";
import {
  ASSUMED,
  compareRows,
  type Importer,
  type ImportPlan,
  type PlanContext,
  readRows,
} from "./import-plan.ts";
import { makeMastFinder } from "./mast-finder.ts";
import { present } from "./present.ts";
import { PROVENANCE_FIELDS, unsaid, withProvenance } from "./provenance.ts";
import type { LonLat } from "./province.ts";
import { readOperator } from "./read-operator.ts";
import { POSITION_FIELDS, readPosition } from "./read-position.ts";
import { readValidity, VALIDITY_FIELDS } from "./read-validity.ts";
import type { RowReader } from "./row-reader.ts";
import { isSamePlace } from "./same-place.ts";
import { readStatus } from "./site-status.ts";
import { laterThanMap } from "./visible-from.ts";
import { MAST_KINDS, operatorWords } from "./word-lists.ts";

/** Sites of operators and the masts that they stand on (template tram_bts). */
export const importSites: Importer = {
  fields: [
    {
      name: "code",
      headers: ["ma tram", "ma", "site code", "code", "site id", "id"],
      isRequired: true,
    },
    // Our export has both; a file that has but one of them means the operator's code.
    { name: "id", headers: ["site id"] },
    { name: "name", headers: ["ten tram", "ten", "site name", "name"] },
    {
      name: "operator",
      headers: ["nha mang", "doanh nghiep", "operator", "operator code"],
      isRequired: true,
    },
    GENERALISED_FIELD,
    ...POSITION_FIELDS,
    { name: "mastId", headers: ["mast id"] },
    { name: "mastKind", headers: ["loai cot", "mast kind"] },
    {
      name: "heightM",
      headers: ["do cao cot m", "do cao cot", "chieu cao cot", "height m", "height"],
    },
    { name: "owner", headers: ["chu so huu", "chu cot", "owner"] },
    { name: "power", headers: ["nguon dien", "power"] },
    { name: "backhaul", headers: ["truyen dan", "backhaul"] },
    { name: "status", headers: ["trang thai", "tinh trang", "status"] },
    { name: "onAirFrom", headers: ["ngay phat song", "on air from", "on air date"] },
    ...VALIDITY_FIELDS,
    ...PROVENANCE_FIELDS,
  ],
  plan: (context) => planSites(withPrecisionColumn(context)),
};

interface ReadSite extends LonLat {
  site: Omit<Site, "mastId">;
  isDated: boolean;
  mast: Pick<Mast, "kind" | "heightM" | "owner">;
  mastId?: string;
  communeCode?: string;
}

function planSites(context: PlanContext): ImportPlan {
  const { stored, replace } = context;
  const communes = stored.units.filter((unit) => epochOf(unit.validFrom) === "2023");
  const isLeft = (row: { dataSource: string }) => !replace || row.dataSource === "real";
  const storedSites = stored.sites.filter(isLeft);
  const read = makeReadSite(context, communes, storedSites);
  const codes = makeFirstOfKey("code", "mỗi mã trạm của một nhà mạng một lần");
  const { rows, problems } = readRows(context, (reader) => {
    const found = read(reader);
    const key = found && `${found.site.id}${found.isDated ? `@${found.site.validFrom}` : ""}`;
    return key !== undefined && codes.isFirst(reader, key) ? found : undefined;
  });

  const realMasts = new Set(
    stored.sites.filter((site) => site.dataSource === "real").map((site) => site.mastId),
  );
  const leftMasts = stored.masts.filter((mast) => isLeft(mast) || realMasts.has(mast.id));
  const finder = makeMastFinder(leftMasts, storedSites);
  const sites = rows.map(({ row, from }) => {
    const { site, mast, lon, lat, communeCode, isDated } = row;
    const warn = (message: string) =>
      problems.push({ severity: "warning", code: "kept", row: from.number, message });
    const mastId = finder.mastAt({ lon, lat }, site, { ...mast, communeCode }, row.mastId, warn);
    return { row: { ...site, mastId }, isDated };
  });

  const versions = closedVersions<Site>(sites, storedSites, (a, b) => a.status === b.status);
  const masts = finder.changes();
  const movedMasts = new Set(masts.put.map((mast) => mast.id));
  const compared = compareRows("sites", versions.rows, storedSites, (site) =>
    movedMasts.has(site.mastId),
  );
  const restated = versions.closed.length + versions.superseded.length;
  return {
    ...compared,
    added: compared.added - restated,
    changed: compared.changed + restated,
    problems,
    retire: [
      ...(replace ? retiredSites(context, leftMasts) : []),
      ...retirementsOf("sites", versions.superseded),
      ...masts.retire,
    ],
    put: { masts: masts.put, sites: [...versions.closed, ...compared.put] },
    notes: [
      "Số thôn phủ sóng chỉ đổi khi nhà mạng báo cáo thôn (lệnh import claims), không đổi theo danh sách trạm.",
      ...unknownNote(versions.rows),
      ...laterThanMap(context, "trạm", versions.rows),
    ],
  };
}

/** Sites of which nobody knows whether they are on air are counted apart. */
function unknownNote(sites: readonly Site[]): string[] {
  const unknown = sites.filter((site) => site.status === "chua_ro").length;
  return unknown === 0
    ? []
    : [
        `${unknown} trạm chưa rõ trạng thái: không tính là đang hoạt động, không phủ sóng thôn nào, không tính khoảng cách và dùng chung cho tới khi có trạng thái.`,
      ];
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
  const { stored, today, asOf } = context;
  const operators = operatorWords(stored.operators);
  const findSites = makeFindSites(storedSites);
  const masts = new Map(stored.masts.map((mast) => [mast.id, mast]));
  return (reader: RowReader): ReadSite | undefined => {
    const code = reader.requiredText("code", "mã trạm");
    const operator = readOperator(reader, operators);
    const position = isPlaced(reader) ? readPosition(reader) : undefined;
    const kind = reader.word("mastKind", MAST_KINDS);
    const heightM = reader.number("heightM", { min: 0, max: 300 });
    const onAirFrom = reader.day("onAirFrom");
    const validity = readValidity(reader);
    if (reader.isRefused || code === undefined || !operator || !position) return undefined;
    const { old, versions } = findSites(reader, operator.code, code, validity.validFrom);
    if (reader.isRefused) return undefined;
    const { status, isAssumed } = readStatus(
      reader,
      onAirFrom,
      today,
      old && isOfFile(reader, old)
        ? { status: old.status, isAssumed: old.source.endsWith(ASSUMED) }
        : undefined,
    );
    const commune = communes.find((unit) => covers(unit.geometry, position.lon, position.lat));
    if (!commune)
      reader.warn(reader.hasColumn("lon") ? "lon" : "", "outside_district", {
        message: "trạm nằm ngoài huyện Cao Lộc",
      });
    // A site that is new is as old as its day on air; as-of says from when its state is known.
    const onAirDay =
      status === "hoat_dong" && onAirFrom !== undefined && onAirFrom <= today
        ? onAirFrom
        : undefined;
    const begins =
      versions.length === 0 || (onAirDay !== undefined && onAirDay > asOf)
        ? (onAirDay ?? asOf)
        : asOf;
    const optional = {
      name: reader.text("name"),
      onAirFrom,
      power: reader.text("power"),
      backhaul: reader.text("backhaul"),
    };
    const site = withProvenance(
      reader,
      context,
      old,
      (provenance): Site => {
        const isSaidAssumed = reader.text("source")?.endsWith(ASSUMED) ?? false;
        const source =
          provenance.dataSource === "real" && (isAssumed || isSaidAssumed)
            ? `${provenance.source}${ASSUMED}`
            : provenance.source;
        const isKnown = validity.validFrom !== undefined && old?.validFrom === validity.validFrom;
        const validTo = reader.hasColumn("validTo")
          ? validity.validTo
          : isKnown
            ? old.validTo
            : undefined;
        return {
          id: old?.id ?? reader.text("id") ?? `${operator.code}-${codeKey(code)}`,
          code,
          operatorCode: operator.code,
          mastId: old?.mastId ?? "?",
          status,
          ...unsaid<Site, keyof typeof optional>(
            reader,
            old,
            provenance,
            Object.keys(optional) as (keyof typeof optional)[],
          ),
          ...present(optional),
          validFrom: validity.validFrom ?? begins,
          ...(validTo === undefined ? {} : { validTo }),
          ...provenance,
          source,
        };
      },
      (twin, known) => {
        const mast = masts.get(known.mastId);
        return (
          mast !== undefined &&
          isSamePlace(position, mast) &&
          (heightM === undefined || heightM === mast.heightM) &&
          isSameSite(twin, known)
        );
      },
    );
    if (!site || !reader.conforms("sites", site)) return undefined;
    const { mastId: _, ...unplaced } = site;
    return {
      ...position,
      site: unplaced,
      isDated: validity.validFrom !== undefined,
      mast: present({ kind, heightM, owner: reader.text("owner") }),
      ...(reader.text("mastId") === undefined ? {} : { mastId: reader.text("mastId") as string }),
      ...(commune ? { communeCode: commune.code } : {}),
    };
  };
}

/** Whether what is known of a site was said by somebody who may say it of the row's site, too. */
function isOfFile(reader: RowReader, known: Site): boolean {
  return known.dataSource === "real" || reader.text("dataSource") === "demo";
}

/** The same but for the day from which it is told. */
function isSameSite(a: Site, b: Site): boolean {
  const { validFrom: _a, validTo: _at, ...first } = a;
  const { validFrom: _b, validTo: _bt, ...second } = b;
  return isDeepStrictEqual(first, second);
}
