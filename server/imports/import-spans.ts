import { positionsOf } from "../../geodata/geometry/bbox.ts";
import { covers } from "../../geodata/geometry/intersects.ts";
import { epochOf } from "../../geodata/model/administrative-unit.ts";
import type { FibreSpan } from "../../geodata/model/fibre-span.ts";
import { closedVersions } from "./closed-versions.ts";
import { makeFirstOfKey } from "./first-of-key.ts";
import {
  compareRows,
  type Importer,
  type ImportPlan,
  type PlanContext,
  readRows,
} from "./import-plan.ts";
import { present } from "./present.ts";
import { GEOMETRY_FIELDS, readLines } from "./read-geometry.ts";
import { readOperator } from "./read-operator.ts";
import type { RowReader } from "./row-reader.ts";
import { FIBRE_KINDS, FIBRE_MOUNTINGS, FIBRE_STATUSES, operatorWords } from "./word-lists.ts";

/** Fibre routes (template tuyen_cap). */
export const importSpans: Importer = {
  fields: [
    {
      name: "id",
      headers: ["ma tuyen", "ma tuyen cap", "span code", "code", "id"],
      isRequired: true,
    },
    { name: "operator", headers: ["nha mang", "doanh nghiep", "operator"], isRequired: true },
    { name: "status", headers: ["trang thai", "status"], isRequired: true },
    { name: "kind", headers: ["loai", "kind", "type"] },
    { name: "mounting", headers: ["treo ngam", "mounting"] },
    { name: "fibreCount", headers: ["so soi", "fibre count"] },
    ...GEOMETRY_FIELDS,
  ],
  plan: planSpans,
};

function planSpans(context: PlanContext): ImportPlan {
  const { stored, replace, today } = context;
  const read = makeReadSpan(context);
  const ids = makeFirstOfKey("id", "mỗi mã tuyến của một nhà mạng một lần");
  const { rows, problems } = readRows(context, (reader) => {
    const span = read(reader);
    return span && ids.isFirst(reader, span.id) ? span : undefined;
  });
  const left = stored.spans.filter((span) => !replace || span.dataSource === "real");
  const versions = closedVersions(
    rows.map(({ row }) => row),
    left,
    today,
    (a, b) => a.status === b.status,
  );
  const compared = compareRows("spans", versions.rows, left);
  const restated = versions.closed.length;
  const hasDemo = left.length < stored.spans.length;
  return {
    ...compared,
    added: compared.added - restated,
    changed: compared.changed + restated,
    problems,
    // Cabinets are the ends of cables; there is no file of them to replace them by.
    retire: hasDemo
      ? [
          { kind: "spans", dataSource: "demo" },
          { kind: "accessPoints", dataSource: "demo" },
        ]
      : [],
    put: { spans: [...versions.closed, ...compared.put] },
    notes: [
      "Số thôn có cáp quang chỉ đổi khi nhà mạng báo cáo thôn (lệnh import claims), không đổi theo danh sách tuyến cáp.",
    ],
  };
}

function makeReadSpan({ stored, table, today }: PlanContext) {
  const operators = operatorWords(stored.operators);
  const communes = stored.units.filter((unit) => epochOf(unit.validFrom) === "2023");
  return (reader: RowReader): FibreSpan | undefined => {
    const code = reader.requiredText("id", "mã tuyến cáp");
    const operator = readOperator(reader, operators);
    const status =
      reader.requiredText("status", "trạng thái của tuyến") === undefined
        ? undefined
        : reader.word("status", FIBRE_STATUSES);
    const optional = {
      kind: reader.word("kind", FIBRE_KINDS),
      mounting: reader.word("mounting", FIBRE_MOUNTINGS),
      fibreCount: reader.number("fibreCount", { min: 1, max: 10_000, isWhole: true }),
    };
    const geometry = readLines(reader);
    if (reader.isRefused || code === undefined || !operator || !status || !geometry)
      return undefined;
    const isInDistrict = [...positionsOf(geometry)].some(([lon, lat]) =>
      communes.some((unit) => covers(unit.geometry, lon as number, lat as number)),
    );
    if (!isInDistrict)
      reader.warn("geometry", "outside_district", {
        message: "tuyến cáp nằm ngoài huyện Cao Lộc",
      });
    const span: FibreSpan = {
      id: `${operator.code}-${code}`,
      operatorCode: operator.code,
      status,
      ...present(optional),
      geometry,
      validFrom: today,
      dataSource: "real",
      source: `Tệp ${table.fileName}`,
    };
    return reader.conforms("spans", span) ? span : undefined;
  };
}
