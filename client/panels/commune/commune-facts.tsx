import { useTranslation } from "react-i18next";
import type { CommuneDetail } from "../../../geodata/model/commune-detail.ts";
import { countText, decimalText, listText } from "../../text/formats.ts";
import { useOperatorName } from "../../use-operator-name.ts";
import { useView } from "../../use-view.ts";

/** What is known of a commune beside its two figures, as sentences. */
export function CommuneFacts({ detail }: { detail: CommuneDetail }) {
  const { t } = useTranslation();
  const { language } = useView();
  const nameOf = useOperatorName();
  const { unit, predecessors, successor, result } = detail;
  const { elevationMinM: min, elevationMaxM: max } = unit;
  const people = unit.population !== undefined && countText(unit.population, language);
  const sentences = [
    result.uncoveredRemote > 0 && t("commune.remote", { n: result.uncoveredRemote }),
    detail.mastsOnAir > 0
      ? t("commune.masts", { masts: detail.mastsOnAir, shared: detail.sharedMasts })
      : t("commune.noMasts"),
    detail.sitesOnAir.length > 0 &&
      t("commune.sites", {
        list: listText(
          detail.sitesOnAir.map(({ operatorCode, sites }) => `${nameOf(operatorCode)} ${sites}`),
          language,
        ),
      }),
    people &&
      (unit.populationSource
        ? t("commune.population", { n: people, source: unit.populationSource })
        : t("commune.populationPlain", { n: people })),
    unit.areaKm2 !== undefined &&
      t("commune.area", { area: decimalText(unit.areaKm2, 1, language) }),
    min !== undefined &&
      max !== undefined &&
      t("commune.elevation", {
        min: decimalText(min, 0, language),
        max: decimalText(max, 0, language),
      }),
    predecessors.length > 0 &&
      detail.epoch === "2025" &&
      t("commune.predecessors", {
        names: listText(
          predecessors.map(({ name }) => name),
          language,
        ),
      }),
    successor && detail.epoch === "2023" && t("commune.successor", { name: successor.name }),
    unit.borderCommune && t("commune.border"),
  ].filter((sentence) => typeof sentence === "string");
  return (
    <ul className="sentences">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
