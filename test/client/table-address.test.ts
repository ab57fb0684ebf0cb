import { expect, test } from "vitest";
import { tableAddress } from "../../client/table-address.ts";
import { DEFAULT_VIEW, type View } from "../../client/view.ts";

const parameters = (view: View) =>
  Object.fromEntries(new URL(tableAddress("/", view, "csv", undefined), "http://x").searchParams);

test("the download holds the thôn of the list: same day, filters and order", () => {
  expect(
    parameters({
      ...DEFAULT_VIEW,
      asOf: "2023-06-30",
      rule: "cv1603-2024",
      operator: "VTL",
      commune: "06196",
      remoteOnly: true,
      text: " na loc ",
      hidden: ["phu_song", "chua_ro"],
      sort: "-distanceToMastM",
    }),
  ).toEqual({
    asOf: "2023-06-30",
    rule: "cv1603-2024",
    operator: "VTL",
    commune: "06196",
    verdict: "trang_song,lom_song",
    theme: "mobile",
    remote: "true",
    q: "na loc",
    sort: "-distanceToMast",
    columns: "name,mobile,ftth,households",
    format: "csv",
  });
});

test("with nothing chosen the download asks for everything", () => {
  expect(parameters(DEFAULT_VIEW)).toEqual({
    theme: "mobile",
    columns: "name,mobile,ftth,households",
    format: "csv",
  });
});

test("a selected commune narrows the download as it narrows the list", () => {
  const view = { ...DEFAULT_VIEW, selection: { kind: "commune" as const, id: "06184" } };
  expect(parameters(view)).toMatchObject({ commune: "06184" });
});

test("fibre is filtered by fibre's own verdicts", () => {
  const view: View = { ...DEFAULT_VIEW, shading: "ftth", hidden: ["co_cap"] };
  expect(parameters(view)).toMatchObject({ theme: "ftth", verdict: "chua_co_cap,chua_ro" });
});

test("each page takes away what it shows, under its own question", () => {
  const view: View = { ...DEFAULT_VIEW, asOf: "2023-06-30", operator: "VTL" };
  const taken = (path: string, change: Partial<View> = {}) => {
    const address = tableAddress(path, { ...view, ...change }, "xlsx", {
      asOf: "2023-06-30",
      rule: "ke-hoach-2023",
      epoch: "2023",
    });
    const url = new URL(address, "http://x");
    return [url.pathname, Object.fromEntries(url.searchParams)] as const;
  };
  expect(taken("/chi-tieu")).toEqual(["/api/indicators", { asOf: "2023-06-30", format: "xlsx" }]);
  expect(taken("/xa/06196@2025-07-01")).toMatchObject([
    "/api/villages",
    { commune: "06196@2025-07-01", asOf: "2023-06-30", format: "xlsx" },
  ]);
  expect(taken("/xa/06196@2025-07-01")[1]).not.toHaveProperty("operator");
  expect(taken("/thon-chua-phu", { shading: "ftth" })).toMatchObject([
    "/api/villages",
    { operator: "VTL", theme: "ftth", verdict: "chua_co_cap,chua_ro" },
  ]);
  expect(taken("/", { compareWith: "2025-12-31" })).toMatchObject([
    "/api/compare",
    { from: "2023-06-30", to: "2025-12-31", operator: "VTL", format: "xlsx" },
  ]);
});
