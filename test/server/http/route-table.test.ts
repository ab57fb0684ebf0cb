import fastify, { type FastifyInstance } from "fastify";
import { expect, test } from "vitest";
import type { Viewer } from "../../../geodata/model/viewer.ts";
import { sendProblem } from "../../../server/http/problems.ts";
import {
  addRoute,
  addRoutesOf,
  keepRouteTable,
  type Route,
} from "../../../server/http/route-table.ts";
import { openTestApp } from "../small-world.ts";

const route = (partial: Partial<Route> = {}): Route => ({
  method: "GET",
  url: "/a",
  allow: "everybody",
  handler: async (request) => ({ role: request.viewer.role }),
  ...partial,
});

function open(role: Viewer["role"], add: (app: FastifyInstance) => void) {
  const app = fastify();
  app.setErrorHandler(sendProblem);
  keepRouteTable(app, () => ({ role }));
  add(app);
  return app;
}

test("a route that does not say who may ask it is not added", () => {
  const { allow: _, ...rest } = route();
  expect(() => open("public", (app) => addRoute(app, rest as Route))).toThrow(
    "GET /a does not say who may ask it (allow)",
  );
});

test("an application with a route past the table does not start", async () => {
  const { app } = await openTestApp();
  await app.close();
  const opening = openTestApp({}, (building) => {
    building.get("/past-the-table", async () => "");
  });
  await expect(opening).rejects.toThrow("GET /past-the-table");
});

test("whoever is not among the viewers of a route is refused before anything is read", async () => {
  let handled = 0;
  const app = (role: Viewer["role"]) =>
    open(role, (building) =>
      addRoute(
        building,
        route({
          allow: ["planner", "admin"],
          handler: async () => {
            handled += 1;
            return {};
          },
        }),
      ),
    );
  for (const role of ["public", "commune", "operator"] as const) {
    const answer = await app(role).inject("/a?nonsense=1");
    expect([answer.statusCode, answer.json().type]).toEqual([
      403,
      "urn:problem-type:song-thon:forbidden",
    ]);
  }
  expect(handled).toBe(0);
  expect((await app("planner").inject("/a")).statusCode).toBe(200);
});

test("the caller is known once, to the handler as to the table", async () => {
  const app = open("operator", (building) => addRoute(building, route()));
  expect((await app.inject("/a")).json()).toEqual({ role: "operator" });
});

test("routes that a plugin brings are in the table with what was said of the plugin", async () => {
  const app = open("public", () => undefined);
  await addRoutesOf(app, ["admin"], (inner) =>
    inner.register(async (plugin) => {
      plugin.get("/plugin", async () => "");
    }),
  );
  await app.ready();
  const listed = app.routeTable.filter(({ url }) => url === "/plugin");
  expect(listed.map(({ method, allow }) => [method, allow])).toEqual([
    ["GET", ["admin"]],
    ["HEAD", ["admin"]],
  ]);
  expect((await app.inject("/plugin")).statusCode).toBe(403);
});

test("every route of the server says who may ask it; today that is everybody", async () => {
  const { app } = await openTestApp();
  const table = app.routeTable.map(({ method, url, allow }) => [method, url, allow]);
  expect(table.length).toBeGreaterThan(60);
  expect(table.filter(([, , allow]) => allow !== "everybody")).toEqual([]);
  await app.close();
});
