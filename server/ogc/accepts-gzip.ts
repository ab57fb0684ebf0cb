import { bestOffer } from "../http/accept.ts";

/** Whether an Accept-Encoding header takes gzip; absent means that only plain bytes are safe. */
export function acceptsGzip(header: string | string[] | undefined): boolean {
  if (header === undefined) return false;
  // Codings are weighed as media types are: "gzip;q=0" refuses, "*" accepts.
  const codings = String(header)
    .split(",")
    .map((coding) => `coding/${coding.trim()}`);
  return bestOffer(codings.join(","), ["coding/gzip"]) !== undefined;
}
