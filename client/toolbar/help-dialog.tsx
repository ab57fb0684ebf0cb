import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { PageDialog } from "../parts/page-dialog.tsx";
import { ToolButton } from "../parts/tool-button.tsx";
import { isTypedInto } from "../undo-key.ts";

/** What the map means, and what the keyboard can do; `?` opens it. */
export function HelpDialog() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "?" && !isTypedInto(event.target)) setOpen(true);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  const keys: [string, string][] = [
    ["/", t("help.search")],
    ["Esc", t("help.undo")],
    [t("help.arrows"), t("help.slider")],
    [t("help.arrows"), t("help.table")],
    [`${t("help.arrows")}, ${t("help.plusMinus")}`, t("help.map")],
    ["?", t("help.open")],
  ];
  return (
    <>
      <ToolButton icon="help" label={t("toolbar.help")} onPress={() => setOpen(true)} />
      <PageDialog title={t("help.title")} isOpen={isOpen} onOpenChange={setOpen}>
        <h3>{t("help.meaning")}</h3>
        <ul className="sentences">
          {(["rings", "dots", "masts", "count"] as const).map((word) => (
            <li key={word}>{t(`help.${word}`)}</li>
          ))}
        </ul>
        <h3>{t("help.keys")}</h3>
        <dl className="keys">
          {keys.map(([key, what]) => (
            <div key={what}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </PageDialog>
    </>
  );
}
