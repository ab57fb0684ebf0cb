import "../styles/table.css";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import {
  type Epoch,
  epochOf,
  unitKey,
  unitOfKey,
} from "../../geodata/model/administrative-unit.ts";
import type { CommuneDetail } from "../../geodata/model/commune-detail.ts";
import { ApiError } from "../api.ts";
import { CommuneFacts } from "../panels/commune/commune-facts.tsx";
import { UnitTime } from "../panels/commune/unit-time.tsx";
import { Boundary } from "../parts/boundary.tsx";
import { Icon } from "../parts/icon.tsx";
import { MastDistance, MastDistanceNote } from "../parts/mast-distance.tsx";
import { Skeleton, Trouble } from "../parts/panel-states.tsx";
import { VerdictMark } from "../parts/verdict-mark.tsx";
import { communeQuery, questionFrom, summaryQuery } from "../queries.ts";
import { countText, dayText, percentText } from "../text/formats.ts";
import { pageAddress, useView } from "../use-view.ts";
import { worstFirst } from "../village-list/worst-first.ts";
import { CommuneSketch } from "./commune-sketch.tsx";
import { Page } from "./page.tsx";
import { communePath } from "./page-paths.ts";
import { PageSource } from "./page-source.tsx";

const CommuneMap = lazy(() =>
  import("./commune-map.tsx").then(({ CommuneMap }) => ({ default: CommuneMap })),
);

/** One commune on one sheet of A4: its figures, its thôn, where it comes from. */
export function CommunePage({ code }: { code: string }) {
  const { t } = useTranslation();
  const { view } = useView();
  const { data, error, refetch } = useQuery(communeQuery(code, questionFrom(view)));
  if (!data) {
    const isAbsent = error instanceof ApiError && error.status === 404;
    return (
      <Page title={t("commune.title")}>
        {isAbsent && <Absent unit={code} />}
        {error && !isAbsent && <Trouble error={error} retry={() => void refetch()} />}
        {!error && <Skeleton lines={14} />}
      </Page>
    );
  }
  return (
    <Page title={data.unit.name} lead={<SheetLead detail={data} />}>
      <UnitTime detail={data} />
      <SheetTools detail={data} />
      <div className="sheet-top">
        <div>
          {data.villages.length > 0 ? (
            <Figures detail={data} />
          ) : (
            <p className="empty">{t("answer.noVillages")}</p>
          )}
          <CommuneFacts detail={data} />
        </div>
        <Picture detail={data} />
      </div>
      {data.villages.length > 0 && <Villages detail={data} />}
      <MastDistanceNote villages={data.villages} />
      <PageSource />
    </Page>
  );
}

/** The map where it can be drawn; a sketch until then, and where it cannot. */
function Picture({ detail }: { detail: CommuneDetail }) {
  const { view, language } = useView();
  const { data: summary } = useQuery(summaryQuery(questionFrom(view)));
  const version = summary?.datasetVersion;
  const sketch = <CommuneSketch detail={detail} />;
  if (version === undefined || detail.bbox.length === 0) return sketch;
  return (
    <Boundary fallback={sketch}>
      <Suspense fallback={sketch}>
        <CommuneMap
          // Another day, rule or language is another picture.
          key={[
            unitKey(detail.unit),
            detail.asOf,
            detail.rule,
            detail.epoch,
            version,
            language,
          ].join()}
          detail={detail}
          version={version}
          language={language}
        >
          {sketch}
        </CommuneMap>
      </Suspense>
    </Boundary>
  );
}

function Absent({ unit }: { unit: string }) {
  const { t } = useTranslation();
  const { view } = useView();
  const { code, validFrom } = unitOfKey(unit);
  const day = validFrom ?? view.asOf;
  const epoch: Epoch = (validFrom ? undefined : view.epoch) ?? (day ? epochOf(day) : "2025");
  const other: Epoch = epoch === "2023" ? "2025" : "2023";
  return (
    <p className="empty" role="alert">
      {t("commune.noSuch", { code, epoch })}{" "}
      <Link href={pageAddress(communePath(code), view, { epoch: other })}>
        {t("commune.otherEpoch", { epoch: other })}
      </Link>
    </p>
  );
}

function SheetLead({ detail }: { detail: CommuneDetail }) {
  const { t } = useTranslation();
  const { language } = useView();
  return (
    <>
      {t("commune.sheetTitle")}. {t("answer.asOf", { day: dayText(detail.asOf, language) })}.{" "}
      {t(detail.epoch === "2023" ? "commune.district" : "commune.districtNow")}
      {detail.unit.partOfDistrictOnly && ` (${t("commune.partOnly")})`}.
    </>
  );
}

function SheetTools({ detail }: { detail: CommuneDetail }) {
  const { t } = useTranslation();
  const { view } = useView();
  return (
    <div className="page-controls no-print">
      <button type="button" className="button" onClick={() => print()}>
        <Icon name="print" />
        {t("commune.print")}
      </button>
      <Link
        className="button"
        href={pageAddress("/", view, {
          epoch: undefined,
          selection: { kind: "commune", id: unitKey(detail.unit) },
        })}
      >
        <Icon name="layers" />
        {t("commune.map")}
      </Link>
    </div>
  );
}

function Figures({ detail }: { detail: CommuneDetail }) {
  const { t } = useTranslation();
  const { language } = useView();
  return (
    <dl className="big-figures">
      {(["mobile", "ftth"] as const).map((theme) => {
        const ratio = detail.result[theme];
        return (
          <div key={theme}>
            <dt>{t(`commune.${theme}`)}</dt>
            <dd>
              <span className="big-figure">
                {ratio.numerator}/{ratio.denominator}
              </span>{" "}
              {t("commune.villagesShare", { percent: percentText(ratio, language) })}
              {ratio.unknown > 0 && <>, {t("commune.unknown", { n: ratio.unknown })}</>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Villages({ detail }: { detail: CommuneDetail }) {
  const { t } = useTranslation();
  const { view, language } = useView();
  return (
    <div className="table-frame">
      <table className="table card-table sheet-table">
        <caption className="visually-hidden">{t("commune.villages")}</caption>
        <thead>
          <tr>
            <th scope="col" data-kind="figure">
              {t("commune.order")}
            </th>
            <th scope="col">{t("column.name")}</th>
            <th scope="col" data-kind="figure">
              {t("column.households")}
            </th>
            <th scope="col">{t("column.mobile")}</th>
            <th scope="col">{t("column.lte")}</th>
            <th scope="col">{t("column.nr")}</th>
            <th scope="col">{t("column.ftth")}</th>
            <th scope="col" data-kind="figure">
              {t("column.distanceToMastM")}
            </th>
            <th scope="col">{t("column.remote")}</th>
          </tr>
        </thead>
        <tbody>
          {worstFirst(detail.villages, "mobile").map((village, index) => (
            <tr key={village.id}>
              <td data-kind="figure" data-rank>
                {index + 1}
              </td>
              <th scope="row">
                <Link
                  href={pageAddress("/", view, {
                    epoch: detail.epoch,
                    selection: { kind: "village", id: village.id },
                  })}
                >
                  {village.name}
                </Link>
              </th>
              <td data-kind="figure" data-name={t("column.households")}>
                {village.households === undefined ? "–" : countText(village.households, language)}
              </td>
              <td data-name={t("column.mobile")}>
                <VerdictMark
                  theme="mobile"
                  verdict={village.verdicts.mobile}
                  flags={village.flags}
                />
              </td>
              <td data-name={t("column.lte")}>
                <VerdictMark theme="lte" verdict={village.verdicts.lte} />
              </td>
              <td data-name={t("column.nr")}>
                <VerdictMark theme="nr" verdict={village.verdicts.nr} />
              </td>
              <td data-name={t("column.ftth")}>
                <VerdictMark theme="ftth" verdict={village.verdicts.ftth} />
              </td>
              <td data-kind="figure" data-name={t("column.distanceToMastM")}>
                <MastDistance village={village} missing="–" />
              </td>
              <td data-name={t("column.remote")}>
                {village.remote ? t("list.yes") : t("list.no")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
