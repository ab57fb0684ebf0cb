import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../parts/copy-button.tsx";
import { QrCode } from "../parts/qr-code.tsx";
import { ToolMenu } from "../parts/tool-button.tsx";

/** The link to exactly what is seen, and its QR code. */
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
  const [hasFailed, setFailed] = useState(false);
  return (
    <>
      <label className="field">
        <span>{t("share.link")}</span>
        <input readOnly value={location.href} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <CopyButton
        text={() => location.href}
        label={t("share.copy")}
        onFailed={() => setFailed(true)}
      />
      {hasFailed && <p role="alert">{t("share.failed")}</p>}
      <p className="quiet">{t("share.hint")}</p>
      <QrCode address={location.href} label={t("share.qr")} />
    </>
  );
}
