import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ROOT } from "../provision/app-recipe.ts";

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
      cpu: z.union([z.string(), z.array(z.string())]).optional(),
      hasInstallScript: z.boolean().optional(),
      integrity: z.string().optional(),
    }),
  ),
});

/** Every package that package-lock.json names, by its folder. */
export function lockedPackages() {
  const { packages } = Lock.parse(JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")));
  return Object.entries(packages).flatMap(([folder, { dev, optional, ...about }]) =>
    folder === "" ? [] : [{ folder, ...about, isInImage: !dev && !optional }],
  );
}
