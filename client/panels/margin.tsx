import "../styles/panel.css";
import { useTranslation } from "react-i18next";
import { useView } from "../use-view.ts";
import { CommuneList } from "./commune-list.tsx";
import { CommunePanel } from "./commune-panel.tsx";
import { ComparisonPanel } from "./comparison-panel.tsx";
import { SitePanel } from "./site-panel.tsx";
import { SpanPanel } from "./span-panel.tsx";
import { VillageList } from "./village-list.tsx";
import { VillagePanel } from "./village-panel.tsx";

/** Under the answer: what is selected, else what moved between two days or rules, else the list. */
export function Margin({ withList = true }: { withList?: boolean }) {
  const { view } = useView();
  const { selection } = view;
  if (selection?.kind === "village") return <VillagePanel key={selection.id} id={selection.id} />;
  if (selection?.kind === "commune") return <CommunePanel key={selection.id} code={selection.id} />;
  if (selection?.kind === "site") return <SitePanel key={selection.id} id={selection.id} />;
  if (selection?.kind === "span") return <SpanPanel key={selection.id} id={selection.id} />;
  if (view.compareWith || view.compareRule) return <ComparisonPanel />;
  return withList ? <Lists /> : <CommuneList />;
}

function Lists() {
  const { t } = useTranslation();
  const { view, change } = useView();
  return (
    <>
      <fieldset className="segments list-switch">
        <legend className="visually-hidden">{t("list.which")}</legend>
        {([undefined, "communes"] as const).map((list) => (
          <label key={list ?? "villages"} className="segment">
            <input
              type="radio"
              name="list"
              checked={view.list === list}
              onChange={() => change({ list })}
            />
            <span>{t(`list.${list ?? "villages"}`)}</span>
          </label>
        ))}
      </fieldset>
      {view.list === "communes" ? <CommuneList /> : <VillageList />}
    </>
  );
}
