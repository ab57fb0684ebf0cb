import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { foldKey } from "../../geodata/text/fold.ts";
import { Icon } from "../parts/icon.tsx";
import { ToolMenu } from "../parts/tool-button.tsx";
import { printPicture } from "../print/print-map.ts";
import { questionFrom, summaryQuery } from "../queries.ts";
import {
  allVillagesAddress,
  evidenceCsvAddress,
  type TableFormat,
  tableAddress,
} from "../table-address.ts";
import { useView } from "../use-view.ts";
import { useMapHandle } from "./map-handle.tsx";

/** Takes the map, the table or the evidence away as a file, or prints the page. */
export function ExportMenu({ withMap, worded = false }: { withMap: boolean; worded?: boolean }) {
  const { t } = useTranslation();
  return (
    <ToolMenu icon="download" label={t("toolbar.export")} worded={worded}>
      {(close) => <ExportPanel withMap={withMap} close={close} />}
    </ToolMenu>
  );
}

const FORMATS: readonly TableFormat[] = ["xlsx", "csv"];

/** A menu takes this long to fade, ms. */
const CLOSING_MS = 100;

function ExportPanel({ withMap, close }: { withMap: boolean; close: () => void }) {
  const { t } = useTranslation();
  const { view } = useView();
  const [path] = useLocation();
  const { data: summary } = useQuery(summaryQuery(questionFrom(view)));
  const map = useMapHandle();
  const [state, setState] = useState<"idle" | "working" | "failed">("idle");
  /** Takes the map's picture, shows that it takes a while, and says when it fails. */
  const withPicture = async (use: (picture: Blob) => void | Promise<void>) => {
    setState("working");
    try {
      const picture = await map.current?.exportPng();
      if (!picture) throw new Error("The map has not been drawn yet");
      close();
      await use(picture);
    } catch (error) {
      console.error(error);
      setState("failed");
    }
  };
  const savePng = () =>
    withPicture((picture) =>
      // The page's title says what is shown and what is left out.
      saveBlob(picture, `${fileName(document.title, summary?.asOf ?? "")}.png`),
    );
  const printPage = () => {
    if (withMap && map.current) return withPicture(printPicture);
    close();
    // The panel is gone from the paper before the browser looks at the page.
    setTimeout(() => print(), CLOSING_MS);
  };
  return (
    <ul className="actions">
      {withMap && (
        <li>
          <button type="button" disabled={state === "working"} onClick={() => void savePng()}>
            <Icon name="download" />
            {state === "working" ? t("export.working") : t("export.png")}
          </button>
          {state === "failed" && <p role="alert">{t("export.failed")}</p>}
        </li>
      )}
      {FORMATS.map((format) => (
        <li key={format}>
          <a href={tableAddress(path, view, format, summary)} download>
            <Icon name="download" />
            {t(`export.${format}`)}
          </a>
        </li>
      ))}
      <li>
        <a href={allVillagesAddress(questionFrom(view))} download>
          <Icon name="download" />
          {t("export.all")}
        </a>
      </li>
      <li>
        <a href={evidenceCsvAddress(questionFrom(view))} download>
          <Icon name="download" />
          {t("export.evidence")}
        </a>
      </li>
      <li>
        <button type="button" disabled={state === "working"} onClick={() => void printPage()}>
          <Icon name="print" />
          {t("export.print")}
        </button>
      </li>
    </ul>
  );
}

/** Letters without marks, digits and dashes. */
function fileName(...parts: readonly string[]): string {
  return parts
    .map((part) => foldKey(part).replaceAll(/[^a-z0-9]+/g, "-"))
    .join("-")
    .replaceAll(/-{2,}|^-|-$/g, "-");
}

function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
