/** The keywords of JSON Schema that the model uses. */
export interface JsonSchema {
  type?: string;
  anyOf?: readonly JsonSchema[];
  const?: unknown;
  items?: JsonSchema;
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  [keyword: string]: unknown;
}

/** A part of an OpenAPI document: a schema, a parameter, a response. */
export type OpenApiPart = Readonly<Record<string, unknown>>;

/**
 * A schema of the model in the dialect of OpenAPI 3.0.3: literals become an `enum`, a union with
 * null becomes `nullable`, and exclusive limits become flags.
 */
export function openApiSchema(schema: JsonSchema): OpenApiPart {
  const {
    anyOf,
    const: literal,
    items,
    properties,
    exclusiveMinimum,
    exclusiveMaximum,
    ...rest
  } = schema;
  if (anyOf) return { ...unionSchema(anyOf), ...openApiSchema(rest) };
  return {
    ...rest,
    ...(literal !== undefined && { type: typeof literal, enum: [literal] }),
    ...(items && { items: openApiSchema(items) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, property]) => [name, openApiSchema(property)]),
      ),
    }),
    ...(exclusiveMinimum !== undefined && { minimum: exclusiveMinimum, exclusiveMinimum: true }),
    ...(exclusiveMaximum !== undefined && { maximum: exclusiveMaximum, exclusiveMaximum: true }),
  };
}

function unionSchema(members: readonly JsonSchema[]): OpenApiPart {
  const present = members.filter((member) => member.type !== "null");
  const nullable = present.length < members.length ? { nullable: true } : {};
  const [only] = present;
  if (present.length === 1 && only) return { ...openApiSchema(only), ...nullable };
  if (present.every((member) => member.const !== undefined))
    return { type: "string", enum: present.map((member) => member.const), ...nullable };
  return { anyOf: present.map(openApiSchema), ...nullable };
}
