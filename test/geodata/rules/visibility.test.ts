import * as fc from "fast-check";
import { expect, test } from "vitest";
import { makeBorderCommunes } from "../../../geodata/rules/border-communes.ts";
import { plainEvidenceId } from "../../../geodata/rules/public-evidence.ts";
import {
  isGeneralised,
  scopeFor,
  visibleAccessPoint,
  visibleCell,
  visibleEvidence,
  visibleMast,
  visibleSite,
  visibleSpan,
  withheldCommunesOfSpan,
  withPublicSource,
} from "../../../geodata/rules/visibility.ts";
import {
  makeAccessPoint,
  makeCell,
  makeEvidence,
  makeMast,
  makeSite,
  makeSpan,
  makeUnit,
  makeVillage,
  squareAround,
} from "../../makers.ts";

const inland = makeBorderCommunes([
  makeUnit({ code: "06196", lon: 106.9, lat: 21.93, geometry: squareAround(106.9, 21.93, 2) }),
]);
const atTheBorder = makeBorderCommunes([
  makeUnit({ code: "06196", borderCommune: true, geometry: squareAround(106.9, 21.93, 2) }),
]);
const real = { dataSource: "real" as const };

test("the public sees real rows generalised unless the setting opens all; planners and administrators see all", () => {
  expect(scopeFor("generalised", { role: "public" })).toMatchObject({ detail: "generalised" });
  expect(scopeFor("generalised", { role: "commune" })).toMatchObject({ detail: "generalised" });
  expect(scopeFor("generalised", { role: "operator" })).toMatchObject({ detail: "generalised" });
  expect(scopeFor("generalised", { role: "planner" })).toMatchObject({ detail: "full" });
  expect(scopeFor("generalised", { role: "admin" })).toMatchObject({ detail: "full" });
  expect(scopeFor("full", { role: "public" })).toMatchObject({ detail: "full" });
  // Whoever sees what the public does shares its answers; whoever sees more shares them with nobody.
  expect(scopeFor("generalised", { role: "operator" })).toMatchObject({ key: "public" });
  expect(scopeFor("generalised", { role: "planner" })).toMatchObject({
    key: "full",
    isPublic: false,
  });
  expect(scopeFor("full", { role: "planner" })).toMatchObject({ key: "public", isPublic: true });
});

test("demonstration rows, and any row in full, come back untouched, at the border too", () => {
  for (const [row, detail] of [
    [{ dataSource: "demo" as const }, "generalised"],
    [{ dataSource: "demo" as const }, "full"],
    [real, "full"],
  ] as const) {
    expect(isGeneralised(row, detail)).toBe(false);
    const mast = makeMast(row);
    const site = makeSite(row);
    const cell = makeCell(row);
    const accessPoint = makeAccessPoint(row);
    const span = makeSpan(row);
    expect(visibleMast(mast, detail, atTheBorder)).toBe(mast);
    expect(visibleSite(site, detail)).toBe(site);
    expect(visibleCell(cell, detail)).toBe(cell);
    expect(visibleAccessPoint(accessPoint, detail, atTheBorder)).toBe(accessPoint);
    expect(visibleSpan(span, detail, atTheBorder)).toBe(span);
    const claim = makeEvidence({ ...row, note: "theo biên bản" });
    expect(visibleEvidence([claim], detail)).toEqual([claim]);
    const village = makeVillage(row);
    expect(withPublicSource("villages", village, detail)).toBe(village);
  }
});

test("a real mast is public as the centre of its cell, without structure, height and owner", () => {
  const mast = makeMast({ ...real, lon: 106.91234, lat: 21.93999, owner: "Viettel" });
  expect(visibleMast(mast, "generalised", inland)).toEqual({
    id: "m1",
    lon: 106.915,
    lat: 21.935,
    communeCode: "06196",
    validFrom: "2020-01-01",
    dataSource: "real",
    source: "Vị trí trạm do nhà mạng báo cáo, nhập từ tệp",
  });
});

test("a mast is told in the commune of its cell, whatever commune it is said to stand in", () => {
  const stated = (communeCode: string) =>
    visibleMast(makeMast({ ...real, communeCode }), "generalised", inland);
  expect(stated("06211")).toEqual(stated("06196"));
  expect(stated("06211")?.communeCode).toBe("06196");
});

test("two masts of one cell cannot be told apart, and snapping again changes nothing", () => {
  const inCell = (cell: number) =>
    fc.double({ min: cell / 100, max: (cell + 0.999) / 100, noNaN: true });
  fc.assert(
    fc.property(
      fc.integer({ min: 10600, max: 10750 }),
      fc.integer({ min: 2130, max: 2250 }),
      fc.context(),
      fc.gen(),
      (column, row, _context, gen) => {
        const somewhere = () =>
          visibleMast(
            makeMast({ ...real, lon: gen(inCell, column), lat: gen(inCell, row) }),
            "generalised",
            inland,
          )!;
        const [a, b] = [somewhere(), somewhere()];
        expect([a.lon, a.lat]).toEqual([b.lon, b.lat]);
        expect(visibleMast(a, "generalised", inland)).toEqual(a);
        expect(Math.round(a.lon * 1000) % 10).toBe(5);
      },
    ),
  );
});

test("in border communes real masts and cabinets have no public position at all", () => {
  expect(visibleMast(makeMast(real), "generalised", atTheBorder)).toBeUndefined();
  expect(visibleAccessPoint(makeAccessPoint(real), "generalised", atTheBorder)).toBeUndefined();
});

test("a real site loses its code, name, power supply and backhaul, never its status", () => {
  const site = makeSite({ ...real, name: "Bản Lòa", power: "điện lưới", backhaul: "cáp quang" });
  const { code, name, power, backhaul, ...rest } = site;
  expect(visibleSite(site, "generalised")).toEqual({
    ...rest,
    source: "Trạm do nhà mạng báo cáo, nhập từ tệp",
  });
  expect([code, name, power, backhaul]).not.toContain(undefined);
});

test("of real rows neither what their file is called nor what was noted in it is told", () => {
  const claim = makeEvidence({
    ...real,
    note: "Anh Hoàng báo",
    author: "Nguyễn Văn Hoàng, 0912 345 678",
    source: "Tệp mat-VTL.csv",
  });
  const { note: _note, ...told } = claim;
  expect(visibleEvidence([claim], "generalised")).toEqual([
    {
      ...told,
      id: `${plainEvidenceId(claim)}.1`,
      author: "Nhà mạng",
      source: "Nhà mạng báo cáo, nhập từ tệp",
    },
  ]);
  const measured = { ...claim, kind: "measured" as const };
  expect(visibleEvidence([measured], "generalised")[0]?.source).not.toMatch(/VTL/);
  for (const kind of ["units", "villages", "places", "roads"] as const) {
    const row = { ...real, source: "Tệp thon-mat.csv", name: "Thôn Nà Lộc" };
    const seen = withPublicSource(kind, row, "generalised");
    expect([seen.name, seen.source]).toEqual([row.name, expect.not.stringMatching("thon-mat")]);
  }
});

test("a real cell is withheld and a real cabinet is snapped", () => {
  expect(visibleCell(makeCell(real), "generalised")).toBeUndefined();
  const accessPoint = makeAccessPoint({ ...real, lon: 106.7, lat: 21.999 });
  expect(visibleAccessPoint(accessPoint, "generalised", inland)).toEqual({
    ...accessPoint,
    lon: 106.705,
    lat: 21.995,
    source: "Tủ, hộp cáp do nhà mạng báo cáo, nhập từ tệp",
  });
});

test("a real cable is public as a chain of cell centres", () => {
  const span = makeSpan({
    ...real,
    kind: "truc",
    mounting: "treo",
    fibreCount: 24,
    geometry: {
      type: "MultiLineString",
      coordinates: [
        [
          [106.901, 21.931],
          [106.905, 21.938],
          [106.919, 21.939],
          [106.911, 21.931],
          [106.901, 21.931],
        ],
        [
          [106.951, 21.931],
          [106.952, 21.931],
        ],
      ],
    },
  });
  expect(visibleSpan(span, "generalised", inland)).toEqual({
    id: "f1",
    operatorCode: "VTL",
    status: "hoat_dong",
    validFrom: "2020-01-01",
    dataSource: "real",
    source: "Tuyến cáp do nhà mạng báo cáo, nhập từ tệp",
    geometry: {
      type: "LineString",
      coordinates: [
        [106.905, 21.935],
        [106.915, 21.935],
        [106.905, 21.935],
      ],
    },
  });
});

test("a real cable of two parts stays two parts; one that stays in a cell has no public course", () => {
  const part = (lon: number) => [
    [lon, 21.93],
    [lon + 0.02, 21.93],
  ];
  const span = makeSpan({
    ...real,
    geometry: { type: "MultiLineString", coordinates: [part(106.9), part(106.95)] },
  });
  expect(visibleSpan(span, "generalised", inland)?.geometry).toMatchObject({
    type: "MultiLineString",
  });
  const drop = makeSpan({
    ...real,
    geometry: {
      type: "LineString",
      coordinates: [
        [106.901, 21.931],
        [106.909, 21.939],
      ],
    },
  });
  expect(visibleSpan(drop, "generalised", inland)).toBeUndefined();
});

test("a straight piece of a real cable across a border commune is left out like its points", () => {
  const inner = makeUnit({ code: "06196", lon: 106.9, lat: 21.93 });
  const border = makeUnit({
    code: "06193",
    borderCommune: true,
    geometry: squareAround(106.9, 21.93, 0.01),
  });
  const span = makeSpan({
    ...real,
    geometry: {
      type: "LineString",
      coordinates: [106.872, 106.882, 106.922, 106.932].map((lon) => [lon, 21.933]),
    },
  });
  expect(visibleSpan(span, "generalised", makeBorderCommunes([inner]))?.geometry.type).toBe(
    "LineString",
  );
  const communes = makeBorderCommunes([inner, border]);
  expect(visibleSpan(span, "generalised", communes)?.geometry).toEqual({
    type: "MultiLineString",
    coordinates: [
      [
        [106.875, 21.935],
        [106.885, 21.935],
      ],
      [
        [106.925, 21.935],
        [106.935, 21.935],
      ],
    ],
  });
  expect(new Set(withheldCommunesOfSpan(span, communes))).toEqual(new Set(["06193"]));
  // Two points on either side and no more: nothing is left that is told.
  const straight = makeSpan({
    ...real,
    geometry: {
      type: "LineString",
      coordinates: [
        [106.882, 21.921],
        [106.922, 21.949],
      ],
    },
  });
  expect(visibleSpan(straight, "generalised", communes)).toBeUndefined();
});

test("points of a real cable in a border commune are left out, which cuts the chain there", () => {
  const communes = makeBorderCommunes([
    makeUnit({ code: "06196", lon: 106.9, lat: 21.93 }),
    makeUnit({
      code: "06193",
      borderCommune: true,
      geometry: squareAround(106.9, 21.93, 0.01),
    }),
  ]);
  const course = (lons: number[]) =>
    visibleSpan(
      makeSpan({
        ...real,
        geometry: { type: "LineString", coordinates: lons.map((lon) => [lon, 21.933]) },
      }),
      "generalised",
      communes,
    )?.geometry;
  expect(course([106.872, 106.882, 106.897, 106.903, 106.912, 106.922])).toEqual({
    type: "MultiLineString",
    coordinates: [
      [
        [106.875, 21.935],
        [106.885, 21.935],
      ],
      [
        [106.915, 21.935],
        [106.925, 21.935],
      ],
    ],
  });
  expect(course([106.882, 106.897, 106.912])).toBeUndefined();
});
