import { expect, test } from "vitest";
import { bestOffer } from "../../../server/http/accept.ts";

const OFFERED = ["application/json; charset=utf-8", "text/csv; charset=utf-8"];

test.each([
  [undefined, 0],
  ["", 0],
  ["*/*", 0],
  ["text/csv", 1],
  ["TEXT/CSV", 1],
  ["text/*", 1],
  ["application/json;q=0.5, text/csv", 1],
  ["application/json;q=0.5, text/csv;q=0.4", 0],
  ["application/json;q=0, */*", 1],
  ["*/*;q=0.1, text/csv;q=0", 0],
  ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", 0],
  ["application/xml", undefined],
  ["text/csv;q=0", undefined],
  ["text/csv;q=nonsense", undefined],
  ["garbage", undefined],
])("Accept: %s takes offer %s", (header, expected) => {
  expect(bestOffer(header, OFFERED)).toBe(expected === undefined ? undefined : OFFERED[expected]);
});
