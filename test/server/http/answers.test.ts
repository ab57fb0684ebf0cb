import fastify from "fastify";
import { expect, test } from "vitest";
import { makeAnswerCache } from "../../../server/http/answers.ts";

function serve(make: (url: string) => Promise<string>, maxBytes = 1e6) {
  const app = fastify();
  const answers = makeAnswerCache({ maxBytes });
  app.get("/*", (request, reply) =>
    answers.send(request, reply, request.url, async () => ({
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
