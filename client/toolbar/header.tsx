import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { NARROW, useMedia } from "../media.ts";
import { Boundary } from "../parts/boundary.tsx";
import { Brand, PageLinks } from "./page-links.tsx";

const Toolbar = lazy(() => import("./toolbar.tsx").then(({ Toolbar }) => ({ default: Toolbar })));

/** Name, pages, and the one toolbar. */
export function Header() {
  const { t } = useTranslation();
  const isNarrow = useMedia(NARROW);
  return (
    <header className="header">
      <Brand />
      {!isNarrow && <PageLinks />}
      <Boundary title={t("state.broken")} hint="">
        <Suspense fallback={<div className="toolbar" />}>
          <Toolbar isNarrow={isNarrow} />
        </Suspense>
      </Boundary>
    </header>
  );
}
