/**
 * The same free space and delta-Bullington written as the Recommendation reads, one array a formula:
 * the baseline that `p1812-link.ts` names. Distances in km, heights in m, horizontal over land.
 */
export interface TextbookPath {
  distanceKm: readonly number[];
  terrainHeightM: readonly number[];
  txHeightM: number;
  rxHeightM: number;
  radiusKm: number;
  frequencyGHz: number;
}

export function textbookLossDb(path: TextbookPath): number {
  const { distanceKm, terrainHeightM, txHeightM, rxHeightM, frequencyGHz } = path;
  const length = distanceKm.at(-1)!;
  const slantKm = Math.hypot(length, (txHeightM - rxHeightM) / 1000);
  const freeSpace = 92.4 + 20 * Math.log10(frequencyGHz) + 20 * Math.log10(slantKm);
  const [smoothTx, smoothRx] = smoothEarth(path);
  const effective = {
    ...path,
    terrainHeightM: terrainHeightM.map(() => 0),
    txHeightM: txHeightM - smoothTx,
    rxHeightM: rxHeightM - smoothRx,
  };
  return freeSpace + bullington(path) + Math.max(spherical(effective) - bullington(effective), 0);
}

function knifeEdge(nu: number): number {
  return nu > -0.78 ? 6.9 + 20 * Math.log10(Math.sqrt((nu - 0.1) ** 2 + 1) + nu - 0.1) : 0;
}

function bullington(path: TextbookPath): number {
  const { distanceKm, terrainHeightM, txHeightM: ht, rxHeightM: hr, radiusKm } = path;
  const length = distanceKm.at(-1)!;
  const wavelength = 0.2998 / path.frequencyGHz;
  const d = distanceKm.slice(1, -1);
  const bulged = terrainHeightM
    .slice(1, -1)
    .map((h, i) => h + (500 / radiusKm) * d[i]! * (length - d[i]!));
  const stim = Math.max(...bulged.map((h, i) => (h - ht) / d[i]!));
  const scale = (x: number) => Math.sqrt((0.002 * length) / (wavelength * x * (length - x)));
  const ray = (x: number) => (ht * (length - x) + hr * x) / length;
  let edge: number;
  if (stim < (hr - ht) / length)
    edge = knifeEdge(Math.max(...bulged.map((h, i) => (h - ray(d[i]!)) * scale(d[i]!))));
  else {
    const srim = Math.max(...bulged.map((h, i) => (h - hr) / (length - d[i]!)));
    const x = (hr - ht + srim * length) / (stim + srim);
    edge = knifeEdge((ht + stim * x - ray(x)) * scale(x));
  }
  return edge + (1 - Math.exp(-edge / 6)) * (10 + 0.02 * length);
}

function smoothEarth(path: TextbookPath): [tx: number, rx: number] {
  const { distanceKm: d, terrainHeightM: h, txHeightM: ht, rxHeightM: hr } = path;
  const length = d.at(-1)!;
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
  const steps = d.slice(1).map((x, i) => ({ x, w: d[i]!, hx: h[i + 1]!, hw: h[i]! }));
  const v1 = sum(steps.map(({ x, w, hx, hw }) => (x - w) * (hx + hw)));
  const v2 = sum(steps.map(({ x, w, hx, hw }) => (x - w) * (hx * (2 * x + w) + hw * (x + 2 * w))));
  let tx = (2 * v1 * length - v2) / length ** 2;
  let rx = (v2 - v1 * length) / length ** 2;
  const inner = d.slice(1, -1);
  const above = inner.map((x, i) => h[i + 1]! - (ht * (length - x) + hr * x) / length);
  const obstruction = Math.max(...above);
  if (obstruction > 0) {
    const alphaTx = Math.max(...above.map((a, i) => a / inner[i]!));
    const alphaRx = Math.max(...above.map((a, i) => a / (length - inner[i]!)));
    tx -= (obstruction * alphaTx) / (alphaTx + alphaRx);
    rx -= (obstruction * alphaRx) / (alphaTx + alphaRx);
  }
  return [Math.min(tx, h[0]!), Math.min(rx, h.at(-1)!)];
}

function spherical(path: TextbookPath): number {
  const { distanceKm, txHeightM: ht, rxHeightM: hr, radiusKm } = path;
  const d = distanceKm.at(-1)!;
  const wavelength = 0.2998 / path.frequencyGHz;
  if (d >= Math.sqrt(2 * radiusKm) * (Math.sqrt(0.001 * ht) + Math.sqrt(0.001 * hr)))
    return firstTerm(path, radiusKm);
  const c = (ht - hr) / (ht + hr);
  const m = (250 * d ** 2) / (radiusKm * (ht + hr));
  const angle = Math.acos(((3 * c) / 2) * Math.sqrt((3 * m) / (m + 1) ** 3));
  const b = 2 * Math.sqrt((m + 1) / (3 * m)) * Math.cos(Math.PI / 3 + angle / 3);
  const d1 = (d / 2) * (1 + b);
  const d2 = d - d1;
  const clearance =
    ((ht - (500 * d1 ** 2) / radiusKm) * d2 + (hr - (500 * d2 ** 2) / radiusKm) * d1) / d;
  const needed = 17.456 * Math.sqrt((d1 * d2 * wavelength) / d);
  if (clearance > needed) return 0;
  const loss = firstTerm(path, 500 * (d / (Math.sqrt(ht) + Math.sqrt(hr))) ** 2);
  return loss < 0 ? 0 : (1 - clearance / needed) * loss;
}

function firstTerm(path: TextbookPath, radiusKm: number): number {
  const f = path.frequencyGHz;
  const k = 0.036 * (radiusKm * f) ** (-1 / 3) * (21 ** 2 + (0.054 / f) ** 2) ** (-1 / 4);
  const beta = (1 + 1.6 * k ** 2 + 0.67 * k ** 4) / (1 + 4.5 * k ** 2 + 1.53 * k ** 4);
  const x = 21.88 * beta * (f / radiusKm ** 2) ** (1 / 3) * path.distanceKm.at(-1)!;
  const fx =
    x >= 1.6 ? 11 + 10 * Math.log10(x) - 17.6 * x : -20 * Math.log10(x) - 5.6488 * x ** 1.425;
  const gain = (height: number) => {
    const b = beta * 0.9575 * beta * (f ** 2 / radiusKm) ** (1 / 3) * height;
    const g =
      b > 2
        ? 17.6 * Math.sqrt(b - 1.1) - 5 * Math.log10(b - 1.1) - 8
        : 20 * Math.log10(b + 0.1 * b ** 3);
    return Math.max(g, 2 + 20 * Math.log10(k));
  };
  return -fx - gain(path.txHeightM) - gain(path.rxHeightM);
}
