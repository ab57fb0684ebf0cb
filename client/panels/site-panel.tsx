import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { SiteDetail } from "../../geodata/model/site-detail.ts";
import { CopyableCoordinates } from "../parts/copyable-coordinates.tsx";
import { Fact, Facts } from "../parts/facts.tsx";
import { Skeleton, Trouble } from "../parts/panel-states.tsx";
import { VerdictMark } from "../parts/verdict-mark.tsx";
import { questionFrom, siteQuery } from "../queries.ts";
import { dayText, decimalText, distanceText, listText } from "../text/formats.ts";
import { useOperatorName } from "../use-operator-name.ts";
import { useOutlook } from "../use-view.ts";
import type { Language } from "../view.ts";
import { PanelFrame } from "./panel-frame.tsx";

/** One station: whose, in what state, on which mast, with whom, and its cells. */
export function SitePanel({ id }: { id: string }) {
  const { t } = useTranslation();
  const { view } = useOutlook();
  const { data, error, refetch } = useQuery(siteQuery(id, questionFrom(view)));
  if (!data)
    return (
      <PanelFrame title={t("site.title")}>
        {error ? <Trouble error={error} retry={() => void refetch()} /> : <Skeleton lines={8} />}
      </PanelFrame>
    );
  return (
    <PanelFrame
      title={
        data.site.code === undefined
          ? t("site.headingOf", { operator: data.operatorName })
          : t("site.heading", { code: data.site.code })
      }
      subtitle={data.site.name}
    >
      <SiteFacts detail={data} />
      <VillagesNear villages={data.villagesNear} />
      {data.generalised && data.cells.length === 0 ? (
        <p className="quiet">{t("site.cellsWithheld")}</p>
      ) : (
        <Cells cells={data.cells} />
      )}
    </PanelFrame>
  );
}

function SiteFacts({ detail }: { detail: SiteDetail }) {
  const { t } = useTranslation();
  const { language } = useOutlook();
  const nameOf = useOperatorName();
  const { site, mast } = detail;
  const kind = mast?.kind && t(`site.mastKind.${mast.kind}`);
  const height = mast?.heightM === undefined ? undefined : decimalText(mast.heightM, 0, language);
  return (
    <>
      {site.dataSource === "demo" && (
        <p className="demo-note">{t("site.demo", { operator: detail.operatorName })}</p>
      )}
      {detail.generalised && <p className="notice">{t("site.generalised")}</p>}
      <Facts>
        <Fact name={t("site.operator")}>{detail.operatorName}</Fact>
        <Fact name={t("site.state")}>{t(`site.status.${site.status}`)}</Fact>
        {site.onAirFrom && <Fact name={t("site.onAir")}>{dayText(site.onAirFrom, language)}</Fact>}
        {detail.communeName && <Fact name={t("site.commune")}>{detail.communeName}</Fact>}
        {(kind || height) && (
          <Fact name={t("site.mast")}>
            {kind && height
              ? t("site.mastHeight", { kind, height })
              : (kind ?? t("site.height", { height }))}
          </Fact>
        )}
        {mast?.owner && <Fact name={t("site.owner")}>{mast.owner}</Fact>}
        {site.power && <Fact name={t("site.power")}>{site.power}</Fact>}
        {site.backhaul && <Fact name={t("site.backhaul")}>{site.backhaul}</Fact>}
        <Fact name={t("site.sharedTitle")}>
          {detail.sharedWith.length > 0
            ? t("site.shared", {
                list: listText(
                  detail.sharedWith.map(
                    (other) =>
                      `${nameOf(other.operatorCode)} (${t(`site.status.${other.status}`).toLocaleLowerCase("vi")})`,
                  ),
                  language,
                ),
              })
            : t("site.notShared")}
        </Fact>
      </Facts>
      {detail.position && !detail.generalised && (
        <CopyableCoordinates lon={detail.position.lon} lat={detail.position.lat} />
      )}
    </>
  );
}

function VillagesNear({ villages }: { villages: SiteDetail["villagesNear"] }) {
  const { t } = useTranslation();
  const { language, change } = useOutlook();
  if (villages.length === 0) return null;
  return (
    <>
      <h3>{t("site.villagesNear")}</h3>
      <ul className="village-rows">
        {villages.map(({ id, name, communeName, distanceM, mobile }) => (
          <li key={id}>
            <button
              type="button"
              className="row-link"
              onClick={() => change({ selection: { kind: "village", id } })}
            >
              {name}
            </button>
            <span className="row-note">
              {communeName} · {distanceText(distanceM, language)}
            </span>
            <VerdictMark theme="mobile" verdict={mobile} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Cells({ cells }: { cells: SiteDetail["cells"] }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language as Language;
  if (cells.length === 0) return <p className="quiet">{t("site.noCells")}</p>;
  return (
    <>
      <h3>{t("site.cellCount", { n: cells.length })}</h3>
      <table className="table small-table">
        <thead>
          <tr>
            <th scope="col">{t("site.technology")}</th>
            <th scope="col" data-kind="figure">
              {t("site.band")}
            </th>
            <th scope="col" data-kind="figure">
              {t("site.azimuth")}
            </th>
            <th scope="col" data-kind="figure">
              {t("site.antenna")}
            </th>
          </tr>
        </thead>
        <tbody>
          {cells.map((cell) => (
            <tr key={cell.id}>
              <th scope="row">{t(`theme.${cell.technology}`)}</th>
              <td data-kind="figure">
                {cell.bandMhz === undefined ? "–" : `${decimalText(cell.bandMhz, 0, language)} MHz`}
              </td>
              <td data-kind="figure">
                {cell.azimuthDeg === undefined
                  ? "–"
                  : `${decimalText(cell.azimuthDeg, 0, language)}°`}
              </td>
              <td data-kind="figure">
                {cell.antennaHeightAglM === undefined
                  ? "–"
                  : `${decimalText(cell.antennaHeightAglM, 0, language)} m`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
