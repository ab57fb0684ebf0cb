import { QueryClientProvider } from "@tanstack/react-query";
import i18next, { type i18n } from "i18next";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider, useTranslation } from "react-i18next";
import { Router } from "wouter";
import type { Summary } from "../geodata/model/summary.ts";
import { Answer } from "./panels/answer.tsx";
import { DemoStrip } from "./parts/demo-strip.tsx";
import { makeQueryClient, questionFrom, summaryQuery } from "./queries.ts";
import { en } from "./text/en.ts";
import { vi } from "./text/vi.ts";
import { Brand, PageLinks } from "./toolbar/page-links.tsx";
import { type Language, viewFromSearch } from "./view.ts";

const words: Record<Language, i18n> = { vi: wordsOf("vi"), en: wordsOf("en") };

function wordsOf(language: Language): i18n {
  const instance = i18next.createInstance();
  void instance.init({
    lng: language,
    resources: { vi: { translation: vi }, en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}

/**
 * The map page as it stands before any script runs, as HTML: the mark, the name, the pages and the
 * answer to the question of `search`. Built apart from the client, for the server to write into the
 * page; the client takes its place. Pure: no window, no clock.
 */
export function paintFirst(summary: Summary, search: string): string {
  const view = viewFromSearch(search);
  const queries = makeQueryClient();
  queries.setQueryData(summaryQuery(questionFrom(view)).queryKey, summary);
  const html = renderToStaticMarkup(
    <QueryClientProvider client={queries}>
      <I18nextProvider i18n={words[view.language ?? "vi"]}>
        <Router ssrPath="/" ssrSearch={search}>
          <FirstPaint />
        </Router>
      </I18nextProvider>
    </QueryClientProvider>,
  );
  // Its timers would hold the summary of every page for as long as a browser keeps an answer.
  queries.clear();
  // The policy admits no style in the page; what needs one waits for the script.
  return html.replaceAll(/ style="[^"]*"/g, "");
}

function FirstPaint() {
  const { t } = useTranslation();
  return (
    <>
      <DemoStrip />
      <header className="header">
        <Brand />
        <PageLinks />
      </header>
      <main className="map-page first-paint">
        <h1 className="visually-hidden">{t("app.tagline")}</h1>
        <aside className="margin">
          <Answer />
        </aside>
        <div className="map-area" />
      </main>
    </>
  );
}
