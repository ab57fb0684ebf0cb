import { useTranslation } from "react-i18next";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { distanceText } from "../text/formats.ts";
import type { Language } from "../view.ts";

type Told = Pick<VillageListItem, "distanceToMastM" | "mastDistanceBasis">;

/** How far the nearest mast is, or that this is not told; `missing` where there is none. */
export function MastDistance({ village, missing }: { village: Told; missing: React.ReactNode }) {
  const { t, i18n } = useTranslation();
  if (village.mastDistanceBasis === "khong_cong_bo")
    return <span className="row-note">{t("why.notPublished")}</span>;
  const { distanceToMastM } = village;
  return distanceToMastM === undefined
    ? missing
    : distanceText(distanceToMastM, i18n.language as Language);
}

/** From what positions the distances of a list were measured; nothing for demonstration rows. */
export function MastDistanceNote({ villages }: { villages: readonly Told[] }) {
  const { t } = useTranslation();
  const bases = new Set(villages.map((village) => village.mastDistanceBasis));
  const notes = [
    bases.has("khai_quat") && t("why.mastBasis.khai_quat"),
    bases.has("chinh_xac") && t("why.mastBasis.chinh_xac"),
    bases.has("khong_cong_bo") && `${t("why.mastWithheld")} ${t("why.mastLeftOut")}`,
  ].filter((note): note is string => Boolean(note));
  return notes.length === 0 ? null : <p className="quiet">{notes.join(" ")}</p>;
}
