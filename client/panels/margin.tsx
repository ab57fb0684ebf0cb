import "../styles/panel.css";
import { type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Boundary } from "../parts/boundary.tsx";
import { useOutlook, useView } from "../use-view.ts";
import type { Selection } from "../view.ts";
import { VillageList } from "../village-list/village-list.tsx";
import { CommuneList } from "./commune/commune-list.tsx";
import { CommunePanel } from "./commune/commune-panel.tsx";
import { ComparisonPanel } from "./comparison/comparison-panel.tsx";
import { SitePanel } from "./site-panel.tsx";
import { SpanPanel } from "./span-panel.tsx";
import { VillagePanel } from "./village/village-panel.tsx";

/** One element each: what is chosen above them draws none of them again. */
const COMPARISON = <ComparisonPanel />;
const LISTS = <Lists />;
const COMMUNES = <CommuneList />;

/**
 * Under the answer: what is selected; below it, kept as it was left, the list or what moved between
 * two days or rules.
 */
export function Margin({ withList }: { withList: boolean }) {
  const { t } = useTranslation();
  const { view } = useView();
  const { selection } = view;
  const lists = useFocusBack(selection?.id);
  return (
    <>
      {selection && (
        <Boundary
          key={`${selection.kind} ${selection.id}`}
          title={t("state.broken")}
          hint={t("state.brokenHint")}
        >
          <Selected selection={selection} />
        </Boundary>
      )}
      <div ref={lists} className="lists" hidden={selection !== undefined}>
        {view.compareWith || view.compareRule ? COMPARISON : withList ? LISTS : COMMUNES}
      </div>
    </>
  );
}

function Selected({ selection: { kind, id } }: { selection: Selection }) {
  if (kind === "village") return <VillagePanel id={id} />;
  if (kind === "commune") return <CommunePanel code={id} />;
  if (kind === "site") return <SitePanel id={id} />;
  return <SpanPanel id={id} />;
}

/** Frames in which the list is drawn again after it was hidden. */
const FRAMES_TO_WAIT = 12;

/** When a panel closes and takes the focus with it, the row that opened it has it again. */
function useFocusBack(openId: string | undefined): RefObject<HTMLDivElement | null> {
  const lists = useRef<HTMLDivElement>(null);
  const openedId = useRef(openId);
  useEffect(() => {
    const closedId = openId === undefined ? openedId.current : undefined;
    openedId.current = openId;
    if (closedId === undefined) return;
    let frames = 0;
    let request = requestAnimationFrame(function look() {
      const row = lists.current?.querySelector<HTMLElement>(
        `[data-opens="${CSS.escape(closedId)}"]`,
      );
      if (document.activeElement !== document.body) return;
      if (row) row.focus();
      else if (++frames < FRAMES_TO_WAIT) request = requestAnimationFrame(look);
    });
    return () => cancelAnimationFrame(request);
  }, [openId]);
  return lists;
}

function Lists() {
  const { t } = useTranslation();
  const { view, change } = useOutlook();
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
