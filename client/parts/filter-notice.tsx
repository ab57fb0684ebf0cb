import { useTranslation } from "react-i18next";
import { useOperatorName } from "../use-operator-name.ts";
import { useOutlook } from "../use-view.ts";

/** Names the filter that reaches a page's figures, on paper too, and takes it away. */
export function FilterNotice() {
  const { t } = useTranslation();
  const { view, change } = useOutlook();
  const nameOf = useOperatorName();
  if (view.operator === undefined) return null;
  return (
    <p className="notice">
      {t("answer.filtered", { part: nameOf(view.operator) })}{" "}
      <button
        type="button"
        className="link no-print"
        onClick={() => change({ operator: undefined })}
      >
        {t("answer.clearFilter")}
      </button>
    </p>
  );
}
