import { foldKey } from "../../geodata/text/fold.ts";
import type { PlanContext } from "./import-plan.ts";
import type { ImportField } from "./match-columns.ts";
import type { RowReader } from "./row-reader.ts";
import { findWord, YES_NO } from "./word-lists.ts";

/** Says that a position of our exports is not where the thing stands. */
export const GENERALISED_FIELD: ImportField = {
  name: "generalised",
  headers: ["generalised", "generalized", "da khai quat", "khai quat"],
};

/** Values of `vi_tri` where it says how exact a position is, folded. */
const PRECISION_WORDS = /^(khai quat|chinh xac|generali[sz]ed|exact)$/;

const precisionOf = (text: string | undefined) => foldKey((text ?? "").replaceAll("_", " "));

/**
 * The context with `vi_tri` read as what it says in this file: the heading is also that of a column of
 * coordinates ("vị trí"), which a column of our words for precision is not.
 */
export function withPrecisionColumn(context: PlanContext): PlanContext {
  const { table, match } = context;
  const column =
    match.columnOf.get("latLon") ??
    match.dropped.find((name) => foldKey(name.replaceAll("_", " ")) === "vi tri");
  if (column === undefined) return context;
  const values = table.rows.map(({ cells }) => cells.get(column) ?? "").filter(Boolean);
  const isPrecision =
    values.length > 0 && values.every((value) => PRECISION_WORDS.test(precisionOf(value)));
  if (!isPrecision) return context;
  const columnOf = new Map(match.columnOf);
  columnOf.delete("latLon");
  columnOf.set("precision", column);
  return {
    ...context,
    match: { columnOf, dropped: match.dropped.filter((name) => name !== column) },
  };
}

/** Refuses a row whose position was generalised for the public: a cell's centre is no place. */
export function isPlaced(reader: RowReader): boolean {
  const field = ["generalised", "precision"].find((name) => {
    const text = reader.text(name);
    return (
      text !== undefined &&
      (/^(khai quat|generali[sz]ed)$/.test(precisionOf(text)) || findWord(YES_NO, text)?.value)
    );
  });
  if (field === undefined) return true;
  reader.error(field, "generalised", {
    got: reader.text(field) ?? "",
    expected: "vị trí chính xác",
    suggestion:
      "Vị trí này là tâm ô 0,01° đã khái quát khi công bố, không phải chỗ đặt thật: hãy lấy tọa độ từ hồ sơ gốc.",
  });
  return false;
}
