import { positionsOf } from "../../geodata/geometry/bbox.ts";
import { covers } from "../../geodata/geometry/intersects.ts";
import { epochOf } from "../../geodata/model/administrative-unit.ts";
import type { FibreSpan } from "../../geodata/model/fibre-span.ts";
import { codeKey } from "../../geodata/text/written-name.ts";
import { closedVersions, retirementsOf } from "./closed-versions.ts";
import { makeFirstOfKey } from "./first-of-key.ts";
import { GENERALISED_FIELD, isPlaced, withPrecisionColumn } from "./generalised-rows.ts";
import {
  compareRows,
  type Importer,
  type ImportPlan,
  type PlanContext,
  readRows,
} from "./import-plan.ts";
import { present } from "./present.ts";
import { PROVENANCE_FIELDS, unsaid, withProvenance } from "./provenance.ts";
import { GEOMETRY_FIELDS, readLines } from "./read-geometry.ts";
import { readOperator } from "./read-operator.ts";
import { readValidity, VALIDITY_FIELDS } from "./read-validity.ts";
import type { RowReader } from "./row-reader.ts";
import { isSameShape } from "./same-place.ts";
import { laterThanMap } from "./visible-from.ts";
import { FIBRE_KINDS, FIBRE_MOUNTINGS, FIBRE_STATUSES, operatorWords } from "./word-lists.ts";

/** The column of our export that holds whole ids; other columns hold the operator's codes. */
const ID_COLUMN = "spanId";

/** Fibre routes (template tuyen_cap). */
export const importSpans: Importer = {
  fields: [
    {
      name: "id",
      headers: ["span id", "ma tuyen", "ma tuyen cap", "span code", "code", "id"],
      isRequired: true,
    },
    {
      name: "operator",
      headers: ["nha mang", "doanh nghiep", "operator", "operator code"],
      isRequired: true,
    },
    { name: "status", headers: ["trang thai", "tinh trang", "status"], isRequired: true },
    { name: "kind", headers: ["loai", "kind", "type"] },
    { name: "mounting", headers: ["treo ngam", "mounting"] },
    { name: "fibreCount", headers: ["so soi", "fibre count"] },
    { ...GENERALISED_FIELD },
    ...VALIDITY_FIELDS,
    ...PROVENANCE_FIELDS,
    ...GEOMETRY_FIELDS,
  ],
  plan: (context) => planSpans(withPrecisionColumn(context)),
};

function planSpans(context: PlanContext): ImportPlan {
  const { stored, replace } = context;
  const left = stored.spans.filter((span) => !replace || span.dataSource === "real");
  const read = makeReadSpan(context, left);
  const ids = makeFirstOfKey("id", "mỗi mã tuyến của một nhà mạng một lần");
  const { rows, problems } = readRows(context, (reader) => {
    const found = read(reader);
    const key = found && `${found.row.id}${found.isDated ? `@${found.row.validFrom}` : ""}`;
    return key !== undefined && ids.isFirst(reader, key) ? found : undefined;
  });
  const versions = closedVersions<FibreSpan>(
    rows.map(({ row }) => row),
    left,
    (a, b) => a.status === b.status,
  );
  const compared = compareRows("spans", versions.rows, left);
  const restated = versions.closed.length + versions.superseded.length;
  const hasDemo = left.length < stored.spans.length;
  return {
    ...compared,
    added: compared.added - restated,
    changed: compared.changed + restated,
    problems,
    // Cabinets are the ends of cables; there is no file of them to replace them by.
    retire: [
      ...(hasDemo
        ? ([
            { kind: "spans", dataSource: "demo" },
            { kind: "accessPoints", dataSource: "demo" },
          ] as const)
        : []),
      ...retirementsOf("spans", versions.superseded),
    ],
    put: { spans: [...versions.closed, ...compared.put] },
    notes: [
      "Số thôn có cáp quang chỉ đổi khi nhà mạng báo cáo thôn (lệnh import claims), không đổi theo danh sách tuyến cáp.",
      ...laterThanMap(context, "tuyến", versions.rows),
    ],
  };
}

function makeReadSpan(context: PlanContext, left: readonly FibreSpan[]) {
  const { stored, match, asOf } = context;
  const operators = operatorWords(stored.operators);
  const communes = stored.units.filter((unit) => epochOf(unit.validFrom) === "2023");
  const versionsOf = Map.groupBy(left, (span) => span.id);
  const isWholeId = match.columnOf.get("id") === ID_COLUMN;
  return (reader: RowReader): { row: FibreSpan; isDated: boolean } | undefined => {
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
    const geometry = isPlaced(reader) ? readLines(reader) : undefined;
    const validity = readValidity(reader);
    if (reader.isRefused || code === undefined || !operator || !status || !geometry)
      return undefined;
    const isInDistrict = [...positionsOf(geometry)].some(([lon, lat]) =>
      communes.some((unit) => covers(unit.geometry, lon as number, lat as number)),
    );
    if (!isInDistrict)
      reader.warn("geometry", "outside_district", {
        message: "tuyến cáp nằm ngoài huyện Cao Lộc",
      });
    const id = isWholeId ? codeKey(code) : `${operator.code}-${codeKey(code)}`;
    const versions = versionsOf.get(id) ?? [];
    const exact = versions.find((span) => span.validFrom === validity.validFrom);
    const old = exact ?? versions.at(-1);
    const validTo = reader.hasColumn("validTo") ? validity.validTo : exact?.validTo;
    const span = withProvenance(
      reader,
      context,
      old,
      (provenance): FibreSpan => ({
        id,
        operatorCode: operator.code,
        status,
        ...unsaid<FibreSpan, keyof typeof optional>(
          reader,
          old,
          provenance,
          Object.keys(optional) as (keyof typeof optional)[],
        ),
        ...present(optional),
        // What is published to 1 cm is not more exact than what is known.
        geometry: old && isSameShape(old.geometry, geometry) ? old.geometry : geometry,
        validFrom: validity.validFrom ?? asOf,
        ...(validTo === undefined ? {} : { validTo }),
        ...provenance,
      }),
      (twin, known) => twin.status === known.status && twin.geometry === known.geometry,
    );
    if (!span || !reader.conforms("spans", span)) return undefined;
    return { row: span, isDated: validity.validFrom !== undefined };
  };
}
