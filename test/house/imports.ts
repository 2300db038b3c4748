import { dirname, join } from "node:path";

const FROM =
  /^\s*(?:import|export)\b[^;'"]*?\bfrom\s*["']([^"']+)["']|^\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm;

/** The files of this repository that a source file imports, by path from the root. */
export function importsOf(path: string, source: string): string[] {
  return [...source.matchAll(FROM)]
    .map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? "")
    .flatMap((specifier) => {
      if (specifier.startsWith("#")) return [specifier.slice(1)];
      return specifier.startsWith(".") ? [join(dirname(path), specifier)] : [];
    });
}
