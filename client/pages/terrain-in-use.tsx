import { useTranslation } from "react-i18next";
import type { TerrainReport } from "../../geodata/model/catalogue.ts";
import type { TerrainCheck } from "../../geodata/radio/terrain/terrain-check.ts";
import { countText, dayText, decimalText, percentText } from "../text/formats.ts";
import { useView } from "../use-view.ts";

/** Which heights map and calculation use, when they came in, and how they compare with known ones. */
export function TerrainInUse({ terrain }: { terrain: TerrainReport }) {
  const { t } = useTranslation();
  const { language } = useView();
  const { status, files, importedOn, check } = terrain;
  return (
    <section>
      <h2>{t("sources.terrain.title")}</h2>
      <p>
        {t(`sources.terrain.${status}`, {
          day: importedOn === undefined ? "" : dayText(importedOn, language),
        })}
      </p>
      <ul className="files">
        {files.map(({ file, crs, cellSizeM, source }) => (
          <li key={file}>
            <h3>
              <code>{file}</code>
            </h3>
            <p className="quiet">
              {crs} · {t("sources.terrain.cell", { size: decimalText(cellSizeM, 1, language) })}
            </p>
            {source !== undefined && (
              <p>
                {t("sources.source")}: {source}
              </p>
            )}
          </li>
        ))}
      </ul>
      {check && <Check check={check} />}
    </section>
  );
}

function Check({ check }: { check: TerrainCheck }) {
  const { t } = useTranslation();
  const { language } = useView();
  const { minM, medianM, maxM, districtKnown, districtCells, spots, doubts } = check;
  const count = (value: number) => countText(value, language);
  const metres = (value = 0) => decimalText(value, 1, language);
  return (
    <>
      <p>
        {t("sources.terrain.range", { min: count(minM), median: count(medianM), max: count(maxM) })}
      </p>
      <p>
        {t("sources.terrain.known", {
          known: count(districtKnown),
          cells: count(districtCells),
          share: percentText({ numerator: districtKnown, denominator: districtCells }, language),
        })}
      </p>
      <p>
        {spots.count === 0
          ? t("sources.terrain.noSpots")
          : t("sources.terrain.spots", {
              n: count(spots.count),
              difference: metres(spots.medianDifferenceM),
              spread: metres(spots.spreadM),
              correlation: decimalText(spots.correlation ?? 0, 2, language),
            })}
      </p>
      {doubts.map((text) => (
        <p key={text}>
          <strong>{t("sources.terrain.doubt", { text })}</strong>
        </p>
      ))}
    </>
  );
}
