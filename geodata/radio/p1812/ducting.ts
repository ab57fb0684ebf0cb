import type { PathProfile } from "../path-profile.ts";
import { coastDistancesKm } from "./coast-distance.ts";
import type { P1812Link } from "./link.ts";
import type { PathGeometry } from "./path-geometry.ts";
import type { P1812Terms } from "./terms.ts";

/**
 * Lba, basic transmission loss of ducting and layer reflection not exceeded for `timePercent`, dB
 * (P.1812-8 section 4.5, eqs. 46 to 56), from the path's terms: zones, geometry, median Earth, tau,
 * beta0 and antenna heights.
 */
export function ductingLossDb(profile: PathProfile, link: P1812Link, terms: P1812Terms): number {
  const { frequencyGHz } = link;
  const { geometry, lengthKm, medianRadiusKm, inlandShape } = terms;
  const { overWaterFraction } = terms.zones;
  const frequencyRoot = Math.cbrt(frequencyGHz);
  const { txHorizonKm, rxHorizonKm, txHorizonMrad, rxHorizonMrad } = geometry;
  // Af, eq. 47: fixed losses of coupling into and out of the duct.
  let loss = 102.45 + 20 * Math.log10(frequencyGHz) + 20 * Math.log10(txHorizonKm + rxHorizonKm);
  if (frequencyGHz < 0.5) loss += 45.375 - 137 * frequencyGHz + 92.5 * frequencyGHz * frequencyGHz;
  loss += shieldingDb(txHorizonMrad - 0.1 * txHorizonKm, txHorizonKm, frequencyGHz, frequencyRoot);
  loss += shieldingDb(rxHorizonMrad - 0.1 * rxHorizonKm, rxHorizonKm, frequencyGHz, frequencyRoot);
  if (overWaterFraction >= 0.75) {
    const coast = coastDistancesKm(profile);
    loss += coastalCouplingDb(link.txCoastKm ?? coast.tx, txHorizonKm, terms.txHeightAmslM);
    loss += coastalCouplingDb(link.rxCoastKm ?? coast.rx, rxHorizonKm, terms.rxHeightAmslM);
  }
  // Ad(p), eq. 50: losses that depend on angle and on time.
  const angleMrad =
    (1000 * lengthKm) / medianRadiusKm +
    Math.min(txHorizonMrad, 0.1 * txHorizonKm) +
    Math.min(rxHorizonMrad, 0.1 * rxHorizonKm);
  loss += 5e-5 * medianRadiusKm * frequencyRoot * angleMrad;
  const beta =
    terms.incidencePercent * pathCorrection(geometry, lengthKm, medianRadiusKm, inlandShape);
  return loss + timeVariationDb(link.timePercent / beta, beta, lengthKm);
}

/** Ast, Asr, eq. 48: shielding by an antenna's own horizon. */
function shieldingDb(
  angleMrad: number,
  horizonKm: number,
  frequencyGHz: number,
  frequencyRoot: number,
): number {
  if (!(angleMrad > 0)) return 0;
  return (
    20 * Math.log10(1 + 0.361 * angleMrad * Math.sqrt(frequencyGHz * horizonKm)) +
    0.264 * angleMrad * frequencyRoot
  );
}

/** Act, Acr, eq. 49: coupling to a duct over the sea, for an antenna near the coast of a sea path. */
function coastalCouplingDb(coastKm: number, horizonKm: number, heightM: number): number {
  if (coastKm > 5 || coastKm > horizonKm) return 0;
  return -3 * Math.exp(-0.25 * coastKm * coastKm) * (1 + Math.tanh(0.07 * (50 - heightM)));
}

/** mu2 mu3, eqs. 55 and 56: what path geometry and roughness take from the incidence of ducts. */
function pathCorrection(
  geometry: PathGeometry,
  lengthKm: number,
  radiusKm: number,
  inland: number,
): number {
  const alpha = Math.max(-3.4, -0.6 - 3.5e-9 * lengthKm ** 3.1 * inland);
  const roots = Math.sqrt(geometry.ductingTxHeightM) + Math.sqrt(geometry.ductingRxHeightM);
  const mu2 = Math.min(((500 / radiusKm) * (lengthKm / roots) ** 2) ** alpha, 1);
  const { roughnessM } = geometry;
  if (roughnessM <= 10) return mu2;
  const betweenKm = Math.min(lengthKm - geometry.txHorizonKm - geometry.rxHorizonKm, 40);
  return mu2 * Math.exp(-4.6e-5 * (roughnessM - 10) * (43 + 6 * betweenKm));
}

/** A(p), eqs. 53 and 53a; `ratio` is p / beta. */
function timeVariationDb(ratio: number, beta: number, lengthKm: number): number {
  const logBeta = Math.log10(beta);
  const exponent =
    (1.076 / (2.0058 - logBeta) ** 1.012) *
    Math.exp(-(9.51 - 4.8 * logBeta + 0.198 * logBeta * logBeta) * 1e-6 * lengthKm ** 1.13);
  return -12 + (1.2 + 3.7e-3 * lengthKm) * Math.log10(ratio) + 12 * ratio ** exponent;
}
