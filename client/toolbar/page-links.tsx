import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { PAGES } from "../pages/page-paths.ts";
import { pageAddress, useOutlook } from "../use-view.ts";

/** The name, which leads home. */
export function Brand() {
  const { t } = useTranslation();
  const { view } = useOutlook();
  return (
    <Link className="brand" href={pageAddress("/", view)}>
      <span className="brand-name">{t("app.name")}</span>{" "}
      <span className="brand-place">{t("app.place")}</span>
    </Link>
  );
}

/** Links to the pages that keep the question asked. */
export function PageLinks({ onFollow }: { onFollow?: () => void }) {
  const { t } = useTranslation();
  const { view } = useOutlook();
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
