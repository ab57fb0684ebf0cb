import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { beginComputing } from "../geodata/text/command-help.ts";

const ROOT = resolve(import.meta.dirname, "..");
const CLIENT = join(ROOT, "client");
const OUT = join(CLIENT, "dist");
/** What the build was made from; beside what it made, so that removing the one removes the other. */
const STAMP = join(OUT, "inputs.sha256");

/** What the client is made of: its own files, the model and rules that it shares, the versions, the way it is built. */
export function inputFiles(root: string): string[] {
  const below = (folder: string, isWanted: (path: string) => boolean) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
      .filter(isWanted);
  return [
    ...below("client", (path) => !path.startsWith("client/dist/") && !path.endsWith(".md")),
    ...below("geodata", (path) => path.endsWith(".ts")),
    "package.json",
    "scripts/build-client.ts",
  ].sort();
}

/** One hash over the names and bytes of the inputs. */
export function hashOfInputs(root: string, files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) {
    hash.update(`${file}\0`);
    hash.update(readFileSync(join(root, file)));
    hash.update("\0");
  }
  return hash.digest("hex");
}

/** Modules of react-aria that write a style element into the page. */
const STYLE_WRITERS = [
  "react-aria/dist/private/interactions/usePress.mjs",
  "react-aria/dist/private/overlays/usePreventScroll.mjs",
];

/**
 * The style elements that a module writes: the template literals given to `textContent`, trimmed
 * and with the module's own string constants filled in. Throws when there is none or one cannot be
 * read: then the library has changed and the policy would be wrong in silence.
 */
export function writtenStyles(moduleSource: string): string[] {
  const constants = new Map(
    [...moduleSource.matchAll(/const ([\w$]+) = ['"]([^'"]*)['"];/g)].map(
      ([, name = "", value = ""]) => [name, value],
    ),
  );
  const styles = [...moduleSource.matchAll(/style\.textContent = `([^`]*)`\.trim\(\)/g)].map(
    ([, template = ""]) =>
      template
        .replace(/\$\{([\w$]+)\}/g, (_, name: string) => {
          const value = constants.get(name);
          if (value === undefined)
            throw new Error(`A written style uses an unknown constant ${name}`);
          return value;
        })
        .trim(),
  );
  if (styles.length === 0) throw new Error("The module writes no style that could be read");
  return styles;
}

/** A source expression of the Content-Security-Policy for an inline style. */
export function styleHash(css: string): string {
  return `sha256-${createHash("sha256").update(css).digest("base64")}`;
}

function writePolicy(): void {
  const styleHashes = STYLE_WRITERS.flatMap((module) =>
    writtenStyles(readFileSync(join(ROOT, "node_modules", module), "utf8")),
  ).map(styleHash);
  writeFileSync(join(OUT, "csp.json"), `${JSON.stringify({ styleHashes })}\n`);
}

const TEXT_FILES = /\.(js|mjs|css|svg|json|webmanifest)$/;
/** 10: of MapLibre 246 kB in 1.2 s; 9 gives 265 kB in 0.15 s, 11 gives 242 kB in 2.8 s. */
const BROTLI_QUALITY = 10;

/** Compressed copies beside the hashed files, so that the server only reads them. */
async function compressAssets(): Promise<void> {
  const assets = join(OUT, "assets");
  for (const name of readdirSync(assets).filter((file) => TEXT_FILES.test(file))) {
    const file = join(assets, name);
    const raw = readFileSync(file);
    const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
    writeFileSync(`${file}.br`, await promisify(brotliCompress)(raw, { params }));
    writeFileSync(`${file}.gz`, await promisify(gzip)(raw, { level: 9 }));
  }
}

/** The page before its scripts, as one module that the server runs: `dist/first-paint/first-paint.js`. */
const FIRST_PAINT = {
  build: {
    ssr: join(CLIENT, "first-paint.tsx"),
    outDir: join(OUT, "first-paint"),
    copyPublicDir: false,
    minify: true,
  },
  // What it needs is inside: the server knows nothing of React.
  ssr: { noExternal: true as const },
};

/** Builds the client into client/dist, unless what is there was made from the same inputs. */
async function buildClient({ force }: { force: boolean }): Promise<void> {
  const stamp = hashOfInputs(ROOT, inputFiles(ROOT));
  if (!force && existsSync(STAMP) && readFileSync(STAMP, "utf8") === stamp) return;
  console.log("Building the client …");
  // A caller's own (tests run under "test") would put React's development build into the files.
  process.env.NODE_ENV = "production";
  // Loaded only when there is something to build: it takes longer than the check above.
  const { build } = await import("vite");
  const configFile = join(CLIENT, "vite.config.ts");
  await build({ configFile, logLevel: "warn" });
  await build({ configFile, mode: "production", logLevel: "warn", ...FIRST_PAINT });
  writePolicy();
  await compressAssets();
  writeFileSync(STAMP, stamp);
  console.log(`Built the client into ${relative(ROOT, OUT)}`);
}

const isMain = process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href;
if (isMain) {
  beginComputing(
    process.argv.slice(2),
    "Builds the client into client/dist, unless it is there; --force builds it again.\nnpm run build",
    process,
  );
  await buildClient({ force: process.argv.includes("--force") });
}
