import "../styles/table.css";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { SourcesReport } from "../../geodata/model/catalogue.ts";
import { Skeleton, Trouble } from "../parts/panel-states.tsx";
import { questionFrom, sourcesQuery } from "../queries.ts";
import { allVillagesAddress, evidenceCsvAddress } from "../table-address.ts";
import { countText, distanceText } from "../text/formats.ts";
import { pageAddress, useView } from "../use-view.ts";
import { Page } from "./page.tsx";
import { TerrainInUse } from "./terrain-in-use.tsx";

const IMPORT_EXAMPLE =
  "npm run -s import -- units ranh-gioi-2023.geojson --epoch 2023 --map code=code,name=name --replace";

/** Where every figure comes from, how much of it is real, and how real data comes in. */
export function SourcesPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(sourcesQuery);
  return (
    <Page title={t("sources.title")} lead={t("sources.lead")}>
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {!error && !data && <Skeleton lines={14} kind="rows" />}
      {data && (
        <>
          <Stored report={data} />
          <TerrainInUse terrain={data.terrain} />
          <Files report={data} />
          <Outside report={data} />
        </>
      )}
      <section>
        <h2>{t("sources.import")}</h2>
        <p>{t("sources.import1")}</p>
        <p>{t("sources.import2")}</p>
        <p>{t("sources.import3")}</p>
        <pre className="command">
          <code>{IMPORT_EXAMPLE}</code>
        </pre>
      </section>
      <OpenData />
    </Page>
  );
}

function Stored({ report }: { report: SourcesReport }) {
  const { t } = useTranslation();
  const { language } = useView();
  return (
    <section>
      <h2>{t("sources.stored")}</h2>
      <p className="quiet">{t("sources.version", { version: report.datasetVersion })}</p>
      <div className="table-frame">
        <table className="table stored-table">
          <thead>
            <tr>
              <th scope="col">{t("sources.kindTitle")}</th>
              {(["demo", "real", "retired"] as const).map((column) => (
                <th key={column} scope="col" data-kind="figure">
                  {t(`sources.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.stored.map((row) => (
              <tr key={row.kind}>
                <th scope="row">{t(`sources.kind.${row.kind as "villages"}`)}</th>
                {(["demo", "real", "retired"] as const).map((column) => (
                  <td key={column} data-kind="figure">
                    {countText(row[column], language)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Files({ report }: { report: SourcesReport }) {
  const { t } = useTranslation();
  const { language } = useView();
  const source = { demo: "demo", real: "real", mixed: "mixed" } as const;
  return (
    <section>
      <h2>{t("sources.files")}</h2>
      <p className="quiet">{t("sources.outline")}</p>
      <ul className="files">
        {report.catalogue.map((entry) => (
          <li key={entry.file}>
            <h3>{entry.title[language]}</h3>
            <p className="quiet">
              {t(`indicators.source.${source[entry.dataSource]}`)} ·{" "}
              {t("sources.rowCount", { n: countText(entry.rows, language) })} · {entry.date} ·{" "}
              {entry.crs}
            </p>
            <p>
              {t("sources.source")}: {entry.source}
            </p>
            <p>
              {t("sources.licence")}: {entry.licence}
            </p>
            <p className="quiet">
              {t("sources.madeBy")}: {entry.madeBy}; <code>{entry.file}</code>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Outside({ report }: { report: SourcesReport }) {
  const { t } = useTranslation();
  const { view, language } = useView();
  return (
    <section>
      <h2>{t("sources.outside")}</h2>
      <p className="quiet">{t("sources.outsideHint")}</p>
      {report.outsideCommune.length === 0 ? (
        <p>{t("sources.outsideNone")}</p>
      ) : (
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("column.name")}</th>
                <th scope="col">{t("sources.commune")}</th>
                <th scope="col" data-kind="figure">
                  {t("sources.distance")}
                </th>
              </tr>
            </thead>
            <tbody>
              {report.outsideCommune.map((village) => (
                <tr key={village.id}>
                  <th scope="row">
                    <Link
                      href={pageAddress("/", view, {
                        selection: { kind: "village", id: village.id },
                      })}
                    >
                      {village.name}
                    </Link>
                  </th>
                  <td>{village.communeName}</td>
                  <td data-kind="figure">{distanceText(village.distanceM, language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function OpenData() {
  const { t } = useTranslation();
  const { view } = useView();
  const links = [
    { to: "/api/villages", name: t("sources.openApi") },
    { to: allVillagesAddress({}), name: t("sources.openCsv") },
    { to: evidenceCsvAddress(questionFrom(view)), name: t("sources.openEvidence") },
    { to: "/ogc", name: t("sources.openOgc") },
    { to: "/docs", name: t("sources.openDocs") },
  ];
  return (
    <section>
      <h2>{t("sources.open")}</h2>
      <ul className="sentences">
        {links.map(({ to, name }) => (
          <li key={to}>
            <a href={to}>{name}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
