import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addRoute } from "../../server/http/route-table.ts";
import { openTestApp } from "./small-world.ts";

let app: FastifyInstance;
beforeAll(async () => {
  ({ app } = await openTestApp());
});
afterAll(() => app.close());

describe("every refusal is problem+json and says nothing about the inside", () => {
  test.each([
    [400, "GET", "/%"],
    [400, "GET", "/api/summary?asOf=2025-02-30"],
    [400, "GET", "/api/summary?nonsense=1"],
    [400, "GET", "/api/villages?limit=1&limit=2"],
    [404, "GET", "/nope"],
    [404, "GET", "//"],
    [404, "GET", "/%00"],
    [404, "GET", "/..%2f..%2fetc/passwd"],
    [404, "GET", "/api/villages/nobody"],
    [404, "GET", "/api/summary?rule=no-such-rule"],
    [404, "GET", "/api/summary?operator=ABC"],
    [405, "POST", "/api/summary"],
    [405, "DELETE", "/ogc/collections"],
    [405, "TRACE", "/api/villages/v1"],
    [414, "GET", `/${"a".repeat(8000)}`],
    [414, "GET", `/api/villages/${"a".repeat(500)}`],
  ])("%i for %s %s", async (status, method, url) => {
    const answer = await app.inject({ method: method as "GET", url });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    const problem = answer.json();
    expect(problem).toMatchObject({ status, title: expect.any(String) });
    expect(problem.type).toMatch(/^urn:problem-type:song-thon:[a-z-]+$/);
    expect(answer.body).not.toMatch(/node_modules|\/server\/|at .+:\d+|SELECT|sqlite/i);
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
  });

  test("an unknown parameter is refused with the list of known ones", async () => {
    const answer = await app.inject("/api/summary?commune=06196");
    expect(answer.json().errors).toEqual([
      {
        pointer: "/commune",
        got: "commune",
        expected: "một trong: asOf, rule, epoch, operator, technology",
      },
    ]);
  });

  test("each wrong value is told with what came and what would do", async () => {
    const answer = await app.inject("/api/villages?limit=1e3&epoch=2024&asOf=2025-02-30");
    expect(answer.json().errors).toEqual([
      {
        pointer: "/asOf",
        got: "2025-02-30",
        expected: "một ngày có trong lịch, dạng YYYY-MM-DD",
      },
      { pointer: "/epoch", got: "2024", expected: "một trong: 2023, 2025" },
      { pointer: "/limit", got: "1e3", expected: "số nguyên từ 1 đến 1000" },
    ]);
  });

  test("a wrong method is told which ones are right", async () => {
    const answer = await app.inject({ method: "POST", url: "/api/villages", payload: { a: 1 } });
    expect(answer.headers.allow).toBe("GET, HEAD, OPTIONS");
  });

  test("an unreadable body does not hide that the method or the address is wrong", async () => {
    const headers = { "content-type": "text/xml" };
    const answer = await app.inject({ method: "POST", url: "/api/summary", headers, body: "<a/>" });
    expect(answer.statusCode).toBe(405);
    const elsewhere = await app.inject({ method: "POST", url: "/nope", headers, body: "<a/>" });
    expect(elsewhere.statusCode).toBe(404);
  });

  test("an answer that nobody can make in the type asked for is a 406", async () => {
    const headers = { accept: "application/xml" };
    const answer = await app.inject({ url: "/api/summary", headers });
    expect(answer.statusCode).toBe(406);
  });

  test("our own fault is a 500 without a word about the inside, and the next request is served", async () => {
    const { app: broken } = await openTestApp({ indicators: [] });
    const answer = await broken.inject("/api/summary");
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toEqual({
      type: "urn:problem-type:song-thon:internal-error",
      title: "Lỗi của máy chủ / Internal server error",
      status: 500,
      detail: "Máy chủ gặp lỗi khi trả lời; lỗi đã được ghi lại.",
    });
    expect((await broken.inject("/healthz")).statusCode).toBe(200);
    await broken.close();
  });

  test("a body above the limit is a 413, one of an unknown type a 415", async () => {
    const { app: growing } = await openTestApp({}, (building) => {
      addRoute(building, {
        method: "POST",
        url: "/api/test-only",
        allow: "everybody",
        handler: async (_request, reply) => reply.send(""),
      });
    });
    const send = (body: string, type: string) =>
      growing.inject({
        method: "POST",
        url: "/api/test-only",
        body,
        headers: { "content-type": type },
      });
    const tooLarge = await send(JSON.stringify("x".repeat(2_000_000)), "application/json");
    const unknown = await send("a: 1", "application/yaml");
    expect([tooLarge, unknown].map((one) => [one.statusCode, one.json().status])).toEqual([
      [413, 413],
      [415, 415],
    ]);
    await growing.close();
  });
});

describe("what goes over the wire", () => {
  test("HEAD has the headers of GET and no body", async () => {
    const headers = { "accept-encoding": "identity" };
    const get = await app.inject({ url: "/api/summary", headers });
    const head = await app.inject({ method: "HEAD", url: "/api/summary", headers });
    expect(head.body).toBe("");
    expect(head.statusCode).toBe(200);
    for (const name of ["content-type", "etag", "cache-control", "content-length", "vary"]) {
      expect([name, head.headers[name]]).toEqual([name, get.headers[name]]);
    }
  });

  test.each(["br", "gzip"])(
    "a %s copy is smaller, and another ETag of one answer",
    async (coding) => {
      const plain = await app.inject({ url: "/api/villages" });
      const coded = await app.inject({
        url: "/api/villages",
        headers: { "accept-encoding": coding },
      });
      expect(coded.headers["content-encoding"]).toBe(coding);
      expect(coded.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
      expect(coded.headers.etag).not.toBe(plain.headers.etag);
      const { etag } = plain.headers;
      for (const held of [etag, coded.headers.etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
        const again = await app.inject({
          url: "/api/villages",
          headers: { "accept-encoding": coding, "if-none-match": String(held) },
        });
        expect([again.statusCode, again.body]).toEqual([304, ""]);
      }
      const changed = await app.inject({
        url: "/api/villages",
        headers: { "if-none-match": '"other"' },
      });
      expect(changed.statusCode).toBe(200);
      const refused = await app.inject({
        url: "/api/villages",
        headers: { "accept-encoding": `${coding};q=0` },
      });
      expect(refused.headers["content-encoding"]).toBeUndefined();
    },
  );

  test("other sites may read what is public, without credentials", async () => {
    const origin = "https://example.org";
    const get = await app.inject({ url: "/api/summary", headers: { origin } });
    expect(get.headers["access-control-allow-origin"]).toBe("*");
    expect(get.headers["access-control-allow-credentials"]).toBeUndefined();
    expect(get.headers["access-control-expose-headers"]).toBe("Content-Crs, Link, ETag");
    const preflight = await app.inject({
      method: "OPTIONS",
      url: "/api/summary",
      headers: { origin, "access-control-request-method": "GET" },
    });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers["access-control-allow-methods"]).toBe("GET, HEAD, OPTIONS");
  });

  test("the policy admits nothing inline and nothing from elsewhere", async () => {
    const { headers } = await app.inject("/api/summary");
    expect(headers["content-security-policy"]).toBe(
      "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(headers["referrer-policy"]).toBe("no-referrer");
  });

  test("the page to try the API has a policy of its own, for its pages alone", async () => {
    const page = await app.inject("/docs");
    expect(page.statusCode).toBe(200);
    expect(page.headers["content-security-policy"]).toContain("style-src 'self' 'unsafe-inline'");
    expect(page.headers["content-security-policy"]).not.toMatch(/script-src[^;]*unsafe/);
  });
});

describe("limits and the end", () => {
  test("who asks too often is told when to come back, on every route but health", async () => {
    const config = { publicDetail: "generalised", requestsPerMinute: 12, maxLagMs: 0 } as const;
    const { app: limited } = await openTestApp({ config });
    const statuses = [];
    for (let count = 0; count < 4; count += 1) {
      statuses.push((await limited.inject("/api/rules")).statusCode);
    }
    expect(statuses).toEqual([200, 200, 429, 429]);
    for (const url of ["/ogc", "/tiles/villages.json", "/docs", "/docs/static/x", "/", "/nope"]) {
      const refused = await limited.inject(url);
      expect([url, refused.statusCode]).toEqual([url, 429]);
      expect(refused.json()).toMatchObject({
        type: "urn:problem-type:song-thon:too-many-requests",
        detail: expect.stringMatching(
          /^Địa chỉ này vừa yêu cầu quá nhiều; hãy thử lại sau \d+ giây/,
        ),
      });
      expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
      expect(refused.headers["access-control-allow-origin"]).toBe("*");
    }
    const spoofed = await limited.inject({
      url: "/api/rules",
      headers: { "x-forwarded-for": "203.0.113.9" },
    });
    expect(spoofed.statusCode).toBe(429);
    expect((await limited.inject("/healthz")).statusCode).toBe(200);
    await limited.close();
  });

  test("behind a proxy that is named, each of its users has a limit of their own", async () => {
    const config = {
      publicDetail: "generalised",
      requestsPerMinute: 12,
      maxLagMs: 0,
    } as const;
    const { app: behind } = await openTestApp({
      config: { ...config, trustProxy: ["10.0.0.0/8"] },
    });
    const ask = async (remoteAddress: string, user: string) =>
      (
        await behind.inject({
          url: "/api/rules",
          remoteAddress,
          headers: { "x-forwarded-for": user },
        })
      ).statusCode;
    const asks = [];
    for (const user of ["203.0.113.1", "203.0.113.1", "203.0.113.1", "203.0.113.2", "2001:db8::1"])
      asks.push(await ask("10.1.2.3", user));
    expect(asks).toEqual([200, 200, 429, 200, 200]);
    // Another address of the same /64 is the same customer; another /64 is not.
    expect(await ask("10.1.2.3", "2001:db8::2")).toBe(200);
    expect(await ask("10.1.2.3", "2001:db8::3")).toBe(429);
    expect(await ask("10.1.2.3", "2001:db8:0:1::3")).toBe(200);
    // What somebody else says is not believed.
    expect(await ask("198.51.100.7", "203.0.113.9")).toBe(200);
    expect(await ask("198.51.100.7", "203.0.113.8")).toBe(200);
    expect(await ask("198.51.100.7", "203.0.113.7")).toBe(429);
    await behind.close();
  });

  test("told to stop, it is not ready first, then refuses what is new and closes connections", async () => {
    let stopping = false;
    const { app: leaving } = await openTestApp({ isStopping: () => stopping });
    expect((await leaving.inject("/readyz")).json()).toEqual({
      status: "ready",
      datasetVersion: 1,
    });
    stopping = true;
    expect((await leaving.inject("/readyz")).statusCode).toBe(503);
    expect((await leaving.inject("/healthz")).statusCode).toBe(200);
    const refused = await leaving.inject("/api/summary");
    expect(refused.statusCode).toBe(503);
    expect(refused.headers.connection).toBe("close");
    expect(refused.headers["retry-after"]).toBe("5");
    await leaving.close();
  });

  test("a store that does not answer makes it not ready", async () => {
    const { app: broken, store } = await openTestApp();
    store.datasetVersion = () => Promise.reject(new Error("disk I/O error in /var/data"));
    const answer = await broken.inject("/readyz");
    expect(answer.statusCode).toBe(503);
    expect(answer.body).not.toContain("/var/data");
    await broken.close();
  });
});

describe("on a real socket", () => {
  let port: number;
  beforeAll(async () => {
    port = Number(new URL(await app.listen({ port: 0, host: "127.0.0.1" })).port);
  });

  /** Sends bytes as they are and resolves with all that comes back. */
  function talk(bytes: string): Promise<string> {
    return new Promise((done, fail) => {
      const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
      let heard = "";
      socket.on("data", (data) => {
        heard += data;
      });
      socket.on("close", () => done(heard));
      socket.on("error", fail);
      socket.setTimeout(5000, () => socket.destroy());
    });
  }

  test("TRACE gives nothing back of what was sent", async () => {
    const heard = await talk(
      "TRACE / HTTP/1.1\r\nHost: a\r\nX-Secret: 42\r\nConnection: close\r\n\r\n",
    );
    expect(heard).toMatch(/^HTTP\/1\.1 405 /);
    expect(heard).not.toContain("42\r\n");
    expect(heard).not.toContain("X-Secret");
  });

  test("headers beyond the limit are a 431, bytes that are not HTTP a 400", async () => {
    const wide = await talk(`GET / HTTP/1.1\r\nHost: a\r\nX-A: ${"a".repeat(17_000)}\r\n\r\n`);
    expect(wide).toMatch(/^HTTP\/1\.1 431 [\s\S]*application\/problem\+json/);
    expect(await talk("HELLO\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 [\s\S]*problem\+json/);
  });

  test("a request with both lengths is refused, not guessed at", async () => {
    const heard = await talk(
      "POST /api/summary HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    );
    expect(heard).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe("the built client", () => {
  let clientDir: string;
  let withClient: FastifyInstance;
  beforeAll(async () => {
    clientDir = mkdtempSync(join(tmpdir(), "client-"));
    writeFileSync(
      join(clientDir, "index.html"),
      '<!doctype html><head><script type="application/json" id="first-answer">null</script></head>',
    );
    writeFileSync(join(clientDir, "csp.json"), '{"styleHashes":["sha256-abc="]}');
    writeFileSync(join(clientDir, "icon.svg"), "<svg/>");
    mkdirSync(join(clientDir, "assets"));
    writeFileSync(join(clientDir, "assets/main-4f2a.js"), "export {};");
    ({ app: withClient } = await openTestApp({ clientDir }));
  });
  afterAll(async () => {
    await withClient.close();
    rmSync(clientDir, { recursive: true });
  });

  async function answerIn(url: string) {
    const { body } = await withClient.inject(url);
    const json = /id="first-answer">(.*?)<\/script>/.exec(body)?.[1];
    return JSON.parse(json ?? "undefined");
  }

  test.each(["/", "/thon-chua-phu", "/xa/06196", "/chi-tieu", "/cach-tinh", "/nguon-du-lieu"])(
    "%s opens with the numbers in it",
    async (path) => {
      const summary = (await withClient.inject("/api/summary")).json();
      expect(await answerIn(path)).toEqual(summary);
    },
  );

  test("the map page is painted before its scripts, by what the build made for that", async () => {
    const dir = mkdtempSync(join(tmpdir(), "client-"));
    writeFileSync(join(dir, "index.html"), '<head></head><body><div id="root"></div></body>');
    mkdirSync(join(dir, "first-paint"));
    writeFileSync(
      join(dir, "first-paint/first-paint.js"),
      "export const paintFirst = ({ asOf, targets }, search) => ['<p>' + asOf, targets.length, search + '</p>'].join(' ');",
    );
    const { app: painted } = await openTestApp({ clientDir: dir });
    const rootOf = async (url: string) =>
      /<div id="root">(.*?)<\/div>/.exec((await painted.inject(url)).body)?.[1];
    const asOf = (await painted.inject("/api/summary")).json().asOf;
    expect(await rootOf("/")).toBe(`<p>${asOf} 2 </p>`);
    expect(await rootOf("/?lang=en&shading=nr&asOf=2023-06-30&select=village:x")).toBe(
      "<p>2023-06-30 2 asOf=2023-06-30&shading=nr&lang=en</p>",
    );
    // Other pages begin with other things.
    expect(await rootOf("/cach-tinh")).toBe("");
    // A rule that nobody knows has no numbers to paint.
    expect(await rootOf("/?rule=khong-co")).toBe("");
    await painted.close();
    rmSync(dir, { recursive: true });
  });

  test("a page that asks something else opens with that answer", async () => {
    const question = "asOf=2023-06-30&rule=cv1603-2024&epoch=2025&operator=VTL";
    const summary = (await withClient.inject(`/api/summary?${question}&technology=lte`)).json();
    expect(await answerIn(`/?${question}&shading=lte&select=village:v1`)).toEqual(summary);
  });

  test("what is not understood in a page's address is left out, what does not exist is null", async () => {
    const summary = (await withClient.inject("/api/summary")).json();
    expect(await answerIn("/?asOf=yesterday&epoch=1999&utm=x&rule=A")).toEqual(summary);
    expect(await answerIn("/?rule=no-such-rule")).toBeNull();
  });

  test("nothing in the data can end the element that it is written into", async () => {
    const { units, ...rows } = (await import("./small-world.ts")).smallWorld();
    const { app: hostile } = await openTestApp({
      clientDir,
      rows: {
        ...rows,
        units: (units ?? []).map((unit) => ({ ...unit, name: "Xã </script><script>alert(1)" })),
      },
    });
    const { body } = await hostile.inject("/");
    expect(body).toContain("alert(1)");
    expect(body).not.toContain("</script><script>");
    await hostile.close();
  });

  test("files are served, the policy holds the hash of the client's style", async () => {
    const icon = await withClient.inject("/icon.svg");
    expect([icon.statusCode, icon.headers["cache-control"]]).toEqual([200, "no-cache"]);
    expect(icon.headers["content-security-policy"]).toContain("style-src 'self' 'sha256-abc=';");
    const script = await withClient.inject("/assets/main-4f2a.js");
    expect(script.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(script.headers["content-type"]).toMatch(/^(text|application)\/javascript/);
    expect((await withClient.inject("/csp.json")).statusCode).toBe(404);
  });

  test("a mistyped address is a page for a person and problem+json for a program, both 404", async () => {
    const person = await withClient.inject({
      url: "/nope",
      headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" },
    });
    expect([person.statusCode, person.headers["content-type"]]).toEqual([
      404,
      "text/html; charset=utf-8",
    ]);
    expect((await withClient.inject("/nope")).json().status).toBe(404);
  });

  test("the page is revalidated, and changes with the data", async () => {
    const first = await withClient.inject("/");
    expect(first.headers["cache-control"]).toBe("no-cache");
    const again = await withClient.inject({
      url: "/",
      headers: { "if-none-match": String(first.headers.etag) },
    });
    expect(again.statusCode).toBe(304);
  });
});
