import { readFileSync } from "node:fs";
import Fastify from "fastify";

/**
 * The named baselines, in one bare Fastify without any plugin:
 * `/ping` a constant, `/prebuilt` 200 features serialised once, `/stringified` the same features
 * serialised for every request (what a route does that returns objects without a schema).
 */
const features = JSON.parse(readFileSync(process.argv[2] as string, "utf8"));
const prebuilt = Buffer.from(JSON.stringify(features));
const app = Fastify();
app.get("/ping", async () => ({ pong: true }));
app.get("/prebuilt", async (_request, reply) => reply.type("application/geo+json").send(prebuilt));
app.get("/stringified", async (_request, reply) =>
  reply.type("application/geo+json").send(JSON.stringify(features)),
);
const address = await app.listen({ port: 0, host: "127.0.0.1" });
console.log(address);
