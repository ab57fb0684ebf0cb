/**
 * The offered media type that an Accept header likes best (RFC 9110, 12.5.1), the earlier one on a
 * tie; `undefined` when it refuses all of them. An absent or unreadable header takes the first.
 *
 * @param offered media types in the server's own order, e.g. `["application/json", "text/csv"]`
 */
export function bestOffer(header: string | undefined, offered: readonly string[]) {
  if (header === undefined || header.trim() === "") return offered[0];
  const ranges = header.split(",").map(readRange);
  let best: string | undefined;
  let bestQuality = 0;
  for (const type of offered) {
    const quality = qualityOf(type, ranges);
    if (quality > bestQuality) {
      best = type;
      bestQuality = quality;
    }
  }
  return best;
}

interface MediaRange {
  type: string;
  subtype: string;
  quality: number;
}

function readRange(text: string): MediaRange {
  const [media = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const [type = "", subtype = ""] = media.split("/");
  const q = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
  const quality = q === undefined ? 1 : Number(q);
  return { type, subtype, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

/** The most specific range that covers the type decides, not the kindest one. */
function qualityOf(offer: string, ranges: readonly MediaRange[]): number {
  const [type = "", subtype = ""] = (offer.split(";")[0] ?? "").split("/");
  let specificity = -1;
  let quality = 0;
  for (const range of ranges) {
    const rank =
      range.type === type && range.subtype === subtype
        ? 2
        : range.type === type && range.subtype === "*"
          ? 1
          : range.type === "*" && range.subtype === "*"
            ? 0
            : -1;
    if (rank > specificity || (rank === specificity && rank >= 0 && range.quality > quality)) {
      specificity = rank;
      quality = range.quality;
    }
  }
  return quality;
}
