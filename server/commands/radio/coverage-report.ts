import { DEMONSTRATION_MARK } from "../../../geodata/model/provenance.ts";
import type { PixelGrid } from "../../../geodata/radio/sweep/polar-raster.ts";
import { scaleFactorAt } from "../../../geodata/radio/terrain/utm48.ts";
import { type SignalClass, signalClassOf } from "../../../geodata/radio/thresholds.ts";
import type { ComputedCoverage } from "./coverage-meaning.ts";
import { SIGNAL_LEGEND } from "./signal-legend.ts";

/** Where the area model and P.1812-8 were found to be the same, km (README of geodata/radio). */
const SAME_AS_P1812_KM = 20;

/** What whoever asked for such a map may not know, one sentence each. */
export function coverageWarnings(
  { request, terrain }: Pick<ComputedCoverage, "request" | "terrain">,
  stepM: number,
): string[] {
  const warnings = [...request.transmitter.warnings];
  if (stepM > terrain.cellSizeM)
    warnings.push(
      `Steps of ${stepM} m are coarser than the terrain's cells of ${terrain.cellSizeM} m: ridges fall between them and the covered area comes out too large (at 60 m by about 8 %, at 90 m by 15 to 52 %, after the band). For previews only.`,
    );
  if (request.radiusM > SAME_AS_P1812_KM * 1000)
    warnings.push(
      `Beyond ${SAME_AS_P1812_KM} km the map leaves out troposcatter and ducting of P.1812: levels there are too low rather than too high. Use link for such distances.`,
    );
  return warnings;
}

/** What was computed, in words and square kilometres. */
export function coverageLines(
  coverage: ComputedCoverage,
  pixels: PixelGrid,
  levelDbm: Float32Array,
): string[] {
  const { request, terrain, mast, warnings } = coverage;
  const known = levelDbm.filter((level) => !Number.isNaN(level)).sort();
  const counts = new Map<SignalClass, number>();
  for (const level of known) {
    const id = signalClassOf(level)!;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const pixelKm2 = (pixels.cellSizeM / scaleFactorAt(mast.eastingM)) ** 2 / 1e6;
  const unknown = pixelsInRange(pixels, mast, request.radiusM) - known.length;
  const { eirpDbm, eirpParts, antenna } = request.transmitter;
  const sum = eirpParts
    ? ` (${eirpParts.powerDbm} dBm + ${eirpParts.gainDbi.toFixed(2)} dBi - ${eirpParts.feederLossDb} dB of feeder)`
    : "";
  return [
    ...(terrain.synthetic ? [`${DEMONSTRATION_MARK} (demonstration terrain)`] : []),
    `${request.out}: ${known.length} of ${levelDbm.length} pixels computed, the others are nodata`,
    ...(unknown > 0
      ? [
          `${unknown} of the pixels in range are not computed: the ground there or on the way is unknown`,
        ]
      : []),
    ...warnings.map((warning) => `Warning: ${warning}`),
    `EIRP ${eirpDbm.toFixed(1)} dBm${sum}, antenna ${antenna.name}${antenna.azimuthDeg === undefined ? "" : `, azimuth ${antenna.azimuthDeg} degrees, tilt ${antenna.downtiltDeg} degrees`}`,
    `RSRP ${known[0]!.toFixed(1)} to ${known.at(-1)!.toFixed(1)} dBm, median ${known[known.length >> 1]!.toFixed(1)} dBm, reached at ${request.placesPercent} % of places, ${request.place}`,
    ...SIGNAL_LEGEND.map(({ id, english, fromDbm }) => {
      const words = fromDbm === -Infinity ? english : `${english} (from ${fromDbm} dBm)`;
      const areaKm2 = (counts.get(id) ?? 0) * pixelKm2;
      return `  ${words.padEnd(26)} ${areaKm2.toFixed(1).padStart(8)} km²`;
    }),
  ];
}

/** Pixels whose centres lie in the range of the sweep. */
function pixelsInRange(
  { originEastingM, originNorthingM, cellSizeM, columns, rows }: PixelGrid,
  mast: { eastingM: number; northingM: number },
  radiusM: number,
): number {
  const reachM = radiusM * scaleFactorAt(mast.eastingM);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const north = originNorthingM - row * cellSizeM - mast.northingM;
    for (let column = 0; column < columns; column++) {
      const east = originEastingM + column * cellSizeM - mast.eastingM;
      if (east * east + north * north <= reachM * reachM) count += 1;
    }
  }
  return count;
}
