import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeBorderCommunes } from "../../../geodata/rules/border-communes.ts";
import { publicCellOf } from "../../../geodata/rules/public-cell.ts";
import { makeUnit } from "../../makers.ts";

const BORDER = makeUnit({ code: "06196", lon: 106.9, lat: 21.95, borderCommune: true });
const INNER = makeUnit({ code: "06211", lon: 106.9, lat: 21.8, borderCommune: false });
const communes = makeBorderCommunes([BORDER, INNER]);
const AT_THE_BORDER = { lon: 106.9, lat: 21.95 };
const INLAND = { lon: 106.9, lat: 21.8 };
const ELSEWHERE = { lon: 106.5, lat: 21.8 };

test("a thing is withheld when its commune or that of its cell says so, or when neither is known", () => {
  const { isWithheld } = communes;
  expect(isWithheld({ ...AT_THE_BORDER })).toBe(true);
  expect(isWithheld({ ...INLAND })).toBe(false);
  expect(isWithheld({ ...ELSEWHERE })).toBe(true);
  expect(isWithheld({ ...INLAND, communeCode: "06196" })).toBe(true);
  expect(isWithheld({ ...AT_THE_BORDER, communeCode: "06211" })).toBe(true);
  expect(isWithheld({ ...ELSEWHERE, communeCode: "06211" })).toBe(false);
  expect(isWithheld({ ...INLAND, communeCode: "99999" })).toBe(false);
  expect(isWithheld({ ...ELSEWHERE, communeCode: "99999" })).toBe(true);
});

test("without any communes everything is withheld", () => {
  expect(makeBorderCommunes([]).isWithheld(INLAND)).toBe(true);
});

test("where in its cell a thing stands changes neither its commune nor whether it is withheld", () => {
  const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  // Around both communes, so that cells on every edge and corner of them come up.
  const column = fc.integer({ min: 10683, max: 10697 });
  const row = fc.integer({ min: 2173, max: 2202 });
  const stated = fc.constantFrom(undefined, "06196", "06211", "99999");
  fc.assert(
    fc.property(column, row, share, share, stated, (east, north, a, b, communeCode) => {
      const here = { lon: (east + a) / 100, lat: (north + b) / 100 };
      const centre = publicCellOf(here.lon, here.lat);
      expect([centre.column, centre.row]).toEqual([east, north]);
      expect(communes.communeOfCell(here.lon, here.lat)).toBe(
        communes.communeOfCell(centre.lon, centre.lat),
      );
      expect(communes.borderCommunesOfCell(here.lon, here.lat)).toEqual(
        communes.borderCommunesOfCell(centre.lon, centre.lat),
      );
      expect(communes.isWithheld({ ...here, communeCode })).toBe(
        communes.isWithheld({ lon: centre.lon, lat: centre.lat, communeCode }),
      );
    }),
  );
});

describe("a cell whose centre no commune holds", () => {
  test("counts to the commune beside it, so that a mast on the rim is counted somewhere", () => {
    // The square of 06211 ends at 106.95 E; the cell 106.95 to 106.96 has its centre outside.
    expect(communes.communeOfCell(106.9501, 21.801)).toBe("06211");
    expect(communes.communeOfCell(106.9701, 21.801)).toBeUndefined();
  });

  test("is withheld beside a border commune even if the mast is said to stand elsewhere", () => {
    const rim = { lon: 106.9501, lat: 21.951 };
    expect(communes.isWithheld({ ...rim, communeCode: "06211" })).toBe(true);
    expect(communes.isWithheld({ lon: 106.9501, lat: 21.801 })).toBe(false);
    expect(communes.isWithheld({ lon: 106.9701, lat: 21.801 })).toBe(true);
  });
});

test("what has no stated commune is withheld wherever a border commune has a part of its cell", () => {
  // The square of 06196 begins at 106.85 E; here it has but the eastern 0.001 degrees of a cell.
  const shifted = makeBorderCommunes([
    makeUnit({ code: "06196", lon: 106.899, lat: 21.8, borderCommune: true }),
    makeUnit({ code: "06211", lon: 106.799, lat: 21.8, borderCommune: false }),
  ]);
  const inTheCorner = { lon: 106.8495, lat: 21.801 };
  expect(shifted.communeOfCell(inTheCorner.lon, inTheCorner.lat)).toBe("06211");
  expect(shifted.borderCommunesOfCell(inTheCorner.lon, inTheCorner.lat)).toEqual(["06196"]);
  expect(shifted.isWithheld(inTheCorner)).toBe(true);
  expect(shifted.isWithheld({ lon: 106.8411, lat: 21.809 })).toBe(true);
  // Who says where it stands is believed: by its cell it is of the inner commune.
  expect(shifted.isWithheld({ ...inTheCorner, communeCode: "06211" })).toBe(false);
  expect(shifted.isWithheld({ lon: 106.8395, lat: 21.801 })).toBe(false);
});
