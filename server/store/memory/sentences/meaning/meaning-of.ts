import type { Verb } from "../words/en.ts";
import { byClass } from "./classes.ts";
import { byDomain, used } from "./states.ts";

/** The verb of a state; undefined where no table knows it. */
export function meaningOf(domain: string, deviceClass: string | null | undefined, state: string): Verb | undefined {
  const ofClass = own(byClass, `${domain}.${deviceClass}`);
  const ofDomain = own(byDomain, domain);
  for (const table of [ofClass, ofDomain]) {
    const verb = table && (own(table, state) ?? table["*"]);
    if (verb) return verb;
  }
  return own(used, domain);
}

export const isUse = (domain: string): boolean => Object.hasOwn(used, domain);

/** Device text is looked up: `constructor` is no state that we know. */
const own = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
