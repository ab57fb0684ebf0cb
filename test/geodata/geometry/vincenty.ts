const RADIANS = Math.PI / 180;
const A = 6378137;
const F = 1 / 298.257223563;
const B = A * (1 - F);

/**
 * Length of a geodesic on WGS 84, metres, by Vincenty's inverse formula (Survey Review 23, 1975):
 * within 0.5 mm, not for antipodes. Written apart from `distanceM`, to judge it.
 */
export function vincentyM(lonA: number, latA: number, lonB: number, latB: number): number {
  if (lonA === lonB && latA === latB) return 0;
  const l = (lonB - lonA) * RADIANS;
  const u1 = Math.atan((1 - F) * Math.tan(latA * RADIANS));
  const u2 = Math.atan((1 - F) * Math.tan(latB * RADIANS));
  const [sinU1, cosU1, sinU2, cosU2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = l;
  for (let round = 0; round < 50; round++) {
    const across = cosU2 * Math.sin(lambda);
    const along = cosU1 * sinU2 - sinU1 * cosU2 * Math.cos(lambda);
    const sinSigma = Math.hypot(across, along);
    if (sinSigma === 0) return 0;
    const cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * Math.cos(lambda);
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (cosU1 * cosU2 * Math.sin(lambda)) / sinSigma;
    const cosSquaredAlpha = 1 - sinAlpha ** 2;
    const cos2Mid = cosSquaredAlpha === 0 ? 0 : cosSigma - (2 * sinU1 * sinU2) / cosSquaredAlpha;
    const c = (F / 16) * cosSquaredAlpha * (4 + F * (4 - 3 * cosSquaredAlpha));
    const bend = cos2Mid + c * cosSigma * (2 * cos2Mid ** 2 - 1);
    const next = l + (1 - c) * F * sinAlpha * (sigma + c * sinSigma * bend);
    const done = Math.abs(next - lambda) < 1e-13;
    lambda = next;
    if (!done) continue;
    const uSquared = (cosSquaredAlpha * (A * A - B * B)) / (B * B);
    const a =
      1 + (uSquared / 16384) * (4096 + uSquared * (uSquared * (320 - 175 * uSquared) - 768));
    const b = (uSquared / 1024) * (256 + uSquared * (uSquared * (74 - 47 * uSquared) - 128));
    const inner =
      cosSigma * (2 * cos2Mid ** 2 - 1) -
      (b / 6) * cos2Mid * (4 * sinSigma ** 2 - 3) * (4 * cos2Mid ** 2 - 3);
    return B * a * (sigma - b * sinSigma * (cos2Mid + (b / 4) * inner));
  }
  throw new Error(`no geodesic from ${lonA}, ${latA} to ${lonB}, ${latB}`);
}

/** The smallest `vincentyM` to a line that is straight in degrees, by sampling ever more closely. */
export function sampledDistanceM(lon: number, lat: number, line: readonly number[][]): number {
  return Math.min(
    ...line.slice(1).map((to, index) => {
      const from = line[index]!;
      const atM = (share: number) =>
        vincentyM(
          lon,
          lat,
          from[0]! + share * (to[0]! - from[0]!),
          from[1]! + share * (to[1]! - from[1]!),
        );
      let [start, end, bestM] = [0, 1, Infinity];
      // 100 km come down to 0.01 mm: also a place on the line is found there.
      for (let round = 0; round < 9; round++) {
        const width = (end - start) / 20;
        const shares = Array.from({ length: 21 }, (_, step) => start + step * width);
        const best = shares.reduce((a, b) => (atM(b) < atM(a) ? b : a));
        bestM = atM(best);
        start = Math.max(0, best - width);
        end = Math.min(1, best + width);
      }
      return bestM;
    }),
  );
}
