import { dirname, join, resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type Rolldown } from "vite";
import * as vietnamese from "./text/react-aria.vi.ts";

/** Chromium 111, Firefox 113, Safari 16.4: what offices and phones of 2023 have, and MapLibre needs. */
const TARGET = ["chrome111", "firefox113", "safari16.4"];

const WORDS = resolve(import.meta.dirname, "text/react-aria.vi.ts");
const STRINGS_OF_REACT_ARIA =
  /\/node_modules\/(react-aria|react-aria-components|react-stately)\/dist\/private\/(?:(\w+)\/)?intlStrings\.mjs$/;

/** React-aria brings 34 languages, none of them Vietnamese: this leaves English and adds ours. */
const ourLanguages: Plugin = {
  name: "react-aria-in-our-languages",
  enforce: "pre",
  load(id) {
    const match = STRINGS_OF_REACT_ARIA.exec(id);
    if (!match) return null;
    const group = match[2] ?? "components";
    const english = match[2] ? `../intl/${group}/en-US.mjs` : "./intl/en-US.mjs";
    const importEnglish = `import en from ${JSON.stringify(resolve(dirname(id), english))};`;
    // The rest belongs to components that are not used here and is shaken off.
    if (!(group in vietnamese)) return `${importEnglish} export default { "en-US": en };`;
    return `${importEnglish} import { ${group} as vi } from ${JSON.stringify(WORDS)};
      export default { "en-US": en, "vi-VN": vi };`;
  },
};

/** A module and all that it cannot start without, by rolldown's ids. */
function closureOf(id: string, importsOf: (id: string) => readonly string[]): ReadonlySet<string> {
  const closure = new Set([id]);
  for (const member of closure) for (const imported of importsOf(member)) closure.add(imported);
  return closure;
}

/**
 * What the program starts with is asked for at once anyway: one file of it costs less than one for
 * every set of pages that share a module.
 */
function startsWithProgram(): (id: string, context: Rolldown.ChunkingContext) => string | null {
  const START = join(import.meta.dirname, "start.ts");
  const PROGRAM = join(import.meta.dirname, "main.tsx");
  let closures: Record<"start" | "program", ReadonlySet<string>> | undefined;
  return (id, context) => {
    const importsOf = (of: string) => context.getModuleInfo(of)?.importedIds ?? [];
    closures ??= { start: closureOf(START, importsOf), program: closureOf(PROGRAM, importsOf) };
    return closures.program.has(id) && !closures.start.has(id) ? "program" : null;
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [ourLanguages, react()],
  build: {
    target: TARGET,
    outDir: "dist",
    emptyOutDir: true,
    // The CSP admits no data: fonts, and no data: scripts.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: startsWithProgram(), debugName: "program" }],
        },
      },
    },
    // MapLibre alone is 1.3 MB before compression; it is loaded after the first paint.
    chunkSizeWarningLimit: 1600,
  },
});
