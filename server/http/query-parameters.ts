import { BadRequestError, ProblemError } from "../errors.ts";

/**
 * The query of a request by name. A name that the resource does not document and a name that comes
 * twice are the caller's mistakes: 400.
 *
 * @param query as Fastify parsed it: a repeated name is an array
 */
export function readParameters<Name extends string>(
  query: unknown,
  allowed: readonly Name[],
): Partial<Record<Name, string>> {
  const read: Partial<Record<Name, string>> = {};
  for (const [name, value] of Object.entries(query as Record<string, unknown>)) {
    const known = allowed.find((one) => one === name);
    if (known === undefined)
      throw new ProblemError(
        "unknown-parameter",
        `Không có tham số "${name.slice(0, 100)}" ở đây`,
        {
          entries: [
            { pointer: name.slice(0, 100), expected: allowed.join(", ") || "không có tham số nào" },
          ],
        },
      );
    if (typeof value !== "string") throw invalid(name, "nhiều lần", "mỗi tham số một lần");
    read[known] = value;
  }
  return read;
}

/** A 400 that says which parameter, what came and what was expected. */
export function invalid(name: string, got: string, expected: string): BadRequestError {
  const short = got.length > 100 ? `${got.slice(0, 100)}…` : got;
  return new BadRequestError(`Tham số ${name}: nhận được "${short}"; cần ${expected}`, [
    { pointer: name, got: short, expected },
  ]);
}
