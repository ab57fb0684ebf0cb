import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import i18next from "i18next";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { beforeAll, expect, test, vi as vitest } from "vitest";
import { Router } from "wouter";
import { IndicatorFigure } from "../../../client/pages/indicator-figure.tsx";
import { UncoveredPage } from "../../../client/pages/uncovered-page.tsx";
import { Answer } from "../../../client/panels/answer.tsx";
import { CommuneFigures } from "../../../client/panels/commune/commune-figures.tsx";
import { questionFrom, rulesQuery, summaryQuery, villagesQuery } from "../../../client/queries.ts";
import { vi } from "../../../client/text/vi.ts";
import { viewFromSearch } from "../../../client/view.ts";
import { VillageList } from "../../../client/village-list/village-list.tsx";
import rule from "../../../geodata/datasets/rules/ke-hoach-2023.json" with { type: "json" };
import type { IndicatorResult } from "../../../geodata/model/indicator-result.ts";
import type { Rule } from "../../../geodata/model/rule.ts";
import type { Summary } from "../../../geodata/model/summary.ts";

/** A day before the first thôn: nothing is counted, and nothing is reached either. */
const SEARCH = "asOf=2019-01-01";
const nothing = { numerator: 0, denominator: 0, unknown: 0 };
const percent = (numerator: number) => ({ numerator, denominator: 100 });
const summary: Summary = {
  asOf: "2019-01-01",
  rule: rule.id,
  epoch: "2023",
  dataSource: "demo",
  datasetVersion: 1,
  evidenceDays: ["2023-06-30"],
  targets: (["MBB_VILLAGES", "FTTH_VILLAGES"] as const).map((indicator) => ({
    indicator,
    ...nothing,
    target: percent(98),
    baseline: percent(92),
    reached: false,
    shortfall: 0,
  })),
  communes: [],
};

function words(node: ReactNode): string {
  const i18n = i18next.createInstance();
  void i18n.init({
    lng: "vi",
    resources: { vi: { translation: vi } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  const question = questionFrom(viewFromSearch(SEARCH));
  const client = new QueryClient();
  client.setQueryData(summaryQuery(question).queryKey, summary);
  client.setQueryData(rulesQuery.queryKey, { items: [rule as Rule] });
  client.setQueryData(villagesQuery(question).queryKey, {
    asOf: "2019-01-01",
    rule: rule.id,
    epoch: "2023",
    dataSource: "demo",
    numberMatched: 0,
    items: [],
  });
  const html = renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <I18nextProvider i18n={i18n}>
        <Router ssrPath="/" ssrSearch={SEARCH}>
          {node}
        </Router>
      </I18nextProvider>
    </QueryClientProvider>,
  );
  return html.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
}

beforeAll(() => {
  vitest.stubGlobal("location", { href: `http://127.0.0.1/?${SEARCH}` });
  return () => vitest.unstubAllGlobals();
});

const count = (text: string, part: string) => text.split(part).length - 1;

test("on a day without thôn the answer says so, once", () => {
  expect(count(words(<Answer />), "Không có thôn nào vào ngày này.")).toBe(1);
});

test("on a day without thôn the page of the uncovered does not say that all is covered", () => {
  const text = words(<UncoveredPage />);
  expect(text).toContain("Không có thôn nào vào ngày này.");
  expect(text).not.toMatch(/đã phủ\.|đã đạt|cần thêm/);
});

test("on a day without thôn the list offers another day, not to clear filters", () => {
  const text = words(<VillageList />);
  expect(text).toContain("Chưa có số liệu thôn vào ngày này.");
  expect(text).not.toContain("Bỏ lọc");
});

test("a share of nothing is no figure", () => {
  const result = {
    code: "06196",
    name: "Xã Cao Lâu",
    partOfDistrictOnly: false,
    mobile: nothing,
    ftth: nothing,
    uncoveredRemote: 0,
  };
  expect(words(<CommuneFigures result={result} />)).not.toMatch(/0\/0|\(\)/);
  const item = {
    computedFrom: "map",
    computed: { ...nothing, dataSource: "demo", whatIsCounted: { vi: "Thôn", en: "Thôn" } },
  } as unknown as IndicatorResult;
  const text = words(<IndicatorFigure item={item} />);
  expect(text).toContain("chưa có số");
  expect(text).not.toMatch(/0\/0|\(\)/);
});
