import Negotiator from "negotiator";

/**
 * The offered media type that an Accept header likes best (RFC 9110, 12.5.1), the earlier one on a
 * tie; `undefined` when it refuses all of them. An absent header takes the first.
 *
 * @param offered media types in the server's own order, e.g. `["application/json", "text/csv"]`
 */
export function bestOffer(header: string | undefined, offered: readonly string[]) {
  if (header === undefined || header.trim() === "") return offered[0];
  return negotiator({ accept: header }).mediaType(offered);
}

/** The coding that an Accept-Encoding header allows, the earlier one on a tie (RFC 9110, 12.5.3). */
export function bestCoding<Coding extends string>(
  header: string,
  codings: readonly Coding[],
): Coding | undefined {
  return negotiator({ "accept-encoding": header }).encoding(codings, { preferred: codings }) as
    | Coding
    | undefined;
}

/** Its types lack the server's own order of codings. */
type Typed = Negotiator & {
  encoding(
    available: readonly string[],
    options: { preferred: readonly string[] },
  ): string | undefined;
};
const negotiator = (headers: Negotiator.Headers) => new Negotiator({ headers }) as Typed;
