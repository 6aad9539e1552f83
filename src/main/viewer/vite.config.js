import { defineConfig } from "vite";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { licences } from "./licences.js";

const here = path.dirname(fileURLToPath(import.meta.url));

// Neuroglancer uses a commit of ikonate that is only on GitHub; the release on npm lacks these three icons.
const ownIcons = () => ({
  name: "own-icons",
  enforce: "pre",
  resolveId(id) {
    const icon = /^ikonate\/icons\/(layers|code-alt|controls-alt)\.svg\?raw$/.exec(id);
    return icon ? path.join(here, "icons", `${icon[1]}.svg`) + "?raw" : undefined;
  },
});

// Vite looks for `new Worker(new URL(` before it strips comments, so a comment in between hides the worker from it.
const visibleWorkers = () => ({
  name: "visible-workers",
  enforce: "pre",
  transform(code, id) {
    if (!id.includes("neuroglancer") || !code.includes("webpackChunkName")) return undefined;
    return { code: code.replace(/\/\* webpackChunkName: "[^"]*" \*\//g, ""), map: null };
  },
});

const absentDecoders = () => ({
  name: "absent-decoders",
  enforce: "pre",
  resolveId(id) {
    return /(sliceview\/(jxl|png|compresso)|mesh\/draco)\/index\.js$/.test(id)
      ? path.join(here, "absent-decoders.js")
      : undefined;
  },
});

const texts = licences(here);
const plugins = () => [ownIcons(), visibleWorkers(), absentDecoders(), texts.collect()];

export default defineConfig({
  base: "", // the server may put the viewer under any path
  plugins: [...plugins(), texts.write()],
  resolve: {
    conditions: [
      "neuroglancer/datasource:none_by_default",
      "neuroglancer/kvstore:none_by_default",
      ...["zarr", "n5", "precomputed"].map((x) => `neuroglancer/datasource/${x}:enabled`),
      ...["http", "gzip", "zip", "byte_range"].map((x) => `neuroglancer/kvstore/${x}:enabled`),
      "module",
      "browser",
      "production",
    ],
  },
  worker: { format: "es", plugins },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsDir: "",
    assetsInlineLimit: 0,
    target: "es2022",
    chunkSizeWarningLimit: 4096,
  },
});
