import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { unitKey, unitOfKey } from "../../geodata/model/administrative-unit.ts";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { sortKey } from "../../geodata/text/vietnamese-order.ts";
import { PALETTES } from "../map/colors.ts";
import { classesOf, classWord } from "../map/verdict-classes.ts";
import { Choice } from "../parts/choice.tsx";
import { Icon } from "../parts/icon.tsx";
import { Tick } from "../parts/tick.tsx";
import { ToolMenu } from "../parts/tool-button.tsx";
import { questionFrom, summaryQuery } from "../queries.ts";
import { useOutlook } from "../use-view.ts";
import { unitOfView } from "../view.ts";

const ALL = "all";

/** What narrows the list and the map: words, commune, verdicts, remote. */
export function VillageFilters({ villages }: { villages: readonly VillageListItem[] }) {
  const { t } = useTranslation();
  const { view, change } = useOutlook();
  const { data: summary } = useQuery(summaryQuery(questionFrom(view)));
  const chosen = unitOfView(view)?.code;
  const communes = useMemo(() => {
    const keys = new Map(summary?.communes.map((commune) => [commune.code, unitKey(commune)]));
    const names = new Map(
      villages.map(({ communeCode, communeName }) => [
        keys.get(communeCode) ?? communeCode,
        communeName,
      ]),
    );
    return [...names]
      .map(([id, name]) => ({ id, name, key: sortKey(name) }))
      .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  }, [villages, summary]);
  return (
    <div className="filters">
      <label className="field filter-text">
        <span className="visually-hidden">{t("list.filterText")}</span>
        <Icon name="filter" />
        <input
          type="search"
          value={view.text}
          placeholder={t("list.filterText")}
          onChange={(event) => change({ text: event.target.value }, "text")}
          onKeyDown={(event) => {
            if (event.key === "Escape" && view.text !== "") {
              event.preventDefault();
              change({ text: "" }, "text");
            }
          }}
        />
      </label>
      <Choice
        quiet
        label={t("list.commune")}
        options={[{ id: ALL, name: t("list.allCommunes") }, ...communes]}
        value={communes.find(({ id }) => unitOfKey(id).code === chosen)?.id ?? ALL}
        onChange={(id) => change({ commune: id === ALL ? undefined : id, selection: undefined })}
      />
      <MoreFilters />
    </div>
  );
}

/** Verdicts and remote: ticked in one small panel, whose button says how many filters hold. */
function MoreFilters() {
  const { t } = useTranslation();
  const { view, change } = useOutlook();
  const classes = classesOf(view, PALETTES.light).map(({ name }) => name);
  const holding = Number(view.remoteOnly) + Number(view.hidden.length > 0);
  return (
    <ToolMenu
      icon="filter"
      worded
      label={holding === 0 ? t("list.filter") : t("list.filtered", { n: holding })}
    >
      <fieldset className="ticks">
        <legend>{t("list.verdicts")}</legend>
        {classes.map((name) => (
          <Tick
            key={name}
            label={
              <span className="verdict">
                <span className="swatch" data-class={name} />
                {t(classWord(view, name))}
              </span>
            }
            isOn={!view.hidden.includes(name)}
            onChange={(isOn) =>
              change({
                hidden: isOn
                  ? view.hidden.filter((hidden) => hidden !== name)
                  : [...view.hidden, name],
              })
            }
          />
        ))}
      </fieldset>
      <Tick
        label={t("list.remoteOnly")}
        isOn={view.remoteOnly}
        onChange={(remoteOnly) => change({ remoteOnly })}
      />
    </ToolMenu>
  );
}
