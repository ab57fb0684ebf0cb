import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { countsOf } from "../pinned-link.ts";
import { questionFrom, summaryQuery } from "../queries.ts";
import { useOutlook } from "../use-view.ts";

/** A pinned link whose figures have changed since: both are said. */
export function ThenAndNow() {
  const { t } = useTranslation();
  const { view } = useOutlook();
  const { data: summary, isPlaceholderData } = useQuery(summaryQuery(questionFrom(view)));
  const now = summary && countsOf(summary);
  if (view.counts === undefined || !now || isPlaceholderData || view.counts === now) return null;
  const [mobile = "", ftth = ""] = view.counts.split(",");
  const [mobileNow = "", ftthNow = ""] = now.split(",");
  return (
    <p className="notice" role="status">
      {t("answer.counted", { mobile, ftth, mobileNow, ftthNow })}
    </p>
  );
}
