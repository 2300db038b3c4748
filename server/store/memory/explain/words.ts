import { plain, quoted } from "../sentences/plain.ts";
import { sentenceOf } from "../sentences/sentence-of.ts";
import { type Fact, isState } from "./fact.ts";
import type { House } from "./house.ts";

export const nameOf = (entity: string, house: House): string => plain(house.thing(entity).name);

/** What happened, in the past tense: "Hall light turned on". */
export function happened(fact: Fact, house: House): string {
  if (!fact.entity || !isState(fact)) return `the event ${quoted(fact.type)} was sent`;
  const name = nameOf(fact.entity, house);
  if (fact.state === null) return `${name} was removed`;
  if (fact.state === fact.oldState) return `${name} was updated`;
  return sentenceFor(fact, house) ?? `${name} changed to ${quoted(fact.state)}`;
}

/** How it is told wherever events are told. */
export function sentenceFor({ entity, type, state, oldState, data, context }: Fact, house: House): string | null {
  const thing = entity ? house.thing(entity) : { name: null };
  const person = context?.userId ? house.person(context.userId) : undefined;
  const event = { kind: type, entity_id: entity, state, old_state: oldState ?? undefined, attributes: data };
  const by = person && !person.isSystem ? person.name : null;
  return sentenceOf({ ...event, person: by }, { ...thing, called: (id) => house.thing(id).name })?.text ?? null;
}

/** The same with a doer: "Anna turned Hall light on". */
export function done(doer: string, fact: Fact, house: House): string {
  if (!fact.entity || !isState(fact)) return `${doer} sent the event ${quoted(fact.type)}`;
  const name = nameOf(fact.entity, house);
  if (fact.state === "on" || fact.state === "off") return `${doer} turned ${name} ${fact.state}`;
  return `${doer} changed ${name}${fact.state === null ? "" : ` to ${quoted(fact.state)}`}`;
}

export const asSentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
