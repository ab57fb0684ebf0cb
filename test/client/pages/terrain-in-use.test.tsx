import i18next from "i18next";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { expect, test } from "vitest";
import { Router } from "wouter";
import { TerrainInUse } from "../../../client/pages/terrain-in-use.tsx";
import { vi } from "../../../client/text/vi.ts";
import type { TerrainReport } from "../../../geodata/model/catalogue.ts";

function words(terrain: TerrainReport): string {
  const i18n = i18next.createInstance();
  void i18n.init({
    lng: "vi",
    resources: { vi: { translation: vi } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  const html = renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>
      <Router ssrPath="/" ssrSearch="">
        <TerrainInUse terrain={terrain} />
      </Router>
    </I18nextProvider>,
  );
  return html.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
}

test("the imported terrain is named with its day, its gaps, its figures and its doubts", () => {
  const text = words({
    status: "imported",
    files: [{ file: "glo30.tif", crs: "EPSG:4326", cellSizeM: 29.7, source: "Copernicus" }],
    importedOn: "2026-01-06",
    check: {
      minM: 96,
      medianM: 348,
      maxM: 1541,
      districtCells: 76_379,
      districtKnown: 76_000,
      spots: { count: 512, medianDifferenceM: -2.4, spreadM: 6.1, correlation: 0.987 },
      doubts: ["Độ cao tản rộng."],
    },
  });
  for (const part of [
    "Địa hình đã nhập ngày 06/01/2026.",
    "glo30.tif",
    "EPSG:4326 · điểm ảnh 29,7 m",
    "Nguồn: Copernicus",
    "Thấp nhất 96 m, trung vị 348 m, cao nhất 1.541 m.",
    "Có độ cao ở 76.000/76.379 ô 90 m của huyện (99,5%)",
    "So với 512 điểm độ cao đã biết: lệch trung vị -2,4 m, tản 6,1 m, tương quan 0,99.",
    "Nghi ngờ: Độ cao tản rộng.",
  ])
    expect(text).toContain(part);
  expect(text).not.toContain("minh họa");
});

test("without an import it is the demonstration; a damaged import is said", () => {
  const file = { file: "terrain.i16", crs: "EPSG:4326", cellSizeM: 89 };
  expect(words({ status: "demonstration", files: [file] })).toContain("Địa hình minh họa");
  expect(words({ status: "unreadable", files: [] })).toContain("bị hỏng, không dùng được");
});
