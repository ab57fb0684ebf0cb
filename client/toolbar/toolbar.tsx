import "../styles/controls.css";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { Icon } from "../parts/icon.tsx";
import { PageDialog } from "../parts/page-dialog.tsx";
import { useOutlook } from "../use-view.ts";
import { ExportMenu } from "./export-menu.tsx";
import { HelpDialog } from "./help-dialog.tsx";
import { LayersMenu } from "./layers-menu.tsx";
import { LookChoice, LookMenu } from "./look-menu.tsx";
import { PageLinks } from "./page-links.tsx";
import { SearchBox } from "./search-box.tsx";
import { ShareMenu } from "./share-menu.tsx";

/** The one toolbar: search, layers, share, export, language, look, help. */
export function Toolbar({ isNarrow }: { isNarrow: boolean }) {
  const { t } = useTranslation();
  const [path] = useLocation();
  const onMap = path === "/";
  return (
    <fieldset className="toolbar" aria-label={t("toolbar.title")}>
      {isNarrow ? (
        <>
          <SearchBox />
          <NarrowMenu onMap={onMap} />
        </>
      ) : (
        <>
          <SearchBox />
          {onMap && <LayersMenu />}
          <ShareMenu />
          <ExportMenu withMap={onMap} />
          <LanguageSwitch />
          <LookMenu />
          <HelpDialog />
        </>
      )}
    </fieldset>
  );
}

function LanguageSwitch() {
  const { t } = useTranslation();
  const { language, change } = useOutlook();
  const other = language === "vi" ? "en" : "vi";
  return (
    <Button
      className="tool tool-worded"
      onPress={() => change({ language: other === "en" ? "en" : undefined })}
    >
      <span lang={other}>{t("toolbar.language")}</span>
    </Button>
  );
}

function NarrowMenu({ onMap }: { onMap: boolean }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button className="tool" aria-label={t("app.menu")} onPress={() => setOpen(true)}>
        <Icon name="menu" />
      </Button>
      <PageDialog title={t("app.menu")} isOpen={isOpen} onOpenChange={setOpen}>
        <PageLinks onFollow={() => setOpen(false)} />
        <div className="menu-tools">
          <ShareMenu worded />
          <ExportMenu withMap={onMap} worded />
          <LanguageSwitch />
        </div>
        <LookChoice />
      </PageDialog>
    </>
  );
}
