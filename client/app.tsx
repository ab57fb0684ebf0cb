import { lazy, Suspense, useEffect } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { useTranslation } from "react-i18next";
import { Route, Switch, useLocation } from "wouter";
import { MapPage } from "./pages/map-page.tsx";
import { Boundary } from "./parts/boundary.tsx";
import { DemoStrip } from "./parts/demo-strip.tsx";
import { Skeleton } from "./parts/panel-states.tsx";
import { speak } from "./text/i18n.ts";
import { Header } from "./toolbar/header.tsx";
import { MapHandleProvider } from "./toolbar/map-handle.tsx";
import { useUndoKey } from "./undo-key.ts";
import { useOutlook } from "./use-view.ts";

const UncoveredPage = lazy(() =>
  import("./pages/uncovered-page.tsx").then(({ UncoveredPage }) => ({ default: UncoveredPage })),
);
const CommunePage = lazy(() =>
  import("./pages/commune-page.tsx").then(({ CommunePage }) => ({ default: CommunePage })),
);
const IndicatorsPage = lazy(() =>
  import("./pages/indicators-page.tsx").then(({ IndicatorsPage }) => ({ default: IndicatorsPage })),
);
const MethodPage = lazy(() =>
  import("./pages/method-page.tsx").then(({ MethodPage }) => ({ default: MethodPage })),
);
const SourcesPage = lazy(() =>
  import("./pages/sources-page.tsx").then(({ SourcesPage }) => ({ default: SourcesPage })),
);
const NotFoundPage = lazy(() =>
  import("./pages/not-found-page.tsx").then(({ NotFoundPage }) => ({ default: NotFoundPage })),
);

/** The frame around every page: the mark, the header, and the page that the path names. */
export function App() {
  const { t } = useTranslation();
  const { language } = useOutlook();
  const [path] = useLocation();
  useUndoKey();
  useEffect(() => void speak(language), [language]);
  return (
    <I18nProvider locale={language === "vi" ? "vi-VN" : "en-GB"}>
      <MapHandleProvider>
        <a className="skip-link" href="#main">
          {t("app.skip")}
        </a>
        <DemoStrip />
        <Header />
        <Boundary key={path} isPage title={t("state.broken")} hint={t("state.brokenHint")}>
          <Suspense
            fallback={
              <main id="main" className="page">
                <Skeleton lines={8} />
              </main>
            }
          >
            <Switch>
              <Route path="/">
                <MapPage />
              </Route>
              <Route path="/thon-chua-phu">
                <UncoveredPage />
              </Route>
              <Route path="/xa/:code">{({ code }) => <CommunePage code={code} />}</Route>
              <Route path="/chi-tieu">
                <IndicatorsPage />
              </Route>
              <Route path="/cach-tinh">
                <MethodPage />
              </Route>
              <Route path="/nguon-du-lieu">
                <SourcesPage />
              </Route>
              <Route>
                <NotFoundPage />
              </Route>
            </Switch>
          </Suspense>
        </Boundary>
      </MapHandleProvider>
    </I18nProvider>
  );
}
