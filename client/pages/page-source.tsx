import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { QrCode } from "../parts/qr-code.tsx";
import { linkTo, pinned } from "../pinned-link.ts";
import { questionFrom, rulesQuery, summaryQuery } from "../queries.ts";
import { dayText } from "../text/formats.ts";
import { presentView, useOutlook } from "../use-view.ts";
import type { View } from "../view.ts";

/** Foot of a page that may be printed: day, rule, units, source, and the way back to the screen. */
export function PageSource() {
  const { t } = useTranslation();
  const { view, language } = useOutlook();
  const { data: summary } = useQuery(summaryQuery(questionFrom(view)));
  const { data: rules } = useQuery(rulesQuery);
  const viewOnPaper = useViewOnPaper();
  if (!summary) return null;
  const rule = rules?.find(({ id }) => id === summary.rule)?.name[language] ?? summary.rule;
  const link = linkTo(pinned(viewOnPaper, summary));
  const source = { demo: "demoSource", real: "realSource", mixed: "mixedSource" } as const;
  return (
    <footer className="page-source">
      <div>
        <p>
          {t("answer.asOf", { day: dayText(summary.asOf, language) })} · {t("mapBar.rule")}: {rule}{" "}
          · {t("mapBar.epochShort", { epoch: summary.epoch })}
        </p>
        <p>{t("commune.source", { source: t(`commune.${source[summary.dataSource]}`) })}</p>
        <p className="print-only">{link}</p>
      </div>
      <div className="print-only">
        <QrCode address={link} label={t("commune.scan")} />
      </div>
    </footer>
  );
}

/** What the link on paper is of: looked at as the page goes there, not at each step on the screen. */
function useViewOnPaper(): View {
  const [view, setView] = useState(presentView);
  useEffect(() => {
    const take = () => flushSync(() => setView(presentView()));
    addEventListener("beforeprint", take);
    return () => removeEventListener("beforeprint", take);
  }, []);
  return view;
}
