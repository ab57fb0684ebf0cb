import latin500 from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-500-normal.woff2?url";
import latin600 from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-600-normal.woff2?url";
import latinExt500 from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-ext-500-normal.woff2?url";
import latinExt600 from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-ext-600-normal.woff2?url";
import vietnamese500 from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-500-normal.woff2?url";
import vietnamese600 from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-600-normal.woff2?url";
import type { FontFacesSpecification } from "@maplibre/maplibre-gl-style-spec";

/** Ranges as in the package's own CSS; Vietnamese first, it holds ă, đ, ơ, ư and all with tones. */
const VIETNAMESE = [
  "U+0102-0103",
  "U+0110-0111",
  "U+0128-0129",
  "U+0168-0169",
  "U+01A0-01A1",
  "U+01AF-01B0",
  "U+0300-0301",
  "U+0303-0304",
  "U+0308-0309",
  "U+0323",
  "U+0329",
  "U+1EA0-1EF9",
  "U+20AB",
];
const LATIN = ["U+0000-00FF", "U+2000-206F", "U+2122", "U+2191", "U+2193", "U+2212", "U+2215"];
const LATIN_EXT = ["U+0100-02BA", "U+1E00-1E9F", "U+20A0-20AB", "U+20AD-20C0"];

/** The map's two weights as files of this site; no glyph server. */
export function fontFaces(origin: string): FontFacesSpecification {
  const face = (vietnamese: string, latin: string, latinExt: string) => [
    { url: new URL(vietnamese, origin).href, "unicode-range": VIETNAMESE },
    { url: new URL(latin, origin).href, "unicode-range": LATIN },
    { url: new URL(latinExt, origin).href, "unicode-range": LATIN_EXT },
  ];
  return {
    "Be Vietnam Pro Medium": face(vietnamese500, latin500, latinExt500),
    "Be Vietnam Pro SemiBold": face(vietnamese600, latin600, latinExt600),
  };
}
