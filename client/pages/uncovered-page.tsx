import { ANSWERS, ministrySplit } from "../../geodata/rules/ministry-split.ts";
import "../styles/table.css";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Rule } from "../../geodata/model/rule.ts";
import type { Verdict } from "../../geodata/model/verdict.ts";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { Icon } from "../parts/icon.tsx";
import { MastDistance, MastDistanceNote } from "../parts/mast-distance.tsx";
import { Skeleton, Trouble } from "../parts/panel-states.tsx";
import { questionFrom, rulesQuery, summaryQuery, villagesQuery } from "../queries.ts";
import { countText, distanceText, percentText } from "../text/formats.ts";
import { pageAddress, useView } from "../use-view.ts";
import { Page } from "./page.tsx";
import { PageSource } from "./page-source.tsx";
import { RANKINGS, type Ranking, rankedRows } from "./uncovered-ranking.ts";

/** The thôn that are not covered, in the order of work, every part of the order shown. */
export function UncoveredPage() {
  const { t } = useTranslation();
  const { view } = useView();
  const question = questionFrom(view);
  const list = useQuery(villagesQuery(question));
  const rules = useQuery(rulesQuery);
  const rule = rules.data?.find(({ id }) => id === list.data?.rule);
  const error = list.error ?? rules.error;
  const theme = view.shading === "ftth" ? "ftth" : "mobile";
  return (
    <Page
      title={t("uncovered.title")}
      lead={t(theme === "ftth" ? "uncovered.leadFtth" : "uncovered.lead")}
      isByOperator
    >
      <Controls theme={theme} />
      {error && !list.data && (
        <Trouble
          error={error}
          retry={() => {
            void list.refetch();
            void rules.refetch();
          }}
        />
      )}
      {!error && !(list.data && rule) && <Skeleton lines={12} kind="rows" />}
      {list.data && rule && <Groups villages={list.data.items} rule={rule} theme={theme} />}
      <PageSource />
    </Page>
  );
}

function rankingOf(sort: string | undefined): Ranking {
  return RANKINGS.find((known) => known === sort) ?? "households";
}

function Controls({ theme }: { theme: "mobile" | "ftth" }) {
  const { t } = useTranslation();
  const { view, change } = useView();
  const names = {
    households: "byHouseholds",
    difficulty: "byDifficulty",
    distance: theme === "ftth" ? "byFibreDistance" : "byDistance",
  } as const;
  return (
    <div className="page-controls no-print">
      <fieldset className="segments">
        <legend className="visually-hidden">{t("uncovered.which")}</legend>
        {(["mobile", "ftth"] as const).map((name) => (
          <label key={name} className="segment">
            <input
              type="radio"
              name="theme"
              checked={theme === name}
              onChange={() => change({ shading: name })}
            />
            <span>{t(`why.${name}`)}</span>
          </label>
        ))}
      </fieldset>
      <label>
        {t("uncovered.rankBy")}{" "}
        <select
          value={rankingOf(view.sort)}
          onChange={(event) =>
            change({ sort: event.target.value === "households" ? undefined : event.target.value })
          }
        >
          {RANKINGS.map((ranking) => (
            <option key={ranking} value={ranking}>
              {t(`uncovered.${names[ranking]}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="button" onClick={() => print()}>
        <Icon name="print" />
        {t("uncovered.print")}
      </button>
    </div>
  );
}

interface GroupsProps {
  villages: readonly VillageListItem[];
  rule: Rule;
  theme: "mobile" | "ftth";
}

function Groups({ villages, rule, theme }: GroupsProps) {
  const { t } = useTranslation();
  // Nothing to cover is not everything covered.
  if (villages.length === 0) return <p className="empty">{t("answer.noVillages")}</p>;
  const of = (verdict: Verdict) => villages.filter(({ verdicts }) => verdicts[theme] === verdict);
  const uncovered = of(theme === "ftth" ? "chua_co_cap" : "trang_song");
  const partly = theme === "ftth" ? [] : of("lom_song");
  const unknown = of("chua_ro");
  return (
    <>
      <Need theme={theme} />
      <h2>
        {t(theme === "ftth" ? "uncovered.ftthTitle" : "uncovered.mobileTitle", {
          n: uncovered.length,
        })}
      </h2>
      {uncovered.length === 0 ? (
        <p className="empty">{t("uncovered.none")}</p>
      ) : (
        <>
          <MinistryTable villages={uncovered} />
          <RankTable villages={uncovered} rule={rule} theme={theme} />
        </>
      )}
      {partly.length > 0 && (
        <>
          <h2>{t("uncovered.partlyTitle", { n: partly.length })}</h2>
          <p className="quiet">{t("uncovered.partlyHint")}</p>
          <RankTable villages={partly} rule={rule} theme={theme} />
        </>
      )}
      {unknown.length > 0 && (
        <>
          <h2>{t("uncovered.unknownTitle", { n: unknown.length })}</h2>
          <p className="quiet">{t("uncovered.unknownHint")}</p>
          <RankTable villages={unknown} rule={rule} theme={theme} />
        </>
      )}
      {theme === "mobile" && <MastDistanceNote villages={[...uncovered, ...partly, ...unknown]} />}
      <p className="quiet">
        {t(theme === "ftth" ? "uncovered.difficultyHintFtth" : "uncovered.difficultyHint")}
      </p>
    </>
  );
}

/** How many of the list are needed for the target of the plan. */
function Need({ theme }: { theme: "mobile" | "ftth" }) {
  const { t } = useTranslation();
  const { view, language } = useView();
  const { technology: _, ...question } = questionFrom(view);
  const { data } = useQuery(summaryQuery(question));
  const code = theme === "ftth" ? "FTTH_VILLAGES" : "MBB_VILLAGES";
  const result = data?.targets.find(({ indicator }) => indicator === code);
  // The plan promises nothing of one operator.
  if (!result || view.operator !== undefined) return null;
  const target = percentText(result.target, language);
  return (
    <p className="strong">
      {result.reached
        ? t("uncovered.needNone", { target })
        : t("uncovered.need", { target, n: result.shortfall })}
    </p>
  );
}

/** The ministry's split of what is not covered: hardship by grid power. */
function MinistryTable({ villages }: { villages: readonly VillageListItem[] }) {
  const { t } = useTranslation();
  const count = ministrySplit(villages);
  const sum = (cells: readonly number[]) => cells.reduce((total, cell) => total + cell, 0);
  const rows = ANSWERS.map((hardship) => ({
    hardship,
    cells: ANSWERS.map((power) => count(hardship, power)),
  }));
  // A column of what nobody said is only in the way where all was said.
  const columns = ANSWERS.map((_, index) => index).filter(
    (index) => ANSWERS[index] !== "unknown" || sum(rows.map(({ cells }) => cells[index] ?? 0)) > 0,
  );
  return (
    <table className="table small-table ministry-table">
      <caption>{t("uncovered.split")}</caption>
      <thead>
        <tr>
          <td />
          {columns.map((index) => (
            <th key={index} scope="col" data-kind="figure">
              {t(`uncovered.power.${ANSWERS[index] as "yes"}`)}
            </th>
          ))}
          <th scope="col" data-kind="figure">
            {t("uncovered.sum")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows
          .filter(({ hardship, cells }) => hardship !== "unknown" || sum(cells) > 0)
          .map(({ hardship, cells }) => (
            <tr key={hardship}>
              <th scope="row">{t(`uncovered.hardship.${hardship}`)}</th>
              {columns.map((index) => (
                <td key={index} data-kind="figure">
                  {cells[index]}
                </td>
              ))}
              <td data-kind="figure">{sum(cells)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

/** How far what would bring the network is. */
const MAST_COLUMNS = ["distanceToMastM"] as const;
const FIBRE_COLUMNS = ["distanceToSpanM", "distanceToCabinetM"] as const;

function RankTable({ villages, rule, theme }: GroupsProps) {
  const { t } = useTranslation();
  const { view, language } = useView();
  const rows = rankedRows(villages, rule, rankingOf(view.sort), theme);
  const households = rows.reduce((sum, { village }) => sum + (village.households ?? 0), 0);
  const distance = (metres: number | undefined) =>
    metres === undefined ? "–" : distanceText(metres, language);
  const networkColumns = theme === "ftth" ? FIBRE_COLUMNS : MAST_COLUMNS;
  return (
    <div className="table-frame">
      <table className="table card-table rank-table">
        <thead>
          <tr>
            <th scope="col" data-kind="figure">
              {t("commune.order")}
            </th>
            <th scope="col">{t("column.name")}</th>
            <th scope="col">{t("column.communeName")}</th>
            <th scope="col" data-kind="figure">
              {t("column.households")}
            </th>
            <th scope="col">{t("uncovered.difficulty")}</th>
            {networkColumns.map((column) => (
              <th key={column} scope="col" data-kind="figure">
                {t(`column.${column}`)}
              </th>
            ))}
            <th scope="col" data-kind="figure">
              {t("column.distanceToRoadM")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ village, difficulties, considered }, index) => (
            <tr key={village.id}>
              <td data-kind="figure" data-rank>
                {index + 1}
              </td>
              <th scope="row">
                <Link
                  href={pageAddress("/", view, { selection: { kind: "village", id: village.id } })}
                >
                  {village.name}
                </Link>
              </th>
              <td data-name={t("column.communeName")}>{village.communeName}</td>
              <td data-kind="figure" data-name={t("column.households")}>
                {village.households === undefined ? "–" : countText(village.households, language)}
              </td>
              <td data-name={t("uncovered.difficulty")}>
                {difficulties.length}/{considered}{" "}
                {difficulties.length > 0 && (
                  <span className="row-note">
                    {difficulties.map((reason) => t(`uncovered.difficulties.${reason}`)).join(", ")}
                  </span>
                )}
              </td>
              {networkColumns.map((column) => (
                <td key={column} data-kind="figure" data-name={t(`column.${column}`)}>
                  {column === "distanceToMastM" ? (
                    <MastDistance village={village} missing="–" />
                  ) : village.fibreDistanceBasis === "khong_cong_bo" ? (
                    <span className="row-note">{t("why.notPublished")}</span>
                  ) : (
                    distance(village[column])
                  )}
                </td>
              ))}
              <td data-kind="figure" data-name={t("column.distanceToRoadM")}>
                {distance(village.distanceToRoadM)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={6 + networkColumns.length}>
              {t("uncovered.total", {
                villages: countText(rows.length, language),
                households: countText(households, language),
              })}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
