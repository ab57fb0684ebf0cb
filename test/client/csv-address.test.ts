import { expect, test } from "vitest";
import { villagesCsvAddress } from "../../client/csv-address.ts";
import { DEFAULT_VIEW, type View } from "../../client/view.ts";

const parameters = (view: View) =>
  Object.fromEntries(new URL(villagesCsvAddress(view), "http://x").searchParams);

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
    format: "csv",
  });
});

test("with nothing chosen the download asks for everything", () => {
  expect(parameters(DEFAULT_VIEW)).toEqual({ theme: "mobile", format: "csv" });
});

test("a selected commune narrows the download as it narrows the list", () => {
  const view = { ...DEFAULT_VIEW, selection: { kind: "commune" as const, id: "06184" } };
  expect(parameters(view)).toMatchObject({ commune: "06184" });
});

test("fibre is filtered by fibre's own verdicts", () => {
  const view: View = { ...DEFAULT_VIEW, shading: "ftth", hidden: ["co_cap"] };
  expect(parameters(view)).toMatchObject({ theme: "ftth", verdict: "chua_co_cap,chua_ro" });
});
