import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  elevationAtLonLat,
  type MetricTerrain,
} from "../../../geodata/radio/terrain/metric-terrain.ts";
import type { BenchMast } from "./demonstration-world.ts";

/** Samples on the side of a one-arcsecond tile. */
const SIDE = 3601;
const TILE = { lon: 106, lat: 21 };

export interface SplatTimes {
  /** The whole command, CPU s, and the same with next to no range: reading the terrain. */
  wholeSeconds: number;
  readingSeconds: number;
}

/** CPU time of SPLAT! HD (ITM path loss) around a mast of tile N21E106; undefined if it is not installed. */
export function splatTimes(
  terrain: MetricTerrain,
  mast: BenchMast,
  heightAglM: number,
  rangeKm: number,
): SplatTimes | undefined {
  if (spawnSync("which", ["splat-hd", "srtm2sdf-hd"]).status !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "splat-bench-"));
  try {
    writeFileSync(join(folder, "N21E106.hgt"), tileOf(terrain));
    execFileSync("srtm2sdf-hd", ["N21E106.hgt"], { cwd: folder, stdio: "ignore" });
    // SPLAT! counts degrees westwards.
    writeFileSync(
      join(folder, "tx.qth"),
      `tx\n${mast.lat}\n${360 - mast.lon}\n${heightAglM} meters\n`,
    );
    writeFileSync(join(folder, "tx.lrp"), "15.000\n0.005\n301.000\n1800.000\n5\n0\n0.50\n0.50\n");
    const run = (radiusKm: number) => {
      const command = `splat-hd -t tx.qth -L 1.5 -R ${radiusKm} -metric -N -o map >log 2>&1; times`;
      const times = execFileSync("bash", ["-c", command], { cwd: folder, encoding: "utf8" });
      // Second line: user and system time of the children, as 0m1.234s.
      return Array.from(
        times
          .trim()
          .split("\n")[1]!
          .matchAll(/(\d+)m([\d.]+)s/g),
      ).reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0);
    };
    return { wholeSeconds: run(rangeKm), readingSeconds: run(0.1) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The terrain as an SRTM tile, big-endian; sea where it does not reach. */
function tileOf(terrain: MetricTerrain): Buffer {
  const bytes = Buffer.alloc(2 * SIDE * SIDE);
  for (let row = 0; row < SIDE; row++)
    for (let column = 0; column < SIDE; column++) {
      const lon = TILE.lon + column / (SIDE - 1);
      const lat = TILE.lat + 1 - row / (SIDE - 1);
      if (lon < 106.5 || lat < 21.6) continue;
      const heightM = elevationAtLonLat(terrain, lon, lat) ?? 0;
      bytes.writeInt16BE(Math.round(heightM), 2 * (row * SIDE + column));
    }
  return bytes;
}
