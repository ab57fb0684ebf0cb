import type { FastifyBaseLogger } from "fastify";
import type { CatalogueEntry } from "../geodata/model/catalogue.ts";
import type { Indicator } from "../geodata/model/indicator.ts";
import type { CoverageReader } from "./coverage/coverage-reader.ts";
import type { AnswerCache } from "./http/answers.ts";
import type { ViewerOf } from "./http/route-table.ts";
import type { CoverageStore } from "./stores/coverage-store.ts";
import type { TerrainReader } from "./terrain/terrain-reader.ts";

/** The part of the configuration that answers depend on. */
interface AppSettings {
  /** Base of absolute links, without a slash at its end; absent = as the request came. */
  publicUrl?: string;
  /** Small answers that one address may have in a minute, on all routes; 0 = as many as it likes. */
  requestsPerMinute: number;
  /** Proxies whose X-Forwarded-* is believed: addresses and CIDR; absent = none. */
  trustProxy?: string[];
  /** Connections held at once; absent = what the process's limit of files leaves. */
  maxConnections?: number;
  /** What may be cached of answers, bytes; absent = 48 MB. */
  answerBytes?: number;
  /** How long the event loop may lag before requests are refused, ms; 0 = never refused. */
  maxLagMs: number;
}

/** Everything that the application is given; it opens nothing itself. */
export interface AppDeps {
  store: CoverageStore;
  reader: CoverageReader;
  config: AppSettings;
  /** Who asks; absent = always the public. */
  viewerOf?: ViewerOf;
  /** The present instant. */
  clock: () => Date;
  /** Absent = silent. */
  log?: FastifyBaseLogger;
  /** Rows of the plan, in its order. */
  indicators: readonly Indicator[];
  /** True once the process was told to stop: new requests are refused. */
  isStopping?: () => boolean;
  /** The files of the shipped dataset; empty where it was never made. */
  catalogue: readonly CatalogueEntry[];
  /** The one terrain of map and engines. */
  terrain: TerrainReader;
  /** Folder of the built client; its absence only costs the screen. */
  clientDir: string;
}

/** What every route is given: the same, and the one cache of answers. */
export interface RouteDeps extends AppDeps {
  answers: AnswerCache;
}
