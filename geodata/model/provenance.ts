import { type Static, Type } from "typebox";

export const DataSource = Type.Union([Type.Literal("demo"), Type.Literal("real")], {
  description: "demo = generated for demonstration; real = entered or imported by somebody",
});
export type DataSource = Static<typeof DataSource>;

/** Stands on every screen and export of demonstration rows, and on all that is computed over their ground. */
export const DEMONSTRATION_MARK = "DỮ LIỆU MINH HỌA – KHÔNG PHẢI SỐ LIỆU THẬT";

/** What the column `nguon_du_lieu` says of a row or a figure. */
export const DATA_SOURCE_TEXT = {
  demo: DEMONSTRATION_MARK,
  mixed: "CÓ DỮ LIỆU MINH HỌA – KHÔNG PHẢI TOÀN BỘ LÀ SỐ LIỆU THẬT",
  real: "Số liệu nhập",
} as const;

/** Where a row comes from. Every stored row carries both. */
export const provenance = {
  dataSource: DataSource,
  source: Type.String({ description: "Who or which file says so, in words" }),
};

/** What a figure rests on, over the rows that it counts. */
export const DataSourceMix = Type.Union([
  Type.Literal("demo"),
  Type.Literal("mixed"),
  Type.Literal("real"),
]);
export type DataSourceMix = Static<typeof DataSourceMix>;

/** `demo`, `real`, or `mixed` where both occur; no rows at all count as `real` (nothing is made up). */
export function mixOf(sources: Iterable<DataSourceMix>): DataSourceMix {
  let demo = false;
  let real = false;
  for (const source of sources) {
    demo ||= source !== "real";
    real ||= source !== "demo";
  }
  if (demo && real) return "mixed";
  return demo ? "demo" : "real";
}
