import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Choice } from "../parts/choice.tsx";
import { Icon } from "../parts/icon.tsx";
import { PageDialog } from "../parts/page-dialog.tsx";
import { operatorsQuery, questionFrom, rulesQuery, summaryQuery } from "../queries.ts";
import { LayerTicks } from "../toolbar/layers-menu.tsx";
import { useCalmOutlook, useOutlook } from "../use-view.ts";
import { DEFAULT_RULE, epochOfView, SHADINGS } from "../view.ts";

/** How the map is looked at: what it is shaded by, one operator or all, which rule, which units. */
export function MapBar({ isNarrow }: { isNarrow: boolean }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (!isNarrow)
    return (
      <fieldset className="map-bar" aria-label={t("mapBar.title")}>
        <ShadingSwitch />
        <div className="map-bar-choices">
          <OperatorChoice quiet />
          <RuleChoice quiet />
          <EpochChoice quiet />
        </div>
      </fieldset>
    );
  return (
    <fieldset className="map-bar" aria-label={t("mapBar.title")}>
      <ShadingChoice />
      <button type="button" className="button" onClick={() => setOpen(true)}>
        <Icon name="layers" />
        {t("toolbar.options")}
      </button>
      <PageDialog title={t("mapBar.title")} isOpen={isOpen} onOpenChange={setOpen}>
        <div className="map-options">
          <OperatorChoice />
          <RuleChoice />
          <EpochChoice />
          <LayerTicks />
        </div>
      </PageDialog>
    </fieldset>
  );
}

function ShadingSwitch() {
  const { t } = useTranslation();
  const { view, change } = useOutlook();
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">{t("mapBar.shading")}</legend>
      {SHADINGS.map((shading) => (
        <label key={shading} className="segment">
          <input
            type="radio"
            name="shading"
            checked={view.shading === shading}
            onChange={() => change({ shading, hidden: [] })}
          />
          <span>{t(`theme.${shading}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function ShadingChoice() {
  const { t } = useTranslation();
  const { view, change } = useOutlook();
  return (
    <Choice
      quiet
      label={t("mapBar.shading")}
      options={SHADINGS.map((shading) => ({ id: shading, name: t(`theme.${shading}`) }))}
      value={view.shading}
      onChange={(id) =>
        change({ shading: SHADINGS.find((known) => known === id) ?? "mobile", hidden: [] })
      }
    />
  );
}

const ALL_OPERATORS = "all";

function OperatorChoice({ quiet = false }: { quiet?: boolean }) {
  const { t } = useTranslation();
  const { view, change } = useCalmOutlook();
  const { data = [] } = useQuery(operatorsQuery);
  return (
    <Choice
      quiet={quiet}
      label={t("mapBar.operator")}
      options={[
        { id: ALL_OPERATORS, name: t("mapBar.allOperators") },
        ...data.map(({ code, name }) => ({ id: code, name })),
      ]}
      value={view.operator ?? ALL_OPERATORS}
      onChange={(id) => change({ operator: id === ALL_OPERATORS ? undefined : id })}
    />
  );
}

/** The rule; another than the one before also lists which thôn move between the two. */
function RuleChoice({ quiet = false }: { quiet?: boolean }) {
  const { t } = useTranslation();
  const { view, language, change } = useCalmOutlook();
  const { data: rules = [] } = useQuery(rulesQuery);
  const { data: summary } = useQuery(summaryQuery(questionFrom(view)));
  const current = view.rule ?? summary?.rule ?? "";
  return (
    <Choice
      quiet={quiet}
      label={t("mapBar.rule")}
      options={rules.map((rule) => ({
        id: rule.id,
        name: rule.name[language],
        hint: rule.summary[language],
      }))}
      value={current}
      onChange={(id) => {
        if (id !== current)
          change({
            rule: id === DEFAULT_RULE ? undefined : id,
            compareRule: current,
            compareWith: undefined,
            selection: undefined,
          });
      }}
    />
  );
}

function EpochChoice({ quiet = false }: { quiet?: boolean }) {
  const { t } = useTranslation();
  const { view, change } = useCalmOutlook();
  const { data: summary } = useQuery(summaryQuery(questionFrom(view)));
  return (
    <Choice
      quiet={quiet}
      label={t("mapBar.epoch")}
      options={[
        { id: "2023", name: t("mapBar.epoch2023"), hint: t("mapBar.epoch2023Hint") },
        { id: "2025", name: t("mapBar.epoch2025"), hint: t("mapBar.epoch2025Hint") },
      ]}
      value={epochOfView(view) ?? summary?.epoch ?? "2025"}
      onChange={(id) => {
        const isCommune = view.selection?.kind === "commune";
        change({
          epoch: id === "2023" ? "2023" : "2025",
          commune: undefined,
          ...(isCommune && { selection: undefined }),
        });
      }}
    />
  );
}
