import type { Fact } from "./fact.ts";
import { late } from "./late.ts";
import type { Around, Cause, Explainer, Link } from "./link.ts";
import { linked } from "./linked.ts";
import { returned, vanished } from "./outage.ts";
import { root } from "./root.ts";
import { told } from "./told.ts";

/** The first that knows an answer gives it. */
const EXPLAINERS: readonly Explainer[] = [vanished, linked, told, returned, late, root];

/** The next part of the chain: what caused this event, and where to go on. */
function causesOf(node: Fact, around: Around): Link {
  for (const explain of EXPLAINERS) {
    const link = explain(node, around);
    if (link) return link;
  }
  return { causes: [] };
}

/** Longer chains are loops, or nobody reads them. */
const LONGEST = 12;

export interface Lookup {
  around(node: Fact): Promise<Around>;
  /** The event at which the chain goes on, if it is remembered. */
  follow(next: NonNullable<Link["next"]>): Promise<Fact | undefined>;
}

/** From the nearest cause to the first one; where contexts form a loop, once around. */
export async function chainOf(start: Fact, lookup: Lookup): Promise<Cause[]> {
  const seen = new Set<string>();
  const causes: Cause[] = [];
  let isGuess = false;
  let node: Fact | undefined = start;
  while (node && causes.length < LONGEST && !seen.has(idOf(node))) {
    seen.add(idOf(node));
    const link: Link = causesOf(node, await lookup.around(node));
    isGuess ||= link.isGuess ?? false;
    causes.push(...link.causes.map((cause) => ({ ...cause, isCertain: cause.isCertain && !isGuess })));
    node = link.next && (await lookup.follow(link.next));
  }
  return causes.slice(0, LONGEST);
}

const idOf = ({ key }: Fact): string => `${key.at} ${key.entity_id} ${key.type_id}`;
