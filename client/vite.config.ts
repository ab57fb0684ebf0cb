import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Chromium 111, Firefox 113, Safari 16.4: what offices and phones of 2023 have, and MapLibre needs. */
const TARGET = ["chrome111", "firefox113", "safari16.4"];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    target: TARGET,
    outDir: "dist",
    emptyOutDir: true,
    // The CSP admits no data: fonts, and no data: scripts.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // MapLibre alone is 1.3 MB before compression; it is loaded after the first paint.
    chunkSizeWarningLimit: 1600,
  },
});
