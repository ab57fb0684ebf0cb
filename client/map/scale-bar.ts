/** Metres on the ground per CSS px of MapLibre's 512 px world at zoom 0 on the equator. */
const METRES_PER_PX_AT_ZOOM_0 = 40_075_016.686 / 512;
const ROUND_STEPS = [1, 2, 3, 5] as const;

export interface ScaleBar {
  metres: number;
  widthPx: number;
}

/** The longest bar of a round length (1, 2, 3 or 5 of a power of ten) no wider than `maxWidthPx`. */
export function scaleBarAt(latitudeDeg: number, zoom: number, maxWidthPx: number): ScaleBar {
  const metresPerPx =
    (METRES_PER_PX_AT_ZOOM_0 * Math.cos((latitudeDeg * Math.PI) / 180)) / 2 ** zoom;
  const longest = metresPerPx * maxWidthPx;
  const power = 10 ** Math.floor(Math.log10(longest));
  const step = ROUND_STEPS.findLast((candidate) => candidate * power <= longest) ?? 1;
  const metres = step * power;
  return { metres, widthPx: metres / metresPerPx };
}

/** Whether two bars look the same, to half a px. */
export const isSameBar = (a: ScaleBar, b: ScaleBar): boolean =>
  a.metres === b.metres && Math.abs(a.widthPx - b.widthPx) < 0.5;

/** Length of a bar in words: its steps are whole metres or whole kilometres. */
export function scaleText({ metres }: ScaleBar): string {
  return metres < 1000 ? `${metres} m` : `${metres / 1000} km`;
}
