import { bulgePerKm2 } from "../../../geodata/radio/diffraction/bullington.ts";
import type { P1812Terms } from "../../../geodata/radio/p1812/terms.ts";
import { type PathProfile, pathLengthKm } from "../../../geodata/radio/path-profile.ts";

/** Lines of a profile on a terminal. */
const ROWS = 12;
const COLUMNS = 78;

/**
 * The ground in letters: # ground, | what stands on it, . the direct ray over it, distances in equal
 * columns. A column shows the highest of its points: what blocks is never drawn away.
 */
export function profileDrawing(profile: PathProfile, terms: P1812Terms): string[] {
  const { terrainHeightM, obstacleHeightM } = profile;
  const lengthKm = pathLengthKm(profile);
  const bulge = bulgePerKm2(terms.medianRadiusKm);
  const last = terrainHeightM.length - 1;
  const columns = Array.from({ length: COLUMNS }, (_, column) => {
    const part = column / (COLUMNS - 1);
    const atKm = part * lengthKm;
    const ray = terms.txHeightAmslM * (1 - part) + terms.rxHeightAmslM * part;
    const half = last / (COLUMNS - 1) / 2;
    const from = Math.max(0, Math.min(Math.round(part * last), Math.ceil(part * last - half)));
    const to = Math.min(last, Math.max(Math.round(part * last), Math.floor(part * last + half)));
    let groundM = -Infinity;
    let topM = -Infinity;
    for (let i = from; i <= to; i++) {
      groundM = Math.max(groundM, terrainHeightM[i]!);
      // The ends of obstacle heights have no meaning.
      topM = Math.max(topM, i === 0 || i === last ? terrainHeightM[i]! : obstacleHeightM[i]!);
    }
    return { groundM, topM, rayM: ray - bulge * atKm * (lengthKm - atKm) };
  });
  const all = columns.flatMap(({ groundM, topM, rayM }) => [groundM, topM, rayM]);
  const lowest = Math.min(...all);
  const stepM = Math.max((Math.max(...all) - lowest) / (ROWS - 1), 1e-9);
  const rowOf = (heightM: number) => Math.round((heightM - lowest) / stepM);
  return Array.from({ length: ROWS }, (_, line) => {
    const row = ROWS - 1 - line;
    const drawn = columns.map(({ groundM, topM, rayM }) => {
      if (rowOf(rayM) === row) return ".";
      if (rowOf(groundM) >= row) return "#";
      return topM > groundM && rowOf(topM) >= row ? "|" : " ";
    });
    return `${(lowest + row * stepM).toFixed(0).padStart(6)} m |${drawn.join("").trimEnd()}`;
  });
}
