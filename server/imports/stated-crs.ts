import {
  fromVn2000,
  tm3OfMeridian,
  VN2000_CRS,
  type Vn2000Crs,
} from "../../geodata/geometry/vn2000.ts";
import { foldKey } from "../../geodata/text/fold.ts";

/** A coordinate system that is understood; "vn2000" where the zone was not said. */
export type KnownCrs = "wgs84" | "vn2000" | Vn2000Crs;

/** What is stated of a coordinate system: understood, or as it was written. */
export type StatedCrs = { crs: KnownCrs } | { unknown: string };

/** WGS 84 in degrees: with EPSG's code, with height, and in the order of GeoJSON. */
const WGS84_CODES = new Set(["4326", "4979", "CRS84", "CRS84H", "84"]);

/** Spellings of an authority and its code, URN, URI and short. */
const CODE_SPELLINGS = [
  /^urn:(?:x-)?ogc:def:crs:(EPSG|OGC|CRS):[\w.]*:(\w+)$/i,
  /^https?:\/\/(?:www\.)?opengis\.net\/def\/crs\/(EPSG|OGC)\/[\w.]+\/(\w+)\/?$/i,
  /^https?:\/\/(?:www\.)?opengis\.net\/gml\/srs\/(epsg)\.xml#(\d+)$/i,
  /^https?:\/\/(?:www\.)?spatialreference\.org\/ref\/(epsg)\/(\d+)(?:\/[\w.-]*)*$/i,
  /^https?:\/\/(?:www\.)?(epsg)\.io\/(\d+)(?:[./][\w.-]*)?$/i,
  /^\[?(EPSG|OGC|CRS|SRID|ESRI)[\s:=]{1,3}(?:[\d.]+:{1,2})?(\w+)\]?$/i,
];

/** A statement in words or by code; undefined where nothing is stated. */
export function crsOfText(text: string): StatedCrs | undefined {
  const given = text.trim();
  if (given === "") return undefined;
  if (given.length > 300) return { unknown: `${given.slice(0, 60)}…` };
  for (const spelling of CODE_SPELLINGS) {
    const match = spelling.exec(given);
    if (match) return crsOfCode(match[2] ?? "", given);
  }
  return /^(?:\d{4,6}|CRS84h?)$/i.test(given) ? crsOfCode(given, given) : crsOfWords(given);
}

function crsOfCode(code: string, given: string): StatedCrs {
  if (WGS84_CODES.has(code.toUpperCase())) return { crs: "wgs84" };
  const name = `EPSG:${code}`;
  return Object.hasOwn(VN2000_CRS, name) ? { crs: name as Vn2000Crs } : { unknown: given };
}

/** "WGS84", "VN-2000 múi 3, kinh tuyến trục 107°15'", "VN2000 / UTM zone 48N". */
function crsOfWords(given: string): StatedCrs {
  const words = foldKey(given.replace(/[^\p{L}\p{M}\p{N}.,]+/gu, " ")).replace(/ +/g, " ");
  if (
    /^(?:he (?:toa do )?)?wgs ?(?:19)?84(?: (?:lat ?lon|lon ?lat|do|dia ly|geographic|2d))?$/.test(
      words,
    )
  )
    return { crs: "wgs84" };
  const vn2000 = /^(?:he (?:toa do )?)?vn ?2000 ?(.*)$/.exec(words);
  if (!vn2000) return { unknown: given };
  const rest = vn2000[1] ?? "";
  const epsg = /^epsg ?(\d{4})$/.exec(rest)?.[1];
  if (epsg) return crsOfCode(epsg, given);
  if (rest === "") return { crs: "vn2000" };
  if (/^(?:dia ly|do|kinh vi do|geographic|lat ?lon)$/.test(rest)) return { crs: "EPSG:4756" };
  const utm = /^utm(?: zone| mui)? ?(48|49) ?n?$/.exec(rest)?.[1];
  if (utm) return { crs: utm === "48" ? "EPSG:3405" : "EPSG:3406" };
  const tm3 =
    /^(?:tm ?3|mui(?: chieu)? 3(?: do)?)?[ ,]*(?:kinh tuyen(?: truc)?|ktt|cm)? ?(10[2-8])(?: do)?(?:[.,](25|5|75|0+)| (00|15|30|45))?(?: do)?[ ,]*(?:mui(?: chieu)? 3(?: do)?)?$/.exec(
      rest,
    );
  const degrees = Number(tm3?.[1]);
  const part = tm3?.[2] ? Number(`0.${tm3[2]}`) : Number(tm3?.[3] ?? 0) / 60;
  const grid = tm3 ? tm3OfMeridian(degrees + part) : undefined;
  return grid ? { crs: grid } : { unknown: given };
}

/**
 * The `crs` member of GeoJSON in its spellings (`name`, `link`, the older `EPSG` and `OGC`, plain
 * text or number, PROJJSON, Esri's `wkid`). Two statements in one must agree.
 */
export function crsOfMember(member: unknown): StatedCrs | undefined {
  if (member === undefined || member === null) return undefined;
  if (typeof member === "string" || typeof member === "number") return crsOfText(String(member));
  const written = shown(member);
  const texts = [...statementsOf(member)];
  const found = texts.map(crsOfText).filter((stated) => stated !== undefined);
  const [first, ...others] = found;
  if (!first) return { unknown: written };
  const unknown = found.find((stated) => "unknown" in stated);
  if (unknown) return unknown;
  return others.every((other) => isSame(other, first)) ? first : { unknown: written };
}

const STATING = ["name", "href", "code", "urn", "wkid", "latestWkid"];

function* statementsOf(member: object): Generator<string> {
  const { properties, id, ...own } = member as Record<string, unknown>;
  for (const holder of [properties, own, id]) {
    if (typeof holder !== "object" || holder === null) continue;
    const { authority } = holder as { authority?: unknown };
    for (const key of STATING) {
      const value = (holder as Record<string, unknown>)[key];
      if (typeof value !== "string" && typeof value !== "number") continue;
      // PROJJSON names its system beside the code: the code says it.
      if (key === "name" && typeof id === "object" && id !== null) continue;
      yield typeof authority === "string" ? `${authority}:${value}` : String(value);
    }
  }
}

/** The one system of several statements; undefined where none is made. */
export function oneCrs(
  statements: readonly (StatedCrs | undefined)[],
): StatedCrs | { contradiction: string } | undefined {
  const made = statements.filter((stated) => stated !== undefined);
  const [first, ...others] = made;
  const unknown = made.find((stated) => "unknown" in stated);
  if (!first || unknown) return unknown;
  const other = others.find((stated) => !isSame(stated, first));
  return other ? { contradiction: `${nameOf(first)} và ${nameOf(other)}` } : first;
}

function isSame(a: StatedCrs, b: StatedCrs): boolean {
  return nameOf(a) === nameOf(b);
}

function nameOf(stated: StatedCrs): string {
  return "unknown" in stated ? stated.unknown : crsName(stated.crs);
}

export function crsName(crs: KnownCrs): string {
  if (crs === "wgs84") return "WGS 84";
  return crs === "vn2000" ? "VN-2000" : `${crs} (VN-2000)`;
}

export const KNOWN_CRS_TEXT =
  "WGS 84 (EPSG:4326) hoặc VN-2000 (EPSG:9215 và các múi 3°, 3405, 3406, 4756)";

/** No number of degrees is larger, no grid coordinate of the country smaller. */
const LARGEST_DEGREES = 360;

/**
 * A position of a stated system in WGS 84; undefined where the numbers cannot be of that system
 * (metres that are said to be degrees, or the reverse).
 */
export function toWgs84(
  crs: KnownCrs,
  first: number,
  second: number,
): [number, number] | undefined {
  const isDegrees = Math.abs(first) <= LARGEST_DEGREES && Math.abs(second) <= LARGEST_DEGREES;
  if (crs === "wgs84") return isDegrees ? [first, second] : undefined;
  const grid = crs === "vn2000" && isDegrees ? "EPSG:4756" : crs;
  if (grid === "vn2000" || isDegrees !== (grid === "EPSG:4756")) return undefined;
  const { lon, lat } = fromVn2000(grid, first, second);
  return [lon, lat];
}

function shown(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 120) ?? String(value);
}
