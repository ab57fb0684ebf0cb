import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from "fastify";
import { PUBLIC_VIEWER, type Viewer } from "../../geodata/model/viewer.ts";
import { ProblemError } from "../errors.ts";

/** Who may ask: anybody, or viewers of these roles. */
export type Allow = "everybody" | readonly Viewer["role"][];

/** One address of the server and who may ask it. */
export interface Route {
  method: "GET" | "POST" | "PUT" | "DELETE";
  url: string;
  allow: Allow;
  schema?: FastifySchema;
  /** The caller is known and the request valid: resolves the key, answers 304 or loads. */
  handler(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | object>;
}

/** A row of the table: what a test or a matrix of roles reads. */
type ListedRoute = Pick<Route, "url" | "schema"> & {
  method: string;
  allow: Allow | undefined;
};

declare module "fastify" {
  interface FastifyInstance {
    /** Every route of the server, those of plugins too, in the order of their registration. */
    routeTable: readonly ListedRoute[];
  }
  interface FastifyRequest {
    /** Who asks, resolved once. */
    viewer: Viewer;
  }
  interface FastifyContextConfig {
    allow?: Allow;
  }
}

/** Tells who asks by what the request carries. */
export type ViewerOf = (request: FastifyRequest) => Viewer | Promise<Viewer>;

/**
 * Keeps the table of routes and knows the caller before anything else of a request is looked at. An
 * application with a route that does not say who may ask it does not start. Register before routes.
 */
export function keepRouteTable(
  app: FastifyInstance,
  viewerOf: ViewerOf = () => PUBLIC_VIEWER,
): void {
  const table: (ListedRoute & { config: { allow?: Allow } })[] = [];
  app.decorate("routeTable", table);
  app.decorateRequest("viewer");
  app.addHook("onRoute", (route) => {
    route.config ??= {};
    const { url, schema, config } = route;
    for (const method of [route.method].flat())
      table.push({
        method,
        url,
        ...(schema && { schema }),
        config,
        // A plugin says it for its routes after this.
        get allow() {
          return config.allow;
        },
      });
  });
  app.addHook("onReady", async () => {
    const without = table.filter(({ allow }) => allow === undefined);
    if (without.length > 0) {
      const names = without.map(({ method, url }) => `${method} ${url}`).join(", ");
      throw new Error(`Routes that do not say who may ask them (allow): ${names}`);
    }
  });
  app.addHook("onRequest", (request, _reply, done) => {
    const admit = (viewer: Viewer) => {
      request.viewer = viewer;
      const { allow } = request.routeOptions.config;
      if (allow === undefined || allow === "everybody" || allow.includes(viewer.role)) done();
      else done(new ProblemError("forbidden", "Tài khoản này không được dùng địa chỉ này."));
    };
    const viewer = viewerOf(request);
    // Nobody waits a turn for an answer that is there.
    if (viewer instanceof Promise) viewer.then(admit, done);
    else admit(viewer);
  });
}

/** Adds a route to the table. */
export function addRoute(app: FastifyInstance, route: Route): void {
  const { method, url, allow, schema = { hide: true }, handler } = route;
  if (allow === undefined) throw new Error(`${method} ${url} does not say who may ask it (allow)`);
  app.route({ method, url, schema, config: { allow }, handler });
}

/** Registers a plugin that brings its own routes: all of them are for these viewers. */
export async function addRoutesOf(
  app: FastifyInstance,
  allow: Allow,
  register: (inner: FastifyInstance) => PromiseLike<unknown>,
): Promise<void> {
  await app.register(async (inner) => {
    inner.addHook("onRoute", (route) => {
      route.config = Object.assign(route.config ?? {}, { allow });
    });
    await register(inner);
  });
}
