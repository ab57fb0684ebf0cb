import type { FastifySchemaCompiler } from "fastify";
import type { TSchema } from "typebox";
import { Compile, type Validator } from "typebox/compile";
import { BadRequestError, type ProblemEntry, ProblemError } from "../errors.ts";

/** The keywords of a parameter's schema that this file reads. */
interface ParameterSchema {
  type?: string;
  const?: string | number | boolean;
  anyOf?: readonly ParameterSchema[];
  format?: string;
  pattern?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
}

interface ParametersSchema {
  properties?: Record<string, ParameterSchema>;
  required?: readonly string[];
  additionalProperties?: boolean;
}

/**
 * Fastify's validator for TypeBox schemas, stricter than most: a parameter that is not known, is
 * given twice, or does not read as its type exactly (`limit=1.5`, `1e3`, `0x10`) is refused with a
 * 400 that says what came and what would do. Names are refused where the schema says
 * `additionalProperties: false`; a body is only checked, never converted.
 */
export const requestValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  // Compiled when first needed: a start does not wait for every address.
  let compiled: Validator | undefined;
  const validator = () => {
    compiled ??= Compile(schema);
    return compiled;
  };
  const parameters = schema as ParametersSchema;

  return (given: Record<string, unknown>) => {
    if (httpPart === "body") {
      return validator().Check(given)
        ? { value: given }
        : { error: new BadRequestError("Nội dung gửi lên không đúng cấu trúc.") };
    }
    const refusal = refuseNames(given, parameters);
    if (refusal) return { error: refusal };
    const value = readAll(given, parameters);
    if (validator().Check(value)) return { value };
    return { error: refuseValues(given, value, parameters, validator().Errors(value)) };
  };
};

/** The values by name as their types, defaults filled in; what does not read stays text. */
function readAll(
  given: Record<string, unknown>,
  { properties = {} }: ParametersSchema,
): Record<string, unknown> {
  const defaults = Object.entries(properties)
    .filter(([, property]) => property.default !== undefined)
    .map(([name, property]) => [name, property.default]);
  const read = Object.entries(given).map(([name, text]) => [name, readOne(text, properties[name])]);
  return Object.fromEntries([...defaults, ...read]);
}

function refuseValues(
  given: Record<string, unknown>,
  value: Record<string, unknown>,
  { properties = {}, required = [] }: ParametersSchema,
  errors: readonly { instancePath: string }[],
): BadRequestError {
  const missing = required.filter((name) => value[name] === undefined);
  const wrong = errors.map((error) => error.instancePath.split("/")[1] ?? "");
  const entries = [...new Set([...missing, ...wrong])]
    .filter((name) => name !== "")
    .map((name) => entryOf(name, given[name], properties[name]));
  const sentences = entries.map(({ pointer, got, expected }) =>
    got === undefined
      ? `Thiếu ${pointer.slice(1)}: cần ${expected}.`
      : `Tham số ${pointer.slice(1)}: nhận được "${got}"; cần ${expected}.`,
  );
  return new BadRequestError(sentences.join(" "), entries);
}

/** Names first: a mistyped filter that is silently ignored gives a wrong figure. */
function refuseNames(
  given: Record<string, unknown>,
  { properties = {}, additionalProperties }: ParametersSchema,
): ProblemError | undefined {
  const known = Object.keys(properties);
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  if (unknown.length > 0 && additionalProperties === false) {
    const expected = known.length === 0 ? "không có tham số nào" : `một trong: ${known.join(", ")}`;
    return new ProblemError(
      "unknown-parameter",
      `Không có tham số ${unknown.slice(0, 5).map(quote).join(", ")}. Cần ${expected}.`,
      {
        entries: unknown
          .slice(0, 20)
          .map((name) => ({ pointer: `/${shorten(name)}`, got: shorten(name), expected })),
      },
    );
  }
  const repeated = known.filter((name) => Array.isArray(given[name]));
  if (repeated.length === 0) return undefined;
  return new BadRequestError(
    `Tham số ${repeated.map(quote).join(", ")} được ghi nhiều lần; mỗi tham số chỉ ghi một lần.`,
    repeated.map((name) => ({
      pointer: `/${name}`,
      got: `${(given[name] as unknown[]).length} lần`,
      expected: "một lần",
    })),
  );
}

const BOOLEANS = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

function readOne(text: unknown, property: ParameterSchema | undefined): unknown {
  if (typeof text !== "string" || !property) return text;
  if (property.type === "integer") {
    return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  }
  if (property.type === "number") {
    return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : text;
  }
  if (property.type === "boolean") return BOOLEANS.get(text) ?? text;
  return text;
}

function entryOf(name: string, got: unknown, property: ParameterSchema | undefined): ProblemEntry {
  return {
    pointer: `/${name}`,
    ...(got === undefined ? {} : { got: shorten(String(got)) }),
    expected: expectedOf(property),
  };
}

function expectedOf(property: ParameterSchema | undefined): string {
  if (!property) return "đúng cấu trúc";
  if (property.anyOf) return `một trong: ${property.anyOf.map((one) => one.const).join(", ")}`;
  if (property.const !== undefined) return String(property.const);
  if (property.type === "boolean") return "true hoặc false";
  if (property.type === "integer" || property.type === "number") {
    const noun = property.type === "integer" ? "số nguyên" : "số";
    const from = property.minimum === undefined ? "" : ` từ ${property.minimum}`;
    const to = property.maximum === undefined ? "" : ` đến ${property.maximum}`;
    return `${noun}${from}${to}`;
  }
  if (property.format === "date") return "một ngày có trong lịch, dạng YYYY-MM-DD";
  if (property.pattern !== undefined) return `chuỗi ký tự theo mẫu ${property.pattern}`;
  if (property.maxLength !== undefined) return `tối đa ${property.maxLength} ký tự`;
  return "một chuỗi ký tự";
}

function quote(name: string): string {
  return `"${shorten(name)}"`;
}

/** What came is shown back, but never at length. */
function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
