/**
 * Inverse complementary cumulative normal distribution I(x), 0 < x < 1, in the approximation of
 * P.1812-8 Attachment 2 (eqs. 96, 97), error below 4.5e-4: I(0.01) = 2.326, I(0.5) = 8e-10 and not 0.
 */
export function inverseNormal(x: number): number {
  return x <= 0.5 ? upperTail(x) : -upperTail(1 - x);
}

function upperTail(x: number): number {
  const t = Math.sqrt(-2 * Math.log(x));
  const numerator = (0.010328 * t + 0.802853) * t + 2.515516698;
  const denominator = ((0.001308 * t + 0.189269) * t + 1.432788) * t + 1;
  return t - numerator / denominator;
}
