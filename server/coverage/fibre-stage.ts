import type { FibreSpan } from "../../geodata/model/fibre-span.ts";

/** The four classes that the map draws. */
export type FibreStage = "in_service" | "under_construction" | "planned" | "off";

export const FIBRE_STAGE: Readonly<Record<FibreSpan["status"], FibreStage>> = {
  ke_hoach: "planned",
  dang_xay_dung: "under_construction",
  hoat_dong: "in_service",
  tam_ngung: "off",
  thao_do: "off",
};
