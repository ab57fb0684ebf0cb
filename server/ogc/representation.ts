import type { FastifyRequest } from "fastify";
import { ProblemError } from "../errors.ts";
import { bestOffer } from "../http/accept.ts";
import { invalid } from "../http/query-parameters.ts";
import { HTML } from "./links.ts";

/** What a resource is sent as. */
export interface Representation {
  format: "json" | "html";
  mediaType: string;
}

/**
 * `f` decides where it is given, else the Accept header. The first of `jsonTypes` is the resource's
 * own; the others are names that callers also ask for the same bytes by.
 */
export function readRepresentation(
  request: FastifyRequest,
  f: string | undefined,
  jsonTypes: readonly string[],
): Representation {
  if (f !== undefined) {
    if (f === "json") return { format: "json", mediaType: jsonTypes[0]! };
    if (f === "html") return { format: "html", mediaType: HTML };
    throw invalid("f", f, "json hoặc html");
  }
  const best = bestOffer(request.headers.accept, [...jsonTypes, HTML]);
  if (best === undefined)
    throw new ProblemError(
      "not-acceptable",
      `Ở đây chỉ có: ${[...jsonTypes, "text/html"].join(", ")}.`,
    );
  return { format: best === HTML ? "html" : "json", mediaType: best };
}
