import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Static, Type } from "typebox";
import { Check } from "typebox/value";
import type { Summary } from "../../geodata/model/summary.ts";
import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import { operatorParameter, questionOf, questionParameters } from "../coverage/question.ts";
import { summaryOf } from "../coverage/summary.ts";
import type { RouteDeps } from "../deps.ts";
import { NotFoundError, ProblemError } from "../errors.ts";
import { addRoute, addRoutesOf } from "../http/route-table.ts";
import { loadFirstPaint, type PaintFirst } from "./first-paint.ts";
import { SingleTechnology } from "./summary.ts";

/** The addresses that the client shows by itself. */
const CLIENT_PATHS = [
  "/",
  "/thon-chua-phu",
  "/xa/:code",
  "/chi-tieu",
  "/cach-tinh",
  "/nguon-du-lieu",
];

/** Where the build leaves room for the first answer and for the page before its scripts. */
const ANSWER_SLOT = /<script type="application\/json" id="first-answer">[^<]*<\/script>/;
const ROOT_SLOT = '<div id="root"></div>';
const HASHED_FILES = /[/\\]assets[/\\]/;
const YEAR_S = 365 * 86_400;

export type SendPage = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/**
 * The built client: hashed files for ever, its pages with the answer to their question written in,
 * so that the numbers are painted before anything else is asked for. Returns how a page is sent.
 */
export async function registerClientPages(
  app: FastifyInstance,
  deps: RouteDeps,
): Promise<SendPage> {
  const { clientDir } = deps;
  const indexPath = join(clientDir, "index.html");
  const template = existsSync(indexPath) ? readFileSync(indexPath, "utf8") : undefined;

  // Loaded by the first page: it would cost every start 0.1 s.
  let firstPaint: Promise<PaintFirst | undefined> | undefined;

  const sendPage: SendPage = async (request, reply) => {
    if (template === undefined) {
      throw new ProblemError(
        "unavailable",
        "Giao diện chưa được dựng; hãy chạy npm run build. API vẫn dùng được ở /api và /ogc.",
      );
    }
    const asked = askedBy(request.query);
    const search = request.routeOptions.url === "/" ? searchOf(asked, request.query) : undefined;
    const key = JSON.stringify(["page", asked, search]);
    return deps.reader.consistently(request.viewer, (snapshot) =>
      deps.answers.send(request, reply, snapshot, key, async () => {
        const summary = await firstAnswer(snapshot, deps, asked);
        let body = withAnswer(template, summary);
        if (summary && search !== undefined) {
          firstPaint ??= loadFirstPaint(clientDir);
          const html = (await firstPaint)?.(summary, search) ?? "";
          body = body.replace(ROOT_SLOT, () => ROOT_SLOT.replace("><", () => `>${html}<`));
        }
        return { body, contentType: "text/html; charset=utf-8" };
      }),
    );
  };

  for (const url of CLIENT_PATHS)
    addRoute(app, { method: "GET", url, allow: "everybody", handler: sendPage });
  if (template !== undefined) {
    await addRoutesOf(app, "everybody", (inner) =>
      inner.register(fastifyStatic, {
        root: clientDir,
        // One route a file: an unknown address is then a 404 like any other.
        wildcard: false,
        index: false,
        preCompressed: true,
        globIgnore: [
          "index.html*",
          "csp.json*",
          "inputs.sha256",
          "first-paint/**",
          "**/*.br",
          "**/*.gz",
        ],
        cacheControl: false,
        setHeaders: (reply, path) => {
          const forEver = `public, max-age=${YEAR_S}, immutable`;
          reply.header("cache-control", HASHED_FILES.test(path) ? forEver : "no-cache");
        },
      }),
    );
  }
  return sendPage;
}

const AskedParameters = {
  ...questionParameters,
  operator: operatorParameter,
  technology: Type.Optional(SingleTechnology),
};
const Asked = Type.Object(AskedParameters);
type Asked = Static<typeof Asked>;

/** What a page's own address asks; as in the client, what is not understood is left out. */
function askedBy(query: unknown): Asked {
  const { shading, ...given } = query as Record<string, unknown>;
  const candidates: Record<string, unknown> = { ...given, technology: shading };
  const understood = Object.entries(AskedParameters).filter(
    ([name, schema]) => candidates[name] !== undefined && Check(schema, candidates[name]),
  );
  return Object.fromEntries(understood.map(([name]) => [name, candidates[name]]));
}

/** The part of a map page's query that its first paint depends on, as the client reads it. */
function searchOf({ technology, ...asked }: Asked, query: unknown): string {
  const { lang } = query as Record<string, unknown>;
  return new URLSearchParams({
    ...asked,
    ...(technology && { shading: technology }),
    ...(lang === "en" && { lang }),
  }).toString();
}

async function firstAnswer(
  snapshot: CoverageSnapshot,
  { indicators }: RouteDeps,
  { technology, ...asked }: Asked,
): Promise<Summary | null> {
  try {
    return await summaryOf(snapshot, indicators, {
      ...(await questionOf(snapshot, asked)),
      ...(technology !== undefined && { technology }),
    });
  } catch (error) {
    // A rule or operator that does not exist: the page opens and says so itself.
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

/** `<` is escaped, so that nothing in the data ends the element (JSON reads it the same). */
function withAnswer(template: string, summary: Summary | null): string {
  const json = JSON.stringify(summary).replaceAll("<", "\\u003c");
  const element = `<script type="application/json" id="first-answer">${json}</script>`;
  return ANSWER_SLOT.test(template)
    ? template.replace(ANSWER_SLOT, () => element)
    : template.replace("</head>", () => `${element}</head>`);
}
