import { resolve } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "../../server/config.ts";

test("without any variable the server listens on 127.0.0.1:8080 and keeps its data in .data", () => {
  expect(readConfig({ PORT: "" })).toEqual({
    port: 8080,
    host: "127.0.0.1",
    dataDir: resolve(".data"),
    storePath: resolve(".data/store.sqlite"),
    publicDetail: "generalised",
    logLevel: "warn",
    requestsPerMinute: 60_000,
    trustProxy: [],
    cacheBytes: 96_000_000,
    maxLagMs: 1000,
  });
});

test("variables are read as their types, and only ours", () => {
  expect(
    readConfig({
      PORT: "9000",
      DATA_DIR: "/tmp/x",
      PUBLIC_DETAIL: "full",
      PUBLIC_URL: "https://ban-do.example.vn/",
      HOME: "/root",
    }),
  ).toEqual({
    port: 9000,
    host: "127.0.0.1",
    dataDir: "/tmp/x",
    storePath: "/tmp/x/store.sqlite",
    publicDetail: "full",
    publicUrl: "https://ban-do.example.vn",
    logLevel: "warn",
    requestsPerMinute: 60_000,
    trustProxy: [],
    cacheBytes: 96_000_000,
    maxLagMs: 1000,
  });
});

test.each([
  ["PORT", "http"],
  ["PORT", "70000"],
  ["PUBLIC_DETAIL", "everything"],
  ["PUBLIC_URL", "ban-do.example.vn"],
  ["LOG_LEVEL", "loud"],
  ["MAX_CONNECTIONS", "0"],
  ["TRUST_PROXY", "proxy.example.vn"],
  ["TRUST_PROXY", "10.0.0.0/33"],
  ["TRUST_PROXY", "10.0.0.1/8/8"],
  ["TRUST_PROXY", "true"],
])("%s=%s is refused by name", (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`Cấu hình sai.*${name}`));
});

test("TRUST_PROXY is a list of addresses and networks", () => {
  expect(readConfig({ TRUST_PROXY: "10.0.0.0/8, 127.0.0.1,fd00::/8" }).trustProxy).toEqual([
    "10.0.0.0/8",
    "127.0.0.1",
    "fd00::/8",
  ]);
});

test("more cached than half of the heap is refused: the program would end in the middle of its work", () => {
  expect(() => readConfig({ CACHE_MB: "900000" })).toThrow(
    /CACHE_MB: không quá \d+.*--max-old-space-size=2700000 server\/main\.ts.*"CACHE_MB":"900000"/,
  );
});
