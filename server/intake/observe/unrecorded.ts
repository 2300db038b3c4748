import { domainOf } from "#server/domain-of.ts";
import unrecorded from "./unrecorded.json" with { type: "json" };

const { "*": everywhere, ...domains } = unrecorded;
const byDomain = new Map(Object.entries(domains).map(([domain, names]) => [domain, [...everywhere, ...names]]));

/**
 * The attributes without those that Core declares unrecorded: they are large, fleeting or secret, and history does not have them either.
 * The list is drawn from the sources of Core by test/home-assistant/unrecorded.test.ts, because Core tells nobody.
 */
export function recordedAttributes(entityId: string, attributes: Record<string, unknown>): Record<string, unknown> {
  const names = byDomain.get(domainOf(entityId)) ?? everywhere;
  let kept: Record<string, unknown> | undefined;
  for (const name of names) {
    if (!(name in attributes)) continue;
    kept ??= { ...attributes };
    delete kept[name];
  }
  return kept ?? attributes;
}
