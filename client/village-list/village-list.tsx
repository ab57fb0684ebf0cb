import "../styles/table.css";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../parts/icon.tsx";
import { MastDistanceNote } from "../parts/mast-distance.tsx";
import { Skeleton, Trouble } from "../parts/panel-states.tsx";
import { questionFrom, villagesQuery } from "../queries.ts";
import { tableAddress } from "../table-address.ts";
import { useOutlook } from "../use-view.ts";
import { DEFAULT_VIEW, isAlarming } from "../view.ts";
import { ColumnMenu } from "./column-menu.tsx";
import { columnsOf } from "./village-columns.ts";
import { isInOrder, isShown, passesFilters } from "./village-filter.ts";
import { VillageFilters } from "./village-filters.tsx";
import { VillageTable } from "./village-table.tsx";

/** The thôn that the map shows, as a table: filtered, sorted, with columns to choose. */
export function VillageList() {
  const { t } = useTranslation();
  const { view, change } = useOutlook();
  const [isUnfolded, setUnfolded] = useState(false);
  const { data, error, refetch, isPlaceholderData } = useQuery(villagesQuery(questionFrom(view)));
  if (!data)
    return error ? (
      <Trouble error={error} retry={() => void refetch()} />
    ) : (
      <Skeleton lines={10} kind="rows" />
    );
  const shown = data.items.filter(
    (village) => passesFilters(village, view) && isShown(village, view),
  );
  const isFiltered = shown.length < data.items.length;
  // What is in order is one line until somebody wants it, or asks for another order or a part.
  const open = shown.filter((village) => !isInOrder(village, view.shading));
  const mayFold =
    !isFiltered &&
    view.sort === undefined &&
    !view.wideTable &&
    isAlarming(view) &&
    open.length > 0 &&
    open.length < shown.length;
  const isFolded = mayFold && !isUnfolded;
  const clear = () =>
    change({ text: "", commune: undefined, remoteOnly: false, hidden: DEFAULT_VIEW.hidden });
  return (
    <section
      className="village-list"
      aria-label={t("list.title")}
      aria-busy={isPlaceholderData}
      data-stale={isPlaceholderData || undefined}
    >
      <VillageFilters villages={data.items} />
      <div className="list-head">
        <p role="status">
          {t("list.count", { shown: shown.length, all: data.items.length })}
          {isFiltered && (
            <>
              {" · "}
              <button type="button" className="link" onClick={clear}>
                {t("list.clear")}
              </button>
            </>
          )}
        </p>
        <ColumnMenu />
        <a className="tool tool-worded" href={tableAddress("/", view, "csv", undefined)} download>
          <Icon name="download" />
          {t("list.csv")}
        </a>
        <button
          type="button"
          className="tool tool-worded wide-switch"
          aria-pressed={view.wideTable ?? false}
          onClick={() =>
            change({ wideTable: view.wideTable ? undefined : true, columns: undefined })
          }
        >
          <Icon name="widen" />
          {view.wideTable ? t("list.narrow") : t("list.wide")}
        </button>
      </div>
      {data.items.length < data.numberMatched && (
        <p role="alert">
          {t("state.partial", { shown: data.items.length, all: data.numberMatched })}
        </p>
      )}
      {columnsOf(view).includes("distanceToMastM") && <MastDistanceNote villages={shown} />}
      {data.items.length === 0 && <p className="empty">{t("list.noVillages")}</p>}
      {data.items.length > 0 && shown.length === 0 && (
        <p className="empty">
          {t("list.empty")}{" "}
          <button type="button" className="link" onClick={clear}>
            {t("list.clear")}
          </button>
        </p>
      )}
      {shown.length > 0 && (
        <div className="table-frame" data-scroller>
          <VillageTable
            villages={isFolded ? open : shown}
            view={view}
            change={(sort) => change(sort, "table")}
            onOpen={(id) => change({ selection: { kind: "village", id } })}
          />
          {mayFold && (
            <button
              type="button"
              className="fold-line"
              aria-expanded={isUnfolded}
              onClick={() => setUnfolded(!isUnfolded)}
            >
              {t(isUnfolded ? "list.fold" : "list.unfold", { n: shown.length - open.length })}
            </button>
          )}
        </div>
      )}
    </section>
  );
}
