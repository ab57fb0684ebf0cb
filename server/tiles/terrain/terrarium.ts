/** Height that the encoding's zero stands for, metres (Mapzen terrarium format). */
const OFFSET_M = 32_768;
/** Steps of the blue byte in a metre. */
const STEPS_PER_M = 256;

/**
 * Writes a height into three bytes: red * 256 + green + blue / 256 - 32768 metres.
 *
 * @param pixel position of the pixel, not of its first byte
 */
export function writeTerrarium(rgb: Uint8Array, pixel: number, heightM: number): void {
  const value = Math.round((heightM + OFFSET_M) * STEPS_PER_M);
  rgb[pixel * 3] = value >> 16;
  rgb[pixel * 3 + 1] = (value >> 8) & 0xff;
  rgb[pixel * 3 + 2] = value & 0xff;
}

/** The height of a pixel in metres, as a map reads it. */
export function readTerrarium(rgb: Uint8Array, pixel: number): number {
  return rgb[pixel * 3]! * 256 + rgb[pixel * 3 + 1]! + rgb[pixel * 3 + 2]! / STEPS_PER_M - OFFSET_M;
}
