import SwaggerParser from "@apidevtools/swagger-parser";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp } from "../small-world.ts";

let app: FastifyInstance;
beforeAll(async () => {
  ({ app } = await openTestApp());
});
afterAll(() => app.close());

interface Document {
  paths: Record<string, { get?: { parameters?: { name: string; required?: boolean }[] } }>;
}

test("the OpenAPI document is valid and holds every address of /api, and nothing else", async () => {
  const document = (await app.inject("/api/openapi.json")).json();
  await SwaggerParser.validate(structuredClone(document));
  expect(Object.keys((document as Document).paths).sort()).toEqual([
    "/api/communes",
    "/api/communes/{code}",
    "/api/compare",
    "/api/evidence",
    "/api/indicators",
    "/api/operators",
    "/api/rules",
    "/api/search",
    "/api/sites/{id}",
    "/api/sources",
    "/api/summary",
    "/api/villages",
    "/api/villages/{id}",
  ]);
});

test("what the document calls optional may be left out, what it calls required may not", async () => {
  const { paths }: Document = (await app.inject("/api/openapi.json")).json();
  const ids: Record<string, string> = { "{code}": "06196", "/api/sites/{id}": "/api/sites/s1" };
  for (const [path, { get }] of Object.entries(paths)) {
    const required = (get?.parameters ?? []).filter((one) => one.required).map((one) => one.name);
    const address = ids[path] ?? path.replace("{code}", "06196").replace("{id}", "v1");
    const query = required.includes("q") ? "?q=na" : "";
    expect([address, (await app.inject(address + query)).statusCode]).toEqual([address, 200]);
  }
});
