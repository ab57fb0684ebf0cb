export type Polarization = "horizontal" | "vertical";

/** Relative permittivity and conductivity (S/m) of the ground, P.1812-8 section 4.3.3. */
const LAND = { permittivity: 22, conductivity: 0.003 };
const SEA = { permittivity: 80, conductivity: 5 };

/**
 * First term of the residue series of spherical-Earth diffraction, dB (P.1812-8 eqs. 28-36), over
 * land and sea in proportion to `overWaterFraction` (0..1). Antenna heights in m above the smooth
 * surface; `radiusKm` is the radius to use here, effective or fitted. May be negative.
 */
export function firstTermLossDb(
  txHeightM: number,
  rxHeightM: number,
  radiusKm: number,
  distanceKm: number,
  frequencyGHz: number,
  overWaterFraction: number,
  polarization: Polarization,
): number {
  // Cube roots that eqs. 29, 31 and 32 share.
  const inverseRadiusRoot = 1 / Math.cbrt(radiusKm);
  const frequencyRoot = Math.cbrt(frequencyGHz);
  const admittanceScale = (0.036 * inverseRadiusRoot) / frequencyRoot;
  const distance = 21.88 * frequencyRoot * inverseRadiusRoot * inverseRadiusRoot * distanceKm;
  const height = 0.9575 * frequencyRoot * frequencyRoot * inverseRadiusRoot;
  const tx = height * txHeightM;
  const rx = height * rxHeightM;
  let loss = 0;
  if (overWaterFraction < 1) {
    const k = admittanceScale * admittance(LAND, frequencyGHz, polarization);
    loss += (1 - overWaterFraction) * groundLossDb(k, distance, tx, rx);
  }
  if (overWaterFraction > 0) {
    const k = admittanceScale * admittance(SEA, frequencyGHz, polarization);
    loss += overWaterFraction * groundLossDb(k, distance, tx, rx);
  }
  return loss;
}

/** Normalised surface admittance K without its factor of radius and frequency (eqs. 29a, 29b). */
function admittance(ground: typeof LAND, frequencyGHz: number, polarization: Polarization): number {
  const { permittivity } = ground;
  const loss = (18 * ground.conductivity) / frequencyGHz;
  const horizontal = 1 / Math.sqrt(Math.sqrt((permittivity - 1) ** 2 + loss * loss));
  if (polarization === "horizontal") return horizontal;
  return horizontal * Math.sqrt(permittivity * permittivity + loss * loss);
}

/** Loss over one kind of ground (eq. 36); normalised distance and heights still without beta. */
function groundLossDb(k: number, distance: number, tx: number, rx: number): number {
  const k2 = k * k;
  const k4 = k2 * k2;
  const beta = (1 + 1.6 * k2 + 0.67 * k4) / (1 + 4.5 * k2 + 1.53 * k4);
  const leastGain = 2 + 20 * Math.log10(k);
  const beta2 = beta * beta;
  return (
    -distanceGainDb(beta * distance) -
    heightGainDb(beta2 * tx, leastGain) -
    heightGainDb(beta2 * rx, leastGain)
  );
}

/** F(X), eq. 33. */
function distanceGainDb(x: number): number {
  if (x >= 1.6) return 11 + 10 * Math.log10(x) - 17.6 * x;
  return -20 * Math.log10(x) - 5.6488 * x ** 1.425;
}

/** G(Y) of B = beta Y, eqs. 34 and 35. */
function heightGainDb(b: number, leastGain: number): number {
  const gain =
    b > 2
      ? 17.6 * Math.sqrt(b - 1.1) - 5 * Math.log10(b - 1.1) - 8
      : 20 * Math.log10(b + 0.1 * b * b * b);
  return Math.max(gain, leastGain);
}
