import { RefusedFileError } from "./height-file.ts";
import type { SideNotes } from "./side-file.ts";

/** Height = sample * scale + offset, of GDAL's metadata or of the file beside. */
export function scalingOf(
  name: string,
  inside: { scale?: string | undefined; offset?: string | undefined },
  beside: SideNotes,
): { scale: number; offset: number } {
  const one = (what: "scale" | "offset", none: number) => {
    const texts = [inside[what], beside[what]].filter((value) => value !== undefined);
    const values = texts.map(Number);
    const [first = none] = values;
    const isScale = what === "offset" || first !== 0;
    if (values.every((value) => value === first) && Number.isFinite(first) && isScale) return first;
    throw new RefusedFileError(
      name,
      `${what.toUpperCase()} ${texts.join(" và ")}`,
      "một số, như nhau trong tệp và trong .aux.xml",
      "Hãy áp dụng bằng gdal_translate -unscale -ot Float32 TỆP.tif MỚI.tif",
    );
  };
  return { scale: one("scale", 1), offset: one("offset", 0) };
}
