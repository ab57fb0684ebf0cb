import { expect, test } from "vitest";
import { SITE_STAGE, type SiteStatus } from "../../../geodata/model/site.ts";
import { isOnAir, mastSharing, operatorsOnAir } from "../../../geodata/rules/mast-sharing.ts";
import { makeMast, makeSite } from "../../makers.ts";

const DAY = "2025-06-30";

test("a mast is shared when two operators are on air there; one tenant on a tower company's mast is not sharing", () => {
  const masts = ["m1", "m2", "m3", "empty"].map((id) => makeMast({ id }));
  const sites = [
    makeSite({ id: "a", mastId: "m1", operatorCode: "VTL" }),
    makeSite({ id: "b", mastId: "m1", operatorCode: "VNPT" }),
    makeSite({ id: "c", mastId: "m2", operatorCode: "MBF" }),
    makeSite({ id: "d", mastId: "m3", operatorCode: "VTL" }),
    makeSite({ id: "e", mastId: "m3", operatorCode: "VTL" }),
  ];
  expect(mastSharing(masts, sites, DAY)).toEqual({ numerator: 1, denominator: 3 });
  expect(operatorsOnAir(masts, sites, DAY).get("m1")).toEqual(new Set(["VTL", "VNPT"]));
});

test("only sites on air count, by the row that is valid that day", () => {
  const statuses = Object.keys(SITE_STAGE) as SiteStatus[];
  const onAir = statuses.filter((status) => isOnAir(makeSite({ status }), DAY));
  expect(onAir).toEqual(["hoat_dong"]);

  const second = { id: "b", operatorCode: "VNPT" };
  const sites = [
    makeSite({ validFrom: "2020-01-01" }),
    makeSite({ ...second, status: "dang_xay_dung", validTo: DAY }),
    makeSite({ ...second, status: "hoat_dong", validFrom: DAY, validTo: "2025-09-30" }),
    makeSite({ ...second, status: "tam_ngung", validFrom: "2025-09-30" }),
  ];
  const on = (day: string) => mastSharing([makeMast()], sites, day);
  expect(on("2019-12-31")).toEqual({ numerator: 0, denominator: 0 });
  expect(on("2025-06-29")).toEqual({ numerator: 0, denominator: 1 });
  expect(on(DAY)).toEqual({ numerator: 1, denominator: 1 });
  expect(on("2025-09-29")).toEqual({ numerator: 1, denominator: 1 });
  expect(on("2025-09-30")).toEqual({ numerator: 0, denominator: 1 });
});

test("a mast that no longer stands is not counted", () => {
  const fallen = makeMast({ validTo: DAY });
  expect(mastSharing([fallen], [makeSite()], DAY)).toEqual({ numerator: 0, denominator: 0 });
});
