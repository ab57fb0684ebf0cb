import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { PHONE, useMedia } from "../media.ts";
import { Boundary } from "../parts/boundary.tsx";
import { Brand, PageLinks } from "./page-links.tsx";

const Toolbar = lazy(() => import("./toolbar.tsx").then(({ Toolbar }) => ({ default: Toolbar })));

/** Name, pages, and the one toolbar. */
export function Header() {
  const { t } = useTranslation();
  const isPhone = useMedia(PHONE);
  return (
    <header className="header">
      <Brand />
      {!isPhone && <PageLinks />}
      <Boundary title={t("state.broken")} hint="">
        <Suspense fallback={<div className="toolbar" />}>
          <Toolbar isPhone={isPhone} />
        </Suspense>
      </Boundary>
    </header>
  );
}
