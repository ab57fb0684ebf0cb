import { expect, test } from "vitest";
import { COVERAGE_HELP } from "../../../../server/commands/radio/coverage-request.ts";
import { LINK_HELP } from "../../../../server/commands/radio/link-request.ts";

test.each([
  ["coverage", COVERAGE_HELP],
  ["link", LINK_HELP],
])("the help of %s says what each of its options means", (_, help) => {
  const [usage = "", ...meanings] = help.split("\n\n");
  const options = usage.match(/--[a-z]+(?:-[a-z]+)*/g) ?? [];
  expect(options.length).toBeGreaterThan(15);
  for (const option of new Set(options)) expect(meanings.join("\n")).toMatch(`${option} `);
});
