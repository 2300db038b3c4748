import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { trackedFiles } from "../house/tracked-files.ts";
import { cacheRoot } from "./cache.ts";

export const ROOT = path.resolve(import.meta.dirname, "../..");

/** What the app's image is made from here, where no registry of images can be had. A change makes new bases beside the old ones. */
export const APP_RECIPE = { revision: 1, suite: "trixie", node: process.version } as const;

/** What .dockerignore lets through. */
const CONTEXT =
  /^(addon|db|demo|server|frontend-card)\/|^(Dockerfile|\.dockerignore|\.npmrc|package(-lock)?\.json|LICENSE)$/;

/** Where buildah keeps the base images and what it has built on them. */
export const imageStore = path.join(cacheRoot, `images-${hashed([JSON.stringify(APP_RECIPE)])}`);

/** Where the image of these sources lies unpacked. */
export function appFolder(): string {
  const files = trackedFiles().filter((file) => CONTEXT.test(file) && !file.endsWith(".test.ts"));
  const sources = files.flatMap((file) => [file, readFileSync(path.join(ROOT, file))]);
  return path.join(cacheRoot, `app-${hashed([imageStore, ...sources])}`);
}

function hashed(parts: (string | Buffer)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex").slice(0, 12);
}
