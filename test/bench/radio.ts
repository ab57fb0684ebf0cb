/**
 * `node test/bench/radio.ts`: CPU time (of all threads of the process, medians after warm-up) of what
 * coverage is computed with, on the demonstration terrain, with ratios against named baselines of the
 * same run. Seeded; nothing passes or fails by time. (b) runs only where Debian's `splat` is installed.
 *
 * 2026-11-22, 2 cores of a 2.4 GHz EPYC with other work, two runs (best rounds in brackets):
 * (a) sweep 30-48 ms (26-37), loss 8-14 (8-11), raster 15-23 (15-22): 54-67 ms in the quieter run,
 *     65-85 in the other; one profile per pixel takes 29 to 59 times sweep and loss;
 * (b) SPLAT! HD without reading its terrain 30 and 34 times all three; (c) 4.7 us;
 * (d) 138 and 123 ms (114, 95), three sectors a mast 145 and 127; (e) 29 and 36 ms (23, 24).
 * Helped in (a): loss 60 to 9 ms, by a second bound that spares the spherical Earth where the ground
 * falls away from the lower antenna (places that reach its cosine: 8-18 % before, at most 0.2 % after), by a
 * table of the edge's loss, by free space once a ring and a series for the slant; sweep 50 to 33, see
 * `ray-walker.ts`. Helped in (d): 216 to 138 ms, by sampling and surveying in one pass with equal steps
 * and reciprocals; a mast's cells share it, so that sectors cost next to nothing.
 * Did not help: asking once a ray, not once a sample, whether ground is inside the terrain (10 %; kept).
 * (e) is a third walker, a sixth raster (atan2 a pixel), a tenth each loss and refilling second servers.
 */
import { findBestCells } from "../../geodata/radio/links/best-cells.ts";
import type { P1812Link } from "../../geodata/radio/p1812/link.ts";
import { p1812LossDb } from "../../geodata/radio/p1812/p1812.ts";
import { beginComputing } from "../../geodata/text/command-help.ts";
import { mountainProfile, seededChance } from "../geodata/radio/mountain-profile.ts";
import { type Timed, timeInTurn } from "./radio/cpu-time.ts";
import { demonstrationTerrain, mastsInside, villageCentres } from "./radio/demonstration-world.ts";
import { makeDrag } from "./radio/dragged-mast.ts";
import { cellsOn, randomPlaces } from "./radio/many-links.ts";
import { ANTENNA_AGL_M, makeAreaWork, profilePerPlace, RADIUS_KM } from "./radio/one-mast.ts";
import { splatTimes } from "./radio/splat-hd.ts";

beginComputing(
  process.argv.slice(2),
  "Benchmarks of the radio engine against named baselines.\nnpm run bench:radio",
  process,
);

const RANGE_M = 10_000;
const STEP_M = 30;
/** The baseline computes every such place and is scaled. */
const BASELINE_EVERY = 20;
const LINK_SAMPLES = 220;
const LINKS = 500;

const ms = (seconds: number) => `${(seconds * 1e3).toFixed(1)} ms`.padStart(10);
const line = ({ name, seconds, bestSeconds }: Timed, note = "") =>
  console.log(`  ${name.padEnd(46)}${ms(seconds)}  best ${ms(bestSeconds)}  ${note}`);

const chance = seededChance(526);
const terrain = await demonstrationTerrain();
const masts = mastsInside(terrain, RANGE_M);
const chosen = [0, 0.25, 0.5, 0.75, 1].map((part) => masts[Math.round(part * (masts.length - 1))]!);

const area = makeAreaWork(terrain, RANGE_M, STEP_M);
console.log(
  `(a) One mast, ${RANGE_M / 1000} km, ${STEP_M} m, ${area.places.toLocaleString("en")} places, CPU time, median:`,
);
for (const mast of chosen) {
  const stages = timeInTurn(
    {
      sweep: () => area.sweep(mast),
      "loss of one band": () => area.loss(mast),
      "raster to pixels": () => area.raster(mast),
    },
    { warmUp: 5, counted: 15 },
  );
  const sum = stages.reduce((total, { seconds }) => total + seconds, 0);
  const nu = area.sweepOf(mast).nuAt1GHz;
  const inSight = nu.reduce((count, each) => count + (each < 0 ? 1 : 0), 0);
  let worstDb = NaN;
  const [baseline] = timeInTurn(
    {
      "one profile per pixel": () => {
        worstDb = profilePerPlace(terrain, mast, area, BASELINE_EVERY);
      },
    },
    { warmUp: 1, counted: 3 },
  );
  const baselineSeconds = baseline!.seconds * BASELINE_EVERY;
  console.log(
    ` ${mast.id}, ground ${Math.round(mast.groundM)} m, ${((100 * inSight) / nu.length).toFixed(0)} % in sight:`,
  );
  for (const stage of stages) line(stage);
  console.log(
    `  ${"all three".padEnd(46)}${ms(sum)}  ${Math.round(area.places / sum).toLocaleString("en")} places/s`,
  );
  const sweepAndLoss = stages[0]!.seconds + stages[1]!.seconds;
  console.log(
    `  ${`one profile per pixel (every ${BASELINE_EVERY}th, scaled)`.padEnd(46)}${ms(baselineSeconds)}  ${(baselineSeconds / sweepAndLoss).toFixed(0)} x sweep and loss; differs by ${worstDb.toExponential(1)} dB`,
  );
}

const inTile = masts.find(({ lon, lat }) => lon > 106.65 && lon < 106.9 && lat < 21.9);
const splat = inTile && splatTimes(terrain, inTile, ANTENNA_AGL_M, RANGE_M / 1000);
console.log("(b) SPLAT! HD, the same terrain as a one-arcsecond tile, ITM:");
if (splat === undefined) console.log("  splat-hd is not installed: left out");
else {
  const { wholeSeconds, readingSeconds } = splat;
  const stages = timeInTurn(
    {
      ours: () => {
        area.sweep(inTile!);
        area.loss(inTile!);
        area.raster(inTile!);
      },
    },
    { warmUp: 1, counted: 9 },
  );
  const working = wholeSeconds - readingSeconds;
  console.log(
    `  ${inTile!.id}: ${wholeSeconds.toFixed(2)} s, of which ${readingSeconds.toFixed(2)} s to read the terrain; the rest is ${(working / stages[0]!.seconds).toFixed(0)} x ours (${ms(stages[0]!.seconds).trim()})`,
  );
}

const profiles = Array.from({ length: LINKS }, () =>
  mountainProfile(chance, 1 + 19 * chance(), LINK_SAMPLES),
);
const link: P1812Link = {
  frequencyGHz: 1.8,
  timePercent: 50,
  txHeightAglM: 42,
  rxHeightAglM: 1.5,
  polarization: "horizontal",
  centreLatDeg: 21.9,
};
let sink = 0;
const [p1812] = timeInTurn(
  {
    links: () => {
      for (let again = 0; again < 20; again++)
        for (const profile of profiles) sink += p1812LossDb(profile, link);
    },
  },
  { warmUp: 3, counted: 15 },
);
console.log(
  `(c) P.1812-8, one link of ${LINK_SAMPLES} samples: ${((p1812!.seconds / (20 * LINKS)) * 1e6).toFixed(2)} us (see p1812-link.ts)`,
);

const manyMasts = randomPlaces(
  masts.map(({ place }) => place),
  400,
  chance,
);
const points = randomPlaces(
  masts.map(({ place }) => place),
  190,
  chance,
);
console.log(
  `(d) ${points.length} points x ${manyMasts.length} masts, ${RANGE_M / 1000} km, exact:`,
);
for (const sectors of [1, 3]) {
  const cells = cellsOn(manyMasts, sectors, RANGE_M);
  let links = 0;
  const [timed] = timeInTurn(
    {
      [`${sectors} cell(s) a mast`]: () => {
        links = 0;
        findBestCells(terrain, cells, points, { radiusKm: RADIUS_KM }, () => links++);
      },
    },
    { warmUp: 3, counted: 9 },
  );
  line(
    timed!,
    `${links.toLocaleString("en")} links, ${((timed!.seconds / links) * 1e6).toFixed(2)} us each`,
  );
}

const villages = villageCentres();
const drag = makeDrag(terrain, masts, villages, RANGE_M);
let covered = 0;
const [dragged] = timeInTurn(
  { "60 m sweep to count": () => (covered = drag()) },
  { warmUp: 8, counted: 31 },
);
console.log(
  `(e) A mast among ${masts.length} dragged by 60 m, ${villages.length} thôn counted again:`,
);
line(dragged!, `${covered} covered`);
if (!Number.isFinite(sink)) throw new Error("a P.1812 link has no loss");
