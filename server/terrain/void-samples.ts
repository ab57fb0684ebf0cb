import { RefusedFileError } from "./height-file.ts";

/** Spellings of a number that is none: GDAL's and those of C libraries. */
const NOT_A_NUMBER = /^[+-]?(nan(\(.*\))?|1\.#(qnan|snan|ind|nan)\w*)$/i;
const INFINITE = /^([+-]?)(inf(inity)?|1\.#inf\w*)$/i;

/**
 * Which samples are void: those that one of the texts names (GDAL_NODATA, NoDataValue of a
 * `.aux.xml`), and NaN.
 *
 * @param isFloat32 the text means the nearest value that a sample can have
 * @throws RefusedFileError for a text that is no number: it would hide the voids
 */
export function voidTest(
  name: string,
  texts: readonly (string | undefined)[],
  isFloat32: boolean,
): (sample: number) => boolean {
  const values = new Set<number>();
  for (const text of texts) {
    const value = text === undefined ? undefined : statedNumber(name, text);
    if (value !== undefined) values.add(isFloat32 ? Math.fround(value) : value);
  }
  if (values.size === 0) return Number.isNaN;
  // A set finds NaN too.
  return (sample) => values.has(sample) || Number.isNaN(sample);
}

function statedNumber(name: string, text: string): number | undefined {
  const trimmed = text.replaceAll("\0", "").trim();
  if (trimmed === "" || NOT_A_NUMBER.test(trimmed)) return undefined;
  const infinite = INFINITE.exec(trimmed);
  if (infinite) return infinite[1] === "-" ? -Infinity : Infinity;
  const value = Number(trimmed.replace(/^([+-]?\d+),(\d+)$/, "$1.$2"));
  if (!Number.isNaN(value)) return value;
  throw new RefusedFileError(
    name,
    `giá trị trống “${trimmed.slice(0, 40)}”`,
    "một số",
    "Hãy ghi lại bằng gdal_translate -a_nodata -32768 TỆP.tif MỚI.tif",
  );
}
