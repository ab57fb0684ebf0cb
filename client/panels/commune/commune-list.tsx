import "../../styles/table.css";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { unitKey } from "../../../geodata/model/administrative-unit.ts";
import type { CommuneResult } from "../../../geodata/model/summary.ts";
import { Icon } from "../../parts/icon.tsx";
import { Skeleton, Trouble } from "../../parts/panel-states.tsx";
import { questionFrom, summaryQuery } from "../../queries.ts";
import { useView } from "../../use-view.ts";
import { unitOfView } from "../../view.ts";
import {
  COMMUNE_COLUMNS,
  type CommuneColumn,
  sortedCommunes,
  uncovered,
} from "./sorted-communes.ts";

/** Every commune with thôn and how many of them are covered; the worst first. */
export function CommuneList() {
  const { t } = useTranslation();
  const { view, change } = useView();
  const [by, setBy] = useState<CommuneColumn>(view.shading === "ftth" ? "ftth" : "mobile");
  const { data, error, refetch, isPlaceholderData } = useQuery(summaryQuery(questionFrom(view)));
  if (!data)
    return error ? (
      <Trouble error={error} retry={() => void refetch()} />
    ) : (
      <Skeleton lines={10} kind="rows" />
    );
  return (
    <section
      className="commune-list"
      aria-label={t("list.communesTitle")}
      data-stale={isPlaceholderData || undefined}
    >
      <div className="table-frame" data-scroller>
        <table className="table commune-table">
          <thead>
            <tr>
              {COMMUNE_COLUMNS.map((column) => (
                <th
                  key={column}
                  scope="col"
                  data-kind={column === "communeName" ? "text" : "figure"}
                  aria-sort={
                    by !== column ? "none" : column === "communeName" ? "ascending" : "descending"
                  }
                >
                  <button type="button" className="sort" onClick={() => setBy(column)}>
                    {t(`column.${column}`)}
                    {by === column && (
                      <Icon name={column === "communeName" ? "ascending" : "descending"} />
                    )}
                  </button>
                </th>
              ))}
              <th scope="col" data-kind="figure">
                {t(by === "ftth" ? "column.withoutFibre" : "column.withoutSignal")}
              </th>
            </tr>
          </thead>
          <tbody>
            {sortedCommunes(data.communes, by).map((commune) => (
              <tr
                key={commune.code}
                data-selected={
                  (view.selection?.kind === "commune" && unitOfView(view)?.code === commune.code) ||
                  undefined
                }
                onClick={() => change({ selection: { kind: "commune", id: unitKey(commune) } })}
              >
                <th scope="row">
                  <button type="button" className="row-link" data-opens={unitKey(commune)}>
                    {commune.name}
                  </button>
                  {commune.partOfDistrictOnly && (
                    <span className="row-note">{t("commune.partOnly")}</span>
                  )}
                </th>
                <Share of={commune.mobile} />
                <Share of={commune.ftth} />
                <td data-kind="figure">{uncovered(commune[by === "ftth" ? "ftth" : "mobile"])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** A share of one commune: the fraction, and a hairline that lets rows be compared. */
function Share({ of: ratio }: { of: CommuneResult["mobile"] }) {
  const { t } = useTranslation();
  return (
    <td data-kind="figure">
      {ratio.numerator}/{ratio.denominator}
      <span className="share-line" aria-hidden="true">
        <span data-of="covered" style={{ flexGrow: ratio.numerator }} />
        <span data-of="unknown" style={{ flexGrow: ratio.unknown }} />
        <span data-of="uncovered" style={{ flexGrow: uncovered(ratio) }} />
      </span>
      {ratio.unknown > 0 && (
        <span className="row-note">{t("commune.unknown", { n: ratio.unknown })}</span>
      )}
    </td>
  );
}
