import type { BuildOptions } from "esbuild";

/** How all that runs in a browser is built. */
export const WAY: BuildOptions = {
  bundle: true,
  format: "esm",
  target: "es2023", // esbuild then makes plain JavaScript of decorators, which no browser reads yet
  minify: true,
  legalComments: "none",
  logLevel: "warning",
};
