import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { unitKey } from "../../../geodata/model/administrative-unit.ts";
import type { DistanceBasis } from "../../../geodata/model/precision.ts";
import type { VillageDetail } from "../../../geodata/model/village-detail.ts";
import { communePath } from "../../pages/page-paths.ts";
import { CopyableCoordinates } from "../../parts/copyable-coordinates.tsx";
import { distanceText, listText } from "../../text/formats.ts";
import { pageAddress, useOutlook } from "../../use-view.ts";
import type { Speaker } from "./speaker.ts";

interface VillagePlaceProps {
  detail: VillageDetail;
  speaker: Speaker;
}

/** The sentence that says from what position the distances were measured. */
function basisText(what: "mast" | "fibre", basis: DistanceBasis | undefined) {
  return basis === undefined || basis === "khong_cong_bo"
    ? undefined
    : (`why.${what}Basis.${basis}` as const);
}

/** How far the nearest mast, cable and road are, and where the thôn lies. */
export function VillagePlace({ detail, speaker }: VillagePlaceProps) {
  const { t } = useTranslation();
  const { view, language, change } = useOutlook();
  const { village, nearestMasts, nearestFibre } = detail;
  const isMastWithheld = village.mastDistanceBasis === "khong_cong_bo";
  const isFibreWithheld = village.fibreDistanceBasis === "khong_cong_bo";
  const basis = [
    basisText("mast", village.mastDistanceBasis),
    basisText("fibre", village.fibreDistanceBasis),
  ].flatMap((key) => (key ? [t(key)] : []));
  const distance = (metres: number) => distanceText(metres, language);
  return (
    <>
      <h3>{t("why.near")}</h3>
      <ul className="sentences">
        {nearestMasts.map((mast) => (
          <li key={mast.mastId}>
            {t(mast.technologies.length > 0 ? "why.nearestMast" : "why.nearestMastOf", {
              distance: distance(mast.distanceM),
              operators: listText(mast.operatorCodes.map(speaker.operatorName), language),
              technologies: mast.technologies.map((one) => t(`theme.${one}`)).join(", "),
            })}
          </li>
        ))}
        {nearestMasts.length === 0 && (
          <li>{t(isMastWithheld ? "why.mastWithheld" : "why.noMast")}</li>
        )}
        <li>
          {nearestFibre ? (
            <>
              {t("why.nearestFibre", {
                distance: distance(nearestFibre.distanceM),
                operator: speaker.operatorName(nearestFibre.operatorCode),
              })}{" "}
              <button
                type="button"
                className="link"
                onClick={() => change({ selection: { kind: "span", id: nearestFibre.spanId } })}
              >
                {t("why.showSpan")}
              </button>
            </>
          ) : (
            t(isFibreWithheld ? "why.fibreWithheld" : "why.noFibre")
          )}
        </li>
        {village.distanceToCabinetM !== undefined && (
          <li>{t("why.nearestAccessPoint", { distance: distance(village.distanceToCabinetM) })}</li>
        )}
        {village.distanceToRoadM !== undefined && (
          <li>{t("why.nearestRoad", { distance: distance(village.distanceToRoadM) })}</li>
        )}
      </ul>
      {basis.length > 0 && <p className="quiet">{basis.join(" ")}</p>}
      {village.dataSource === "demo" && <p className="demo-words">{t("why.demoPlace")}</p>}

      <h3>{t("why.place")}</h3>
      <p>
        {village.communes.map((commune, index) => (
          <span key={commune.epoch}>
            {index > 0 && "; "}
            <Link href={pageAddress(communePath(unitKey(commune)), view, { epoch: undefined })}>
              {t("why.members", { name: commune.name, epoch: commune.epoch })}
            </Link>
          </span>
        ))}
        .
      </p>
      {village.outsideCommuneM !== undefined && (
        <p className="notice">
          {t("why.outside", { distance: distance(village.outsideCommuneM) })}
        </p>
      )}
      <CopyableCoordinates lon={village.lon} lat={village.lat} vn2000={village.vn2000} />
      {village.positionAccuracyM !== undefined && village.positionAccuracyM > 0 && (
        <p className="quiet">
          {t("why.accuracy", { distance: distance(village.positionAccuracyM) })}
        </p>
      )}
      <p className="quiet">{t("why.source", { source: village.source })}</p>
    </>
  );
}
