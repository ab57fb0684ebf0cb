import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { questionFrom, summaryQuery } from "../queries.ts";
import { useOutlook } from "../use-view.ts";

/** Always in sight, and on paper, while a demonstration row counts in any figure. */
export function DemoStrip() {
  const { t } = useTranslation();
  const { view } = useOutlook();
  const { data } = useQuery(summaryQuery(questionFrom(view)));
  if (!data || data.dataSource === "real") return null;
  return (
    <section className="demo-strip" aria-label={t("app.demoLabel")}>
      <p role="note">{t("app.demo")}</p>
    </section>
  );
}
