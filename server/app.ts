import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { constants } from "node:zlib";
import compress from "@fastify/compress";
import cors from "@fastify/cors";
import etag from "@fastify/etag";
import fastify, {
  type FastifyHttpOptions,
  type FastifyInstance,
  LogController,
  type RawServerDefault,
} from "fastify";
import type { AppDeps, RouteDeps } from "./deps.ts";
import { NotFoundError } from "./errors.ts";
import { bestOffer } from "./http/accept.ts";
import { makeAnswerCache } from "./http/answers.ts";
import {
  answerBadAddress,
  answerBrokenRequest,
  answerBrokenRequests,
} from "./http/broken-requests.ts";
import { boundConnections, connectionsWithin, readProcessLimits } from "./http/connections.ts";
import { limitCost } from "./http/cost-limit.ts";
import { refuseUnderPressure } from "./http/pressure.ts";
import { sendProblem } from "./http/problems.ts";
import { requestValidator } from "./http/request-validator.ts";
import { addRevalidation } from "./http/revalidation.ts";
import { keepRouteTable } from "./http/route-table.ts";
import { addSecurityHeaders } from "./http/security-headers.ts";
import { refuseWhenStopping } from "./http/stopping.ts";
import { refuseStrangeRequests } from "./http/strange-requests.ts";
import { registerOgc } from "./ogc/register-ogc.ts";
import { collectApiDocument, registerApiDocument } from "./routes/api-document.ts";
import { registerClientPages, type SendPage } from "./routes/client-pages.ts";
import { registerCommunes } from "./routes/communes.ts";
import { registerCompare } from "./routes/compare.ts";
import { registerEvidence } from "./routes/evidence.ts";
import { registerHealth } from "./routes/health.ts";
import { registerIndicators } from "./routes/indicators.ts";
import { registerReferenceLists } from "./routes/reference-lists.ts";
import { registerSearch } from "./routes/search.ts";
import { registerSites } from "./routes/sites.ts";
import { registerSources } from "./routes/sources.ts";
import { registerSummary } from "./routes/summary.ts";
import { registerVillageDetail } from "./routes/village-detail.ts";
import { registerVillages } from "./routes/villages.ts";
import { registerTiles } from "./tiles/register-tiles.ts";

/** Cached answers where the configuration says nothing, bytes: some hundred full lists of 175 thôn. */
const ANSWER_BYTES = 48e6;
/** A request that is not complete by then is closed: slow senders hold no socket, ms. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Headers that are not complete by then: whoever connects and says nothing holds no socket, ms. */
const HEADERS_TIMEOUT_MS = 10_000;
/** How often slow senders are looked for, ms. */
const TIMEOUT_CHECK_MS = 2_000;
/** The page to try the API is compressed anew for each reader: 1.6 MB in six files. */
const DOCS_PRICE_MS = 20;

/** Builds the application from what it is given; opens nothing, listens on nothing. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const options: FastifyHttpOptions<RawServerDefault> = {
    ...(deps.log ? { loggerInstance: deps.log } : { logger: false }),
    logController: new LogController({ disableRequestLogging: true }),
    // Nobody else's X-Forwarded-* is believed.
    trustProxy: deps.config.trustProxy?.length ? deps.config.trustProxy : false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // Ours answers as problem+json while it stops.
    return503OnClosing: false,
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength: 400, ignoreTrailingSlash: true },
    frameworkErrors: answerBadAddress,
    clientErrorHandler: answerBrokenRequest,
    http: {
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      // Ours answers as problem+json.
      requireHostHeader: false,
    },
  };
  const app: FastifyInstance = fastify(options);
  app.setValidatorCompiler(requestValidator);
  // Response schemas are for the document; the values are typed by them already.
  app.setSerializerCompiler(() => JSON.stringify);
  app.setErrorHandler(sendProblem);
  boundConnections(
    app.server,
    deps.config.maxConnections ?? connectionsWithin(readProcessLimits()),
  );
  answerBrokenRequests(app.server);
  // A connection that could not be taken, once it listens: the next one may be.
  app.addHook("onListen", async () => {
    app.server.on("error", (error) => app.log.error(error));
  });

  await addSecurityHeaders(app, readStyleHashes(deps.clientDir));
  limitCost(app, {
    requestsPerMinute: deps.config.requestsPerMinute,
    priceMs: (url) => (url.startsWith("/docs") ? DOCS_PRICE_MS : 0),
  });
  await app.register(cors, {
    origin: "*",
    methods: ["GET", "HEAD", "OPTIONS"],
    exposedHeaders: ["Content-Crs", "Link", "ETag"],
    strictPreflight: false,
  });
  keepRouteTable(app, deps.viewerOf);
  refuseWhenStopping(app, deps.isStopping);
  refuseStrangeRequests(app);
  const { maxLagMs } = deps.config;
  if (maxLagMs > 0) refuseUnderPressure(app, maxLagMs);
  await app.register(etag);
  addRevalidation(app);
  await app.register(compress, {
    encodings: ["br", "gzip"],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } },
  });
  await collectApiDocument(app);

  const routeDeps: RouteDeps = {
    ...deps,
    answers: makeAnswerCache(deps.config.answerBytes ?? ANSWER_BYTES),
  };
  registerHealth(app, deps);
  registerTiles(app, routeDeps);
  registerOgc(app, routeDeps);
  registerApi(app, routeDeps);
  await registerApiDocument(app, routeDeps);
  const sendPage = await registerClientPages(app, routeDeps);
  answerUnknownAddresses(app, sendPage);
  return app;
}

/** Routes of /api in the order of the document. */
function registerApi(app: FastifyInstance, deps: RouteDeps): void {
  registerSummary(app, deps);
  registerVillages(app, deps);
  registerVillageDetail(app, deps);
  registerEvidence(app, deps);
  registerCommunes(app, deps);
  registerSites(app, deps);
  registerSearch(app, deps);
  registerCompare(app, deps);
  registerIndicators(app, deps);
  registerReferenceLists(app, deps);
  registerSources(app, deps);
}

/** A person who mistyped an address gets the page that says so; a program gets problem+json. */
function answerUnknownAddresses(app: FastifyInstance, sendPage: SendPage): void {
  app.setNotFoundHandler(async (request, reply) => {
    const best = bestOffer(request.headers.accept, ["application/problem+json", "text/html"]);
    if (best === "text/html" && request.method === "GET") return sendPage(request, reply.code(404));
    throw new NotFoundError("Không có gì ở địa chỉ này.");
  });
}

/** Hashes of the styles that the client writes into the page, as its build found them. */
function readStyleHashes(clientDir: string): string[] {
  const path = join(clientDir, "csp.json");
  if (!existsSync(path)) return [];
  const { styleHashes } = JSON.parse(readFileSync(path, "utf8")) as { styleHashes: string[] };
  return styleHashes.map((hash) => hash.replaceAll("'", ""));
}
