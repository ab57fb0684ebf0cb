import "../styles/page.css";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { FilterNotice } from "../parts/filter-notice.tsx";
import { ThenAndNow } from "../parts/then-and-now.tsx";
import { useOperatorName } from "../use-operator-name.ts";
import { useTitle } from "../use-title.ts";
import { useView } from "../use-view.ts";

interface PageProps {
  title: string;
  lead?: ReactNode;
  /** The page counts one operator where one is asked for, and says so; any other drops the filter. */
  isByOperator?: boolean;
  children: ReactNode;
}

/** A page of text and tables. Its heading takes the focus when one comes here by a link. */
export function Page({ title, lead, isByOperator = false, children }: PageProps) {
  const { view, amend } = useView();
  const operatorName = useOperatorName();
  const { t } = useTranslation();
  const { operator } = view;
  const full =
    isByOperator && operator
      ? t("answer.only", { subject: title, part: operatorName(operator) })
      : title;
  useTitle(full);
  useEffect(() => {
    if (!isByOperator && operator !== undefined) amend({ operator: undefined });
  }, [isByOperator, operator, amend]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The first page of a visit leaves the focus where the browser puts it.
    if (history.state !== null || document.referrer !== "") heading.current?.focus();
    window.scrollTo(0, 0);
  }, []);
  return (
    <main id="main" className="page" tabIndex={-1}>
      <header className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {full}
        </h1>
        {lead && <p className="lead">{lead}</p>}
        {isByOperator && <FilterNotice />}
        <ThenAndNow />
      </header>
      {children}
    </main>
  );
}
