import type { Collection } from "./collections.ts";
import type { DocumentContext } from "./links.ts";
import { type JsonSchema, openApiSchema } from "./openapi/open-api-schema.ts";

/**
 * What a feature of a collection holds, as a JSON Schema: from this GDAL takes the types of columns,
 * which it would else guess from the first page. It reads no alternatives, so that a property may also
 * be null is not in its type.
 */
export function featureSchema({ base }: DocumentContext, collection: Collection) {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `${base}/collections/${collection.id}/schema`,
    title: collection.title,
    description: "Giá trị null: không có hoặc không công bố.",
    type: "object",
    properties: {
      type: { type: "string", enum: ["Feature"] },
      id: { type: "string" },
      geometry: { type: "object" },
      properties: { type: "object", properties: columnsOf(collection) },
    },
  };
}

/** Names of the columns that hold real numbers. */
export function realColumnsOf(collection: Collection): Set<string> {
  const columns = Object.entries(columnsOf(collection));
  return new Set(columns.filter(([, { type }]) => type === "number").map(([name]) => name));
}

function columnsOf({ properties }: Collection): Record<string, JsonSchema> {
  const columns = Object.entries(properties.properties as unknown as Record<string, JsonSchema>);
  return Object.fromEntries(
    columns.map(([name, column]) => {
      const { nullable: _nullable, ...schema } = openApiSchema(column);
      return [name, schema];
    }),
  );
}
