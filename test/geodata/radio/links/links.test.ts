import fc from "fast-check";
import { expect, test } from "vitest";
import {
  departureSlopeMPerKm,
  elevationDegOfSlope,
} from "../../../../geodata/radio/antenna/departure-slope.ts";
import { OMNI, TR_36_814 } from "../../../../geodata/radio/antenna/reference-patterns.ts";
import { sectorGainDb } from "../../../../geodata/radio/antenna/sector-gain.ts";
import {
  makeTerrainSurvey,
  surveyTerrain,
} from "../../../../geodata/radio/diffraction/terrain-survey.ts";
import { findBestCells, NO_CELL, receptionOf } from "../../../../geodata/radio/links/best-cells.ts";
import { eachLink, type LinkOptions } from "../../../../geodata/radio/links/each-link.ts";
import type { LinkCell } from "../../../../geodata/radio/links/link-cell.ts";
import { makeLinkCollector } from "../../../../geodata/radio/links/link-table.ts";
import { medianLossDb } from "../../../../geodata/radio/point-to-point.ts";
import { profileBetween } from "../../../../geodata/radio/terrain/profile-between.ts";
import {
  gridConvergenceDeg,
  groundDistanceM,
  type UtmPoint,
} from "../../../../geodata/radio/terrain/utm48.ts";
import { makeHills } from "../made-terrain.ts";

const COLUMNS = 220;
const ROWS = 200;
const RX_M = 1.5;
const options: LinkOptions = { radiusKm: 8931, rxHeightAglM: RX_M };
const hills = makeHills({ seed: 11, columns: COLUMNS, rows: ROWS });
const holed = makeHills({ seed: 11, columns: COLUMNS, rows: ROWS, voidShare: 0.001 });

/** Metres east and south of the terrain's north-west corner. */
const at = (eastM: number, southM: number): UtmPoint => ({
  eastingM: 680_000 + eastM,
  northingM: 2_430_000 - southM,
});
const SPAN_M = { east: (COLUMNS - 1) * 30, south: (ROWS - 1) * 30 };
const anywhere = fc
  .tuple(
    fc.double({ min: -0.05, max: 1.05, noNaN: true }),
    fc.double({ min: -0.05, max: 1.05, noNaN: true }),
  )
  .map(([east, south]) => at(east * SPAN_M.east, south * SPAN_M.south));

const sector = fc.record({
  frequencyGHz: fc.constantFrom(0.7, 0.9, 1.8, 2.6, 3.5),
  polarization: fc.constantFrom("horizontal" as const, "vertical" as const),
  peakReferenceEirpDbm: fc.constantFrom(-30, -5, 10, 30),
  pattern: fc.constantFrom(OMNI, TR_36_814),
  azimuthDeg: fc.integer({ min: 0, max: 359 }),
  downtiltDeg: fc.integer({ min: 0, max: 10 }),
  rangeM: fc.constantFrom(500, 2000, 5000, 20_000),
});
const masts = fc
  .array(
    fc.record({
      position: anywhere,
      antennaHeightAglM: fc.constantFrom(12, 30, 45),
      sectors: fc.array(sector, { minLength: 1, maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((list) =>
    list.flatMap(({ position, antennaHeightAglM, sectors }): LinkCell[] =>
      sectors.map((each) => ({ position, antennaHeightAglM, ...each })),
    ),
  );

/** One link with a profile of its own; undefined beyond the range, NaN where a height is unknown. */
function naiveLevelDbm(cell: LinkCell, to: UtmPoint, terrain = hills): number | undefined {
  const from = cell.position;
  const distanceM = groundDistanceM(from, to);
  if (distanceM > cell.rangeM) return undefined;
  const { profile } = profileBetween(terrain, from, to, 30);
  if (!profile) return NaN;
  const { distanceKm, terrainHeightM } = profile;
  const tx = terrainHeightM[0]! + cell.antennaHeightAglM;
  const rx = terrainHeightM.at(-1)! + RX_M;
  const lossDb = medianLossDb(profile, tx, rx, 8931, cell.frequencyGHz, cell.polarization);
  const survey = makeTerrainSurvey();
  surveyTerrain(distanceKm, terrainHeightM, tx, rx, 8931, survey);
  const slope = departureSlopeMPerKm(survey.txMPerKm, tx, rx, distanceM / 1000, 8931);
  const gridAzimuth = Math.atan2(to.eastingM - from.eastingM, to.northingM - from.northingM);
  const gainDb = sectorGainDb(
    cell.pattern,
    cell.azimuthDeg,
    cell.downtiltDeg,
    (gridAzimuth * 180) / Math.PI + gridConvergenceDeg(from),
    elevationDegOfSlope(slope),
  );
  return cell.peakReferenceEirpDbm + gainDb - lossDb;
}

/** Levels by "cell point", of all links that the engine tells. */
function told(
  cells: readonly LinkCell[],
  points: readonly UtmPoint[],
  floorDbm: number,
  terrain = hills,
) {
  const levels = new Map<string, number>();
  eachLink(terrain, cells, points, { ...options, floorDbm }, (cell, point, levelDbm) => {
    expect(levels.has(`${cell} ${point}`)).toBe(false);
    levels.set(`${cell} ${point}`, levelDbm);
  });
  return levels;
}

const omni: LinkCell = {
  position: at(3000, 3000),
  antennaHeightAglM: 30,
  frequencyGHz: 0.7,
  polarization: "vertical",
  peakReferenceEirpDbm: 30,
  pattern: OMNI,
  azimuthDeg: 0,
  downtiltDeg: 0,
  rangeM: 10_000,
};

// Closer than two steps the reference has two steps, the engine one and free space alone.
const apart = (cells: readonly LinkCell[], points: readonly UtmPoint[]) =>
  points.filter((point) => cells.every(({ position }) => groundDistanceM(position, point) > 31));

test("every link is the one of a profile drawn for it alone, and none is missing", () => {
  fc.assert(
    fc.property(masts, fc.array(anywhere, { maxLength: 8 }), fc.boolean(), (cells, all, holes) => {
      const points = apart(cells, all);
      const terrain = holes ? holed : hills;
      const levels = told(cells, points, -Infinity, terrain);
      let expected = 0;
      for (const [c, cell] of cells.entries())
        for (const [p, point] of points.entries()) {
          const naive = naiveLevelDbm(cell, point, terrain);
          const level = levels.get(`${c} ${p}`);
          if (naive === undefined) expect(level).toBeUndefined();
          else {
            expected += 1;
            if (Number.isNaN(naive)) expect(level).toBeNaN();
            else expect(level).toBeCloseTo(naive, 8);
          }
        }
      expect(levels.size).toBe(expected);
    }),
    { numRuns: 150 },
  );
});

test("pruning takes away nothing that reaches the floor, and adds nothing", () => {
  fc.assert(
    fc.property(
      masts,
      fc.array(anywhere, { maxLength: 8 }),
      fc.integer({ min: -140, max: -60 }),
      (cells, points, floorDbm) => {
        const all = told(cells, points, -Infinity);
        const pruned = told(cells, points, floorDbm);
        const reaching = [...all].filter(([, level]) => level >= floorDbm);
        expect([...pruned].filter(([, level]) => !Number.isNaN(level))).toEqual(reaching);
        // A link over unknown ground may be told of no more than before.
        for (const [link, level] of pruned)
          if (Number.isNaN(level)) expect(all.get(link)).toBeNaN();
      },
    ),
    { numRuns: 200 },
  );
});

test("a link in free space that is exactly at the floor stays, with the least more it goes", () => {
  const high = { ...omni, antennaHeightAglM: 900, polarization: "horizontal" as const };
  let inSight = 0;
  for (let eastM = 200; eastM < 6000; eastM += 37) {
    const points = [at(eastM, 2900)];
    const [exactly] = told([high], points, -Infinity).values();
    expect(told([high], points, exactly!).size).toBe(1);
    expect(told([high], points, exactly! + 1e-6).size).toBe(0);
    const distanceM = groundDistanceM(high.position, points[0]!);
    const freeSpaceDb = 92.4 + 20 * Math.log10((0.7 * distanceM) / 1000);
    if (high.peakReferenceEirpDbm - exactly! < freeSpaceDb + 1) inSight += 1;
  }
  // Far out the antenna's height adds little to the way: the bound is nearly met.
  expect(inSight).toBeGreaterThan(0);
});

test("cells of one mast with two bands and polarizations each have their own loss", () => {
  const plain = makeHills({ seed: 1, columns: COLUMNS, rows: ROWS });
  plain.heightsM.fill(100);
  // Low over level ground, where the polarization matters.
  const cells = ([0.7, 0.9, 0.7] as const).flatMap((frequencyGHz) =>
    (["vertical", "horizontal"] as const).map(
      (polarization): LinkCell => ({ ...omni, antennaHeightAglM: 4, frequencyGHz, polarization }),
    ),
  );
  const point = at(6000, 5500);
  const levels = told(cells, [point], -Infinity, plain);
  for (const [c, cell] of cells.entries())
    expect(levels.get(`${c} 0`)).toBeCloseTo(naiveLevelDbm(cell, point, plain)!, 8);
  expect(new Set(levels.values()).size).toBe(4);
});

test("a point hears the strongest of its links, of equal ones the first cell", () => {
  fc.assert(
    fc.property(masts, fc.array(anywhere, { maxLength: 8 }), (cells, points) => {
      // Every cell twice: each has an equal.
      const twice = [...cells, ...cells];
      const levels = told(twice, points, -110, holed);
      const best = findBestCells(holed, twice, points, { ...options, floorDbm: -110 });
      for (const p of points.keys()) {
        const heard = twice
          .map((_, c) => ({ c, level: levels.get(`${c} ${p}`) ?? -Infinity }))
          .filter(({ level }) => level >= -110)
          .sort((a, b) => b.level - a.level || a.c - b.c);
        expect(best.cell[p]).toBe(heard[0]?.c ?? NO_CELL);
        expect(best.levelDbm[p]).toBe(heard[0]?.level ?? NaN);
        const unknown = twice.filter((_, c) => Number.isNaN(levels.get(`${c} ${p}`) ?? 0)).length;
        expect(best.notComputed[p]).toBe(unknown);
        expect(receptionOf(best, p)).toBe(
          heard.length > 0 ? "heard" : unknown > 0 ? "not_computed" : "too_weak",
        );
      }
    }),
    { numRuns: 100 },
  );
});

test("unknown ground on the way, a point or a mast outside the terrain: not computed", () => {
  const outside = { ...omni, position: at(-500, 3000) };
  const receptionAt = (cell: LinkCell, point: UtmPoint, terrain = hills) =>
    receptionOf(findBestCells(terrain, [cell], [point], options), 0);
  expect(receptionAt(omni, at(3500, 3000))).toBe("heard");
  expect(receptionAt(outside, at(200, 3000))).toBe("not_computed");
  expect(receptionAt(omni, at(3000, SPAN_M.south + 40))).toBe("not_computed");
  const broken = makeHills({ seed: 11, columns: COLUMNS, rows: ROWS });
  broken.heightsM[100 * COLUMNS + 110] = broken.header.voidValue;
  expect(receptionAt(omni, at(3600, 3000), broken)).toBe("not_computed");
  expect(receptionAt(omni, at(2400, 3000), broken)).toBe("heard");
});

test("too weak, and beyond the range, are answers over unknown ground too", () => {
  const receptionOfWeak = (cell: LinkCell, point: UtmPoint) =>
    receptionOf(findBestCells(hills, [cell], [point], { ...options, floorDbm: -80 }), 0);
  expect(receptionOfWeak({ ...omni, peakReferenceEirpDbm: -20 }, at(5000, 3000))).toBe("too_weak");
  expect(receptionOfWeak({ ...omni, peakReferenceEirpDbm: -20 }, at(3000, 8000))).toBe("too_weak");
  expect(receptionOfWeak({ ...omni, rangeM: 1000 }, at(3000, 8000))).toBe("too_weak");
});

test("under the mast there is a level, and the antenna looks straight down", () => {
  const best = findBestCells(hills, [omni], [omni.position], options);
  // 28.5 m of free space at 0.7 GHz.
  const freeDb = 92.4 + 20 * Math.log10(0.7) + 20 * Math.log10(0.0285);
  expect(best.levelDbm[0]).toBeCloseTo(30 - freeDb, 1);
});

test("the collector keeps every link, in the order in which they were told", () => {
  const { add, table } = makeLinkCollector();
  for (let i = 0; i < 5000; i++) add(i % 7, i, -100 - i, 100 + i, i * 3);
  const links = table();
  expect(links.cell).toHaveLength(5000);
  expect([links.cell[4999], links.point[4999], links.levelDbm[4999]]).toEqual([1, 4999, -5099]);
  expect([links.lossDb[1024], links.distanceM[1023]]).toEqual([1124, 3069]);
});

test("a step that is none is refused", () => {
  expect(() => eachLink(hills, [omni], [], { ...options, stepM: 0 }, () => {})).toThrow(
    "got steps of 0 m, expected more than 0",
  );
});
