import { resolve } from "node:path";
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
    default: 3000,
    minimum: 0,
    description: "What one address may ask of /api and /ogc in a minute; 0 = no limit",
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
  /** What one address may ask of /api and /ogc in a minute; 0 = no limit. */
  requestsPerMinute: number;
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
    maxLagMs: read.MAX_LAG_MS,
  };
}

function checked(given: NodeJS.Dict<string>): Environment {
  try {
    return envSchema<Environment>({ schema: Environment, data: given, env: false });
  } catch (error) {
    const reason = error instanceof Error ? error.message.replaceAll("env/", "") : String(error);
    throw new ConfigError(
      `Cấu hình sai (wrong configuration): ${reason}; nhận được (got): ${JSON.stringify(given)}`,
      { cause: error },
    );
  }
}
