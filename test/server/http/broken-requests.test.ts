import { connect } from "node:net";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp } from "../small-world.ts";

let app: FastifyInstance;
let port: number;
beforeAll(async () => {
  ({ app } = await openTestApp());
  port = Number(new URL(await app.listen({ port: 0, host: "127.0.0.1" })).port);
});
afterAll(() => app.close());

/** Sends bytes as they are and resolves with all that comes back until the server closes. */
function talk(bytes: string): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes, "latin1"));
    let heard = "";
    socket.setEncoding("utf8").on("data", (data) => {
      heard += data;
    });
    socket.on("close", () => done(heard));
    socket.on("error", fail);
    socket.setTimeout(5000, () => socket.destroy());
  });
}

const END = "Connection: close\r\n\r\n";

test.each([
  [400, "two Hosts", `GET /api/rules HTTP/1.1\r\nHost: a\r\nHost: b\r\n${END}`],
  [400, "the same Host twice", `GET /ogc HTTP/1.1\r\nHost: a\r\nhOST: a\r\n${END}`],
  [400, "no Host", `GET /api/rules HTTP/1.1\r\n${END}`],
  [400, "an empty Host", `GET /api/rules HTTP/1.1\r\nHost:\r\n${END}`],
  [400, "a Host that is none", `GET /api/rules HTTP/1.1\r\nHost: a b/c\r\n${END}`],
  [417, "an Expect that nobody meets", `GET /api/rules HTTP/1.1\r\nHost: a\r\nExpect: x\r\n${END}`],
  [400, "a method that does not exist", `FOO / HTTP/1.1\r\nHost: a\r\n${END}`],
  [405, "a method of WebDAV", `PROPFIND /api/rules HTTP/1.1\r\nHost: a\r\n${END}`],
  [405, "CONNECT", `CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n`],
  [431, "a huge header", `GET / HTTP/1.1\r\nHost: a\r\nX: ${"a".repeat(20_000)}\r\n${END}`],
  [
    400,
    "a chunk that is none",
    `POST /api/rules HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n`,
  ],
  [400, "an unknown coding", `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: x\r\n\r\n`],
  [400, "a negative length", `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n`],
  [400, "bytes of TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"],
  [
    416,
    "a range that is not there",
    `GET /docs/static/swagger-ui.css HTTP/1.1\r\nHost: a\r\nRange: bytes=99999999-\r\n${END}`,
  ],
  [
    412,
    "a condition that does not hold",
    `GET /docs/static/swagger-ui.css HTTP/1.1\r\nHost: a\r\nIf-Match: "x"\r\n${END}`,
  ],
])("%i problem+json, once, for %s", async (status, _what, bytes) => {
  const heard = await talk(bytes);
  expect(heard.match(/HTTP\/1\.1 \d{3}/g)).toEqual([`HTTP/1.1 ${status}`]);
  expect(heard).toMatch(/\r\ncontent-type: application\/problem\+json/i);
  const body = heard.slice(heard.indexOf("\r\n\r\n") + 4);
  expect(JSON.parse(body)).toMatchObject({ status, type: expect.stringMatching(/^urn:/) });
  expect(heard).not.toMatch(/node_modules|\n {4}at /);
});

const DOORS = [
  "/",
  "/docs/static/",
  "/docs/",
  "/api/villages/",
  "/api/communes/",
  "/ogc/collections/",
  "/ogc/collections/villages/items/",
  "/tiles/",
  "/tiles/1/ke-hoach-2023/2024-01-01/villages/10/1/",
  "/xa/x/",
];
const ODD = [
  "%00",
  "a%00b.html",
  "%",
  "%zz",
  "%ff",
  "%c3%28",
  "%ed%a0%80",
  "..%2f..%2fetc%2fpasswd",
  "%2e%2e/%2e%2e/etc/passwd",
  "..\\..\\x",
  "%5c..%5cx",
  "%0d%0aX:%20y",
  "%25%30%30",
  "a".repeat(300),
  "a".repeat(3900),
  "__proto__",
];

test.each(DOORS)(
  "%s: odd names are refused in problem+json and are not our fault",
  async (door) => {
    for (const name of ODD) {
      const answer = await app.inject(door + name);
      expect([name, [400, 404, 414].includes(answer.statusCode)]).toEqual([name, true]);
      expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    }
  },
);
