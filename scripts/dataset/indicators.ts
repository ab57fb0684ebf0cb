import type { Indicator } from "../../geodata/model/indicator.ts";
import type { IndicatorFact } from "./facts.ts";

const PLAN =
  "Kế hoạch phát triển hạ tầng số huyện Cao Lộc giai đoạn 2023 - 2025, mục II.2 và chú thích 1";

/** The plan's office in charge of gathering the figures (chapter VI.1). */
const RESPONSIBLE = "phong-vhtt-cao-loc";

/** Words of the column `computed_from_map`. */
const COMPUTED_FROM: Record<string, Indicator["computedFrom"]> = {
  yes: "map",
  partly: "partly",
  measurements: "measurements",
  no: "entered",
};

/** The plan's indicators as rows: an empty cell of the table is an absent property. */
export function makeIndicators(rows: readonly IndicatorFact[]): Indicator[] {
  return rows.map((row) => {
    const computedFrom = COMPUTED_FROM[row.computed_from_map ?? ""];
    if (!computedFrom) {
      throw new Error(`${row.code}: got "${row.computed_from_map}" in computed_from_map`);
    }
    return {
      code: row.code!,
      group: row.group as Indicator["group"],
      name: { vi: row.name_vi!, en: row.name_en! },
      unit: row.unit as Indicator["unit"],
      direction: row.direction as Indicator["direction"],
      ...(row.baseline ? { baseline: row.baseline } : {}),
      ...(row.baseline_period ? { baselinePeriod: row.baseline_period } : {}),
      ...(row.target ? { target: row.target } : {}),
      ...(row.target_period ? { targetPeriod: row.target_period } : {}),
      computedFrom,
      ...(row.commitment ? { commitment: row.commitment as "dat" | "phan_dau" } : {}),
      responsible: RESPONSIBLE,
      ...(row.note ? { note: row.note } : {}),
      source: PLAN,
    };
  });
}
