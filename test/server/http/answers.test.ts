import fastify, { type FastifyInstance } from "fastify";
import { expect, test, vi } from "vitest";
import { ProblemError } from "../../../server/errors.ts";
import { makeAnswerCache, STATIC } from "../../../server/http/answers.ts";
import { heavily, limitCost } from "../../../server/http/cost-limit.ts";

function serve(make: (url: string) => Promise<string>, maxBytes = 1e6, source = STATIC) {
  const app = fastify();
  limitCost(app, { requestsPerMinute: 0, priceMs: () => 0 });
  const answers = makeAnswerCache(maxBytes);
  app.get("/*", (request, reply) =>
    answers.send(request, reply, source, request.url, async () => ({
      body: await make(request.url),
      contentType: "text/plain; charset=utf-8",
    })),
  );
  return app;
}

test("an answer is made once for all who ask at the same time, and after", async () => {
  let made = 0;
  const app = serve(async () => {
    made += 1;
    await new Promise((done) => setTimeout(done, 10));
    return "Thôn Nà Lộc";
  });
  const answers = await Promise.all(Array.from({ length: 10 }, () => app.inject("/a")));
  expect(new Set(answers.map((one) => one.body))).toEqual(new Set(["Thôn Nà Lộc"]));
  await app.inject("/a");
  expect(made).toBe(1);
  await app.inject("/b");
  expect(made).toBe(2);
});

test("a failure is not kept", async () => {
  let made = 0;
  const app = serve(async () => {
    made += 1;
    if (made === 1) throw new Error("once");
    return "fine";
  });
  expect((await app.inject("/a")).statusCode).toBe(500);
  expect((await app.inject("/a")).body).toBe("fine");
});

test("what does not fit any more is let go and made again, also when larger than the whole room", async () => {
  const made: string[] = [];
  const app = serve(async (url) => {
    made.push(url);
    return "x".repeat(url === "/huge" ? 50_000 : 4000);
  }, 20_000);
  for (const url of ["/a", "/b", "/c", "/d", "/a", "/huge", "/huge"]) {
    expect((await app.inject(url)).statusCode).toBe(200);
  }
  expect(made).toEqual(["/a", "/b", "/c", "/d", "/a", "/huge", "/huge"]);
});

test("what not everybody may see is stored by nobody on the way, compressed or not", async () => {
  const scope = { key: "somebody", isPublic: false };
  const app = serve(async () => "x".repeat(4000), 1e6, { version: 1, scope });
  for (const headers of [{}, { "accept-encoding": "br" }]) {
    const answer = await app.inject({ url: "/a", headers });
    expect(answer.headers["cache-control"]).toBe("private, no-store");
  }
});

test("work is not begun for a caller who has gone, and its signal tells when one goes", async () => {
  const app = fastify();
  limitCost(app, { requestsPerMinute: 0, priceMs: () => 0 });
  const begun: string[] = [];
  const told: boolean[] = [];
  const release = Promise.withResolvers<void>();
  app.get("/:name", async (request) => {
    const { name } = request.params as { name: string };
    return heavily(request, async (signal) => {
      begun.push(name);
      if (name === "first") {
        await release.promise;
        told.push(signal.aborted);
        expect(signal.reason).toBeInstanceOf(ProblemError);
      }
      return { name };
    });
  });
  const base = await app.listen({ port: 0 });
  const first = new AbortController();
  const second = new AbortController();
  const asked = [
    fetch(`${base}/first`, { signal: first.signal }),
    fetch(`${base}/second`, { signal: second.signal }),
  ].map((answer) => answer.then(({ status }) => status).catch(() => "gone"));
  await vi.waitFor(() => expect(begun).toEqual(["first"]));
  first.abort();
  second.abort();
  expect(await Promise.all(asked)).toEqual(["gone", "gone"]);
  await vi.waitUntil(async () => (await connectionsOf(app)) === 0);
  release.resolve();
  await vi.waitFor(() => expect(told).toEqual([true]));
  const last = await fetch(`${base}/third`);
  expect(await last.json()).toEqual({ name: "third" });
  expect(begun).toEqual(["first", "third"]);
  await app.close();
});

const connectionsOf = (app: FastifyInstance) =>
  new Promise<number>((done, fail) =>
    app.server.getConnections((error, count) => (error ? fail(error) : done(count))),
  );
