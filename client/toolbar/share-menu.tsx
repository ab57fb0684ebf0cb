import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../parts/copy-button.tsx";
import { QrCode } from "../parts/qr-code.tsx";
import { ToolMenu } from "../parts/tool-button.tsx";
import { linkTo, pinned, unpinned } from "../pinned-link.ts";
import { questionFrom, summaryQuery } from "../queries.ts";
import { dayText } from "../text/formats.ts";
import { useView } from "../use-view.ts";

/** The link to what is seen, of this day or of the newest, and its QR code. */
export function ShareMenu({ worded = false }: { worded?: boolean }) {
  const { t } = useTranslation();
  return (
    <ToolMenu icon="share" label={t("toolbar.share")} worded={worded}>
      <SharePanel />
    </ToolMenu>
  );
}

function SharePanel() {
  const { t } = useTranslation();
  const { view, language } = useView();
  const { data: summary } = useQuery(summaryQuery(questionFrom(view)));
  const [hasFailed, setFailed] = useState(false);
  const [isPinned, setPinned] = useState(true);
  const link = linkTo(isPinned && summary ? pinned(view, summary) : unpinned(view));
  return (
    <>
      <fieldset className="share-kinds">
        <legend>{t("share.kind")}</legend>
        {[true, false].map((kind) => (
          <label key={String(kind)} className="tick">
            <input
              type="radio"
              name="share-kind"
              checked={isPinned === kind}
              onChange={() => setPinned(kind)}
            />
            <span>
              {kind
                ? t("share.pinned", { day: dayText(summary?.asOf ?? "", language) })
                : t("share.latest")}
              <span className="row-note">{t(kind ? "share.pinnedHint" : "share.latestHint")}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label className="field">
        <span>{t("share.link")}</span>
        <input readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <CopyButton text={() => link} label={t("share.copy")} onFailed={() => setFailed(true)} />
      {hasFailed && <p role="alert">{t("share.failed")}</p>}
      <QrCode address={link} label={t("share.qr")} />
    </>
  );
}
