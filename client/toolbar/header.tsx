import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { PHONE, useMedia } from "../media.ts";
import { PAGES } from "../pages/page-paths.ts";
import { Boundary } from "../parts/boundary.tsx";
import { pageAddress, useView } from "../use-view.ts";

const Toolbar = lazy(() => import("./toolbar.tsx").then(({ Toolbar }) => ({ default: Toolbar })));

/** Name, pages, and the one toolbar. */
export function Header() {
  const { t } = useTranslation();
  const { view } = useView();
  const isPhone = useMedia(PHONE);
  return (
    <header className="header">
      <Link className="brand" href={pageAddress("/", view)}>
        <span className="brand-name">{t("app.name")}</span>{" "}
        <span className="brand-place">{t("app.place")}</span>
      </Link>
      {!isPhone && <PageLinks />}
      <Boundary title={t("state.broken")} hint="">
        <Suspense fallback={<div className="toolbar" />}>
          <Toolbar isPhone={isPhone} />
        </Suspense>
      </Boundary>
    </header>
  );
}

/** Links to the pages that keep the question asked. */
export function PageLinks({ onFollow }: { onFollow?: () => void }) {
  const { t } = useTranslation();
  const { view } = useView();
  const [path] = useLocation();
  return (
    <nav className="page-links" aria-label={t("app.mainNavigation")}>
      {PAGES.map(({ name, path: to }) => (
        <Link
          key={name}
          href={pageAddress(to, view)}
          aria-current={path === to ? "page" : undefined}
          onClick={() => onFollow?.()}
        >
          {t(`nav.${name}`)}
        </Link>
      ))}
    </nav>
  );
}
