import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { pageAddress, useView } from "../use-view.ts";
import { Page } from "./page.tsx";

export function NotFoundPage() {
  const { t } = useTranslation();
  const { view } = useView();
  return (
    <Page title={t("state.notFound")} lead={t("state.notFoundHint")}>
      <p>
        <Link href={pageAddress("/", view)}>{t("state.toMap")}</Link>
      </p>
    </Page>
  );
}
