import { domainOf } from "#server/domain-of.ts";
import type { Identity } from "#server/store/house/identity-queries.ts";

/** Where somebody is, belongs to that person, not to a device that may be replaced. */
const OF_PEOPLE = new Set(["person", "device_tracker", "zone"]);

/** Why one cannot go on with the history of the other; undefined where it can. */
export function whyNotAlike(old: Identity, next: Identity): string | undefined {
  if (OF_PEOPLE.has(domainOf(old.entity_id))) return "where a person was belongs to that person, and is not handed on";
  if (domainOf(old.entity_id) !== domainOf(next.entity_id))
    return `one is a ${domainOf(old.entity_id)}, the other a ${domainOf(next.entity_id)}`;
  if (old.unit !== next.unit)
    return `one is measured in ${old.unit ?? "nothing"}, the other in ${next.unit ?? "nothing"}`;
  if (old.device_class !== next.device_class)
    return `one tells ${old.device_class ?? "nothing in particular"}, the other ${next.device_class ?? "nothing in particular"}`;
  return old.state_class !== next.state_class ? "one is a counter and the other is not" : undefined;
}

export type Pair = { readonly old: Identity; readonly next: Identity };

/** Which entity of a new device goes on with which of the old one: the only one of its kind, or the one that is called alike. */
export function pairsOf(old: readonly Identity[], next: readonly Identity[]): Pair[] {
  const kinds = Map.groupBy(next, kindOf);
  return [...Map.groupBy(old, kindOf)].flatMap(([kind, own]) => {
    const others = kinds.get(kind) ?? [];
    const [one, other] = [own[0], others[0]];
    if (one && other && own.length === 1 && others.length === 1) return [{ old: one, next: other }];
    return own.flatMap((it) => {
      const called = others.filter((candidate) => partOf(candidate) === partOf(it));
      const [match] = called;
      const isOnlyOne = own.filter((sibling) => partOf(sibling) === partOf(it)).length === 1;
      return match && called.length === 1 && isOnlyOne ? [{ old: it, next: match }] : [];
    });
  });
}

const kindOf = (it: Identity): string =>
  JSON.stringify([domainOf(it.entity_id), it.device_class, it.unit, it.state_class, it.category]);

/** What an entity is called beside its device: "Power" of "Washing machine Power". */
const partOf = ({ name, device_name }: Identity): string =>
  (name ?? "")
    .replace(device_name ?? "", "")
    .trim()
    .toLowerCase();
