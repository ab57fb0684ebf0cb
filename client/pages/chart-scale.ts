export interface ChartFrame {
  width: number;
  height: number;
  margin: { left: number; right: number; top: number; bottom: number };
}

export interface ChartScale {
  /** The share at the bottom line: a whole step of 10 % below everything shown. */
  floor: number;
  x: (index: number) => number;
  y: (share: number) => number;
}

const STEP = 0.1;
const tenth = (value: number) => Math.round(value * 10) / 10;

/** Places shares (0..1) of `count` moments in a frame; the bottom line says where it begins. */
export function chartScale(
  shares: readonly number[],
  count: number,
  { width, height, margin }: ChartFrame,
): ChartScale {
  const floor = Math.max(0, Math.floor((Math.min(...shares) - 0.02) / STEP) * STEP);
  const top = Math.min(1, Math.ceil((Math.max(...shares) + 0.005) / STEP) * STEP);
  const across = width - margin.left - margin.right;
  const down = height - margin.top - margin.bottom;
  return {
    floor,
    x: (index) => tenth(margin.left + (count < 2 ? 0 : (index / (count - 1)) * across)),
    y: (share) => tenth(margin.top + (1 - (share - floor) / (top - floor)) * down),
  };
}
