import type { Parts } from "./happening.ts";

const LONGEST = 300;

/** What stands in braces is replaced once, so that a device's text with braces stays text. */
export function filled(template: string, parts: Parts & { what?: string; list?: string; count?: string }): string {
  const text = template.replace(/\{(\w+)\}/g, (_, key: keyof typeof parts) => parts[key] ?? "");
  const told = text.charAt(0).toUpperCase() + text.slice(1);
  return told.length > LONGEST ? `${told.slice(0, LONGEST - 1).toWellFormed()}…` : told;
}
