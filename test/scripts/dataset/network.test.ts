import { booleanPointInPolygon, distance } from "@turf/turf";
import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { AccessPoint } from "../../../geodata/model/access-point.ts";
import { Cell } from "../../../geodata/model/cell.ts";
import { FibreSpan } from "../../../geodata/model/fibre-span.ts";
import { Mast } from "../../../geodata/model/mast.ts";
import { Operator } from "../../../geodata/model/operator.ts";
import { Site } from "../../../geodata/model/site.ts";
import { onDay, shippedDataset } from "./network-shipped.ts";

const data = shippedDataset();
const START = "2023-06-30";
const END = "2025-12-31";

function sitesOnAir(day: string) {
  return onDay(data.sites, day).filter(({ status }) => status === "hoat_dong");
}

function operatorsByMast(day: string) {
  const byMast = Map.groupBy(sitesOnAir(day), ({ mastId }) => mastId);
  return [...byMast.values()].map((here) => new Set(here.map((site) => site.operatorCode)).size);
}

test.each([
  ["operators", Operator, data.operators],
  ["masts", Mast, data.masts],
  ["sites", Site, data.sites],
  ["cells", Cell, data.cells],
  ["fibre spans", FibreSpan, data.spans],
  ["access points", AccessPoint, data.accessPoints],
] as const)("every row of %s is what the model says", (_, schema, rows) => {
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(Value.Check(schema, row), JSON.stringify(row)).toBe(true);
});

test("each operator has as many sites on air as the fact table says, at both ends", () => {
  for (const { code, demoSites2023, demoSites2025 } of data.facts.operators) {
    const own = (day: string) => sitesOnAir(day).filter((site) => site.operatorCode === code);
    expect([code, own(START).length, own(END).length]).toEqual([
      code,
      demoSites2023,
      demoSites2025,
    ]);
  }
});

test("16 % of the masts on air are shared in mid-2023, as the plan says, and more at the end", () => {
  const shared = (day: string) => operatorsByMast(day).filter((count) => count > 1).length;
  expect(Math.floor((100 * shared(START)) / operatorsByMast(START).length)).toBe(16);
  expect(shared(END) / operatorsByMast(END).length).toBeGreaterThan(0.16);
});

test("125 mast positions are known in mid-2023 and 150 at the end of 2025", () => {
  expect(onDay(data.masts, START)).toHaveLength(125);
  expect(onDay(data.masts, END)).toHaveLength(150);
});

test("every mast stands inside its commune", () => {
  for (const mast of data.masts) {
    const commune = data.communes2023.find(({ code }) => code === mast.communeCode);
    expect(commune, mast.id).toBeDefined();
    expect(booleanPointInPolygon([mast.lon, mast.lat], commune!.geometry), mast.id).toBe(true);
  }
});

test("masts are 15 to 24 m in the towns and 30 to 45 m elsewhere", () => {
  for (const mast of data.masts) {
    const inTown = data.communes2023.find(({ code }) => code === mast.communeCode)?.kind;
    const [low, high] = inTown === "thi_tran" ? [15, 24] : [30, 45];
    expect(mast.heightM, mast.id).toBeGreaterThanOrEqual(low!);
    expect(mast.heightM, mast.id).toBeLessThanOrEqual(high!);
  }
});

test("no thôn is 12 km from a mast on air, on any quarter's end", () => {
  for (const day of new Set(data.claims.map(({ observed_on }) => observed_on))) {
    const onAir = new Set(sitesOnAir(day).map(({ mastId }) => mastId));
    const masts = data.masts.filter(({ id }) => onAir.has(id));
    for (const { id, lon, lat } of data.villages) {
      const km = Math.min(...masts.map((mast) => distance([lon, lat], [mast.lon, mast.lat])));
      expect(km, `${id} on ${day}`).toBeLessThan(12);
    }
  }
});

test("antennas hang 2 to 4 m below the top of their mast", () => {
  const masts = new Map(data.masts.map((mast) => [mast.id, mast]));
  const mastIds = new Map(data.sites.map((site) => [site.id, site.mastId]));
  for (const cell of data.cells) {
    const top = masts.get(mastIds.get(cell.siteId)!)!.heightM!;
    const belowM = top - cell.antennaHeightAglM!;
    expect(belowM, cell.id).toBeGreaterThanOrEqual(2);
    expect(belowM, cell.id).toBeLessThanOrEqual(4);
  }
});

test("every cell has a site, every site a mast and an operator, and no id is used twice", () => {
  const mastIds = new Set(data.masts.map(({ id }) => id));
  const siteIds = new Set(data.sites.map(({ id }) => id));
  const codes = new Set(data.operators.map(({ code }) => code));
  expect(data.sites.filter((site) => !mastIds.has(site.mastId))).toEqual([]);
  expect(data.cells.filter((cell) => !siteIds.has(cell.siteId))).toEqual([]);
  for (const rows of [data.sites, data.spans, data.accessPoints]) {
    expect(rows.filter(({ operatorCode }) => !codes.has(operatorCode))).toEqual([]);
  }
  for (const rows of [data.masts, data.sites, data.cells, data.spans, data.accessPoints]) {
    const keys = rows.map(({ id, validFrom }) => `${id}@${validFrom}`);
    expect(new Set(keys).size).toBe(keys.length);
  }
});

test("the versions of a site follow each other without gap or overlap, on a standing mast", () => {
  const masts = new Map(data.masts.map((mast) => [mast.id, mast]));
  for (const versions of Map.groupBy(data.sites, ({ id }) => id).values()) {
    const sorted = versions.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
    sorted.forEach((row, index) => {
      const next = sorted[index + 1];
      if (next !== undefined) expect(row.validTo, row.id).toBe(next.validFrom);
      else expect(row.validTo !== undefined, row.id).toBe(row.status === "thao_do");
      if (row.validTo !== undefined) expect(row.validTo > row.validFrom, row.id).toBe(true);
    });
    const mast = masts.get(sorted[0]!.mastId)!;
    expect(mast.validFrom <= sorted[0]!.validFrom, mast.id).toBe(true);
    const last = sorted.at(-1)!.validTo ?? "9999-12-31";
    expect(last <= (mast.validTo ?? "9999-12-31"), mast.id).toBe(true);
  }
});

test("a cell of a site only begins when the site is on air, in a band of its operator", () => {
  const sites = Map.groupBy(data.sites, ({ id }) => id);
  const operators = new Map(data.operators.map((operator) => [operator.code, operator]));
  for (const cell of data.cells) {
    const versions = sites.get(cell.siteId)!;
    const firstOnAir = versions
      .filter(({ status }) => status === "hoat_dong")
      .map((s) => s.validFrom);
    expect(cell.validFrom >= firstOnAir.sort()[0]!, cell.id).toBe(true);
    if (cell.bandMhz === undefined) continue;
    const bands = operators.get(versions[0]!.operatorCode)!.bandsMhz[cell.technology] ?? [];
    const inBand = bands.some((band) => {
      const [, low, high = low] = /^(\d+)(?:-(\d+))?/.exec(band) ?? [];
      return cell.bandMhz! >= Number(low) && cell.bandMhz! <= Number(high);
    });
    expect(inBand, `${cell.id} in ${bands.join(", ")}`).toBe(true);
  }
});

test("nobody has 5G before its launch, and as many 5G sites at the end as the fact table says", () => {
  const owners = new Map(data.sites.map((site) => [site.id, site.operatorCode]));
  const onAir = new Set(sitesOnAir(END).map(({ id }) => id));
  for (const { code, launch5g, demo5gSites2025 } of data.facts.operators) {
    const nr = data.cells.filter(
      (cell) => cell.technology === "nr" && owners.get(cell.siteId) === code,
    );
    for (const cell of nr) expect(cell.validFrom >= launch5g!, cell.id).toBe(true);
    const sites = onDay(nr, END).map(({ siteId }) => siteId);
    expect([code, new Set(sites.filter((id) => onAir.has(id))).size]).toEqual([
      code,
      demo5gSites2025,
    ]);
  }
});

test("no 2G cell ends before 2G-only handsets are unserved, and Viettel has almost no 3G after mid-2024", () => {
  const ended = data.cells.filter(({ technology, validTo }) => technology === "gsm" && validTo);
  expect(ended.length).toBeGreaterThan(0);
  for (const cell of ended) expect(cell.validTo! >= "2024-10-16", cell.id).toBe(true);
  const umtsSites = onDay(data.cells, "2024-07-01")
    .filter(({ technology, siteId }) => technology === "umts" && siteId.startsWith("tram-vtl"))
    .map(({ siteId }) => siteId);
  expect(new Set(umtsSites).size).toBeLessThanOrEqual(3);
});

test("every site on air has 4G at the end of 2025", () => {
  const withLte = new Set(
    onDay(data.cells, END)
      .filter(({ technology }) => technology === "lte")
      .map(({ siteId }) => siteId),
  );
  expect(sitesOnAir(END).filter(({ id }) => !withLte.has(id))).toEqual([]);
});

test("cables run along roads or end at a thôn, and a cable in service comes near every cabinet", () => {
  const known = new Set([
    ...data.villages.map(({ lon, lat }) => `${lon} ${lat}`),
    ...data.roads.flatMap(({ geometry }) =>
      (geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates)
        .flat()
        .map(([lon, lat]) => `${lon} ${lat}`),
    ),
  ]);
  const cable = new Map<string, string[]>();
  for (const span of onDay(data.spans, END).filter(({ status }) => status === "hoat_dong")) {
    const line = span.geometry.coordinates as [number, number][];
    for (const [lon, lat] of line) {
      expect(known.has(`${lon} ${lat}`), span.id).toBe(true);
      cable.set(`${lon} ${lat}`, [...(cable.get(`${lon} ${lat}`) ?? []), span.operatorCode]);
    }
  }
  const vertices = [...cable].map(([key, owners]) => ({ at: key.split(" ").map(Number), owners }));
  for (const point of onDay(data.accessPoints, END)) {
    const own = vertices.filter(({ owners }) => owners.includes(point.operatorCode));
    const km = Math.min(...own.map(({ at }) => distance(at, [point.lon, point.lat])));
    expect(km, point.id).toBeLessThan(0.7);
  }
});
