import type { Verb } from "../words/en.ts";

const ALARMING: ReadonlySet<Verb> = new Set<Verb>([
  "alarm",
  "carbon_monoxide",
  "gas",
  "glass_broke",
  "jammed",
  "smoke",
  "tampered",
  "unsafe",
  "wet",
]);

/** Told also where nothing was known before: it may have come that moment. */
export const isAlarming = (verb: Verb): boolean => ALARMING.has(verb);
