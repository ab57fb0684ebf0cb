import { isIPv4, isIPv6 } from "node:net";
import { resolve } from "node:path";
import { getHeapStatistics } from "node:v8";
import { envSchema } from "env-schema";
import { type Static, Type } from "typebox";

/** Parameters of the server and of its commands, as the environment names them. */
const Environment = Type.Object({
  PORT: Type.Integer({
    default: 8080,
    minimum: 0,
    maximum: 65_535,
    description: "Port to listen on; 0 = any free one",
  }),
  HOST: Type.String({ default: "127.0.0.1", description: "Address to listen on" }),
  DATA_DIR: Type.String({ default: ".data", description: "Folder of the store and the lock" }),
  PUBLIC_DETAIL: Type.Enum(["generalised", "full"], {
    default: "generalised",
    description: "What the public sees of real masts and routes",
  }),
  PUBLIC_URL: Type.Optional(
    Type.String({
      pattern: "^https?://[^/]",
      description: "Base of absolute links, when a proxy hides the address",
    }),
  ),
  LOG_LEVEL: Type.Enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
    default: "warn",
  }),
  REQUESTS_PER_MINUTE: Type.Integer({
    default: 60_000,
    minimum: 0,
    description:
      "Small answers that one address may have in a minute, on all routes; work counts by its time; 0 = no limit",
  }),
  TRUST_PROXY: Type.String({
    default: "",
    description: "Proxies whose X-Forwarded-* is believed: addresses and CIDR, joined by commas",
  }),
  MAX_CONNECTIONS: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: "Connections held at once; by default what the process's limit of files leaves",
    }),
  ),
  CACHE_MB: Type.Integer({
    default: 96,
    minimum: 8,
    maximum: 1_000_000,
    description: "What may be cached of answers and of what is derived from the rows, MB",
  }),
  MAX_LAG_MS: Type.Integer({
    default: 1000,
    minimum: 0,
    description: "Lag of the event loop, ms, above which requests are refused (503); 0 = never",
  }),
});
type Environment = Static<typeof Environment>;

export interface Config {
  port: number;
  host: string;
  /** Absolute path. */
  dataDir: string;
  /** File of the store. */
  storePath: string;
  publicDetail: Environment["PUBLIC_DETAIL"];
  /** Without a slash at its end. */
  publicUrl?: string;
  logLevel: Environment["LOG_LEVEL"];
  /** Small answers that one address may have in a minute, on all routes; 0 = no limit. */
  requestsPerMinute: number;
  /** Proxies whose X-Forwarded-* is believed: addresses and CIDR. */
  trustProxy: string[];
  /** Connections held at once; absent = what the process's limit of files leaves. */
  maxConnections?: number;
  /** What may be cached in all: a quarter of it answers, the rest what is derived from the rows, bytes. */
  cacheBytes: number;
  /** How long the event loop may lag before requests are refused, ms; 0 = never refused. */
  maxLagMs: number;
}

/** The environment holds a value that a variable may not have. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/**
 * The only reader of the environment. Throws ConfigError that names the variable for a value that
 * it may not have; an empty variable counts as absent.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(
    Object.keys(Environment.properties)
      .map((name) => [name, environment[name]] as const)
      .filter(([, value]) => value !== undefined && value !== ""),
  );
  const read = checked(given);
  const dataDir = resolve(read.DATA_DIR);
  return {
    port: read.PORT,
    host: read.HOST,
    dataDir,
    storePath: resolve(dataDir, "store.sqlite"),
    publicDetail: read.PUBLIC_DETAIL,
    ...(read.PUBLIC_URL === undefined ? {} : { publicUrl: read.PUBLIC_URL.replace(/\/+$/, "") }),
    logLevel: read.LOG_LEVEL,
    requestsPerMinute: read.REQUESTS_PER_MINUTE,
    trustProxy: proxiesOf(read.TRUST_PROXY, given),
    ...(read.MAX_CONNECTIONS === undefined ? {} : { maxConnections: read.MAX_CONNECTIONS }),
    cacheBytes: cacheBytesOf(read.CACHE_MB, given),
    maxLagMs: read.MAX_LAG_MS,
  };
}

/** Throws for more than half of the heap: the program would end in the middle of its work. */
function cacheBytesOf(cacheMb: number, given: NodeJS.Dict<string>): number {
  const heapMb = Math.floor(getHeapStatistics().heap_size_limit / 1e6);
  if (cacheMb > heapMb / 2)
    throw wrong(
      `CACHE_MB: không quá ${Math.floor(heapMb / 2)}, một nửa bộ nhớ của chương trình; muốn hơn thì chạy node --max-old-space-size=${cacheMb * 3} server/main.ts (at most half of the heap)`,
      given,
    );
  return cacheMb * 1_000_000;
}

/** Throws for what is neither an address nor a network: a name would never match, in silence. */
function proxiesOf(text: string, given: NodeJS.Dict<string>): string[] {
  const proxies = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  for (const proxy of proxies) {
    const [address = "", bits, ...rest] = proxy.split("/");
    const most = isIPv4(address) ? 32 : isIPv6(address) ? 128 : -1;
    const isNetwork = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
    if (most < 0 || !isNetwork || rest.length > 0)
      throw wrong(
        `TRUST_PROXY: "${proxy}" không phải địa chỉ IP hay dải CIDR (is no IP address or CIDR)`,
        given,
      );
  }
  return proxies;
}

function checked(given: NodeJS.Dict<string>): Environment {
  try {
    return envSchema<Environment>({ schema: Environment, data: given, env: false });
  } catch (error) {
    const reason = error instanceof Error ? error.message.replaceAll("env/", "") : String(error);
    throw wrong(reason, given, error);
  }
}

function wrong(reason: string, given: NodeJS.Dict<string>, cause?: unknown): ConfigError {
  return new ConfigError(
    `Cấu hình sai (wrong configuration): ${reason}; nhận được (got): ${JSON.stringify(given)}`,
    { cause },
  );
}
