/** A link of the OGC API; `href` is absolute, for clients join relative ones to the host only. */
export interface Link {
  rel: string;
  href: string;
  type?: string;
  title?: string;
  templated?: boolean;
}

/** What a document is written for. */
export interface DocumentContext {
  /** Absolute address of the API, without a slash at its end. */
  base: string;
  format: "json" | "html";
}

export const GEOJSON = "application/geo+json";
export const JSON_TYPE = "application/json";
export const SCHEMA_TYPE = "application/schema+json";
export const HTML = "text/html; charset=utf-8";
/** Compared character by character by the conformance test. */
export const OPENAPI = "application/vnd.oai.openapi+json;version=3.0";

/** WGS 84, longitude first: the one CRS in which everything is published. */
export const CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
/** Value of the header that names it (OGC API – Features, part 2). */
export const CONTENT_CRS = `<${CRS84}>`;

/** An address with a query; parameters without a value are left out. */
export function hrefOf(
  path: string,
  parameters: Readonly<Record<string, string | undefined>> = {},
): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** `self` in the representation that is sent, `alternate` in the other. */
export function selfLinks(
  path: string,
  parameters: Readonly<Record<string, string | undefined>>,
  sent: "json" | "html",
  jsonType: string = JSON_TYPE,
): Link[] {
  const json = { href: hrefOf(path, { ...parameters, f: "json" }), type: jsonType };
  const html = { href: hrefOf(path, { ...parameters, f: "html" }), type: "text/html" };
  const titles = { json: "Dữ liệu JSON", html: "Trang HTML" };
  return sent === "json"
    ? [
        { rel: "self", ...json, title: titles.json },
        { rel: "alternate", ...html, title: titles.html },
      ]
    : [
        { rel: "self", ...html, title: titles.html },
        { rel: "alternate", ...json, title: titles.json },
      ];
}
