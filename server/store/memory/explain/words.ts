import { type Fact, isState } from "./fact.ts";
import type { House } from "./house.ts";

/** Names are what people and devices wrote: one line, not too long, in quotes where they could be read as our own words. */
export const quoted = (name: string): string => `“${plain(name)}”`;

export function plain(name: string): string {
  const oneLine = name.replace(/[\p{C}\s“”]+/gu, " ").trim();
  return oneLine.length > 80 ? `${oneLine.slice(0, 79)}…` : oneLine;
}

export const nameOf = (entity: string, house: House): string => plain(house.thing(entity).name);

const VERBS: Record<string, string> = {
  on: "turned on",
  off: "turned off",
  open: "opened",
  closed: "closed",
  opening: "began to open",
  closing: "began to close",
  locked: "locked",
  unlocked: "unlocked",
  unavailable: "became unavailable",
  unknown: "became unknown",
};

/** What happened, in the past tense: "Hall motion turned on". */
export function happened(fact: Fact, house: House): string {
  if (!fact.entity || !isState(fact)) return `the event ${quoted(fact.type)} was sent`;
  const name = nameOf(fact.entity, house);
  if (fact.state === null) return `${name} was removed`;
  if (fact.state === fact.oldState) return `${name} was updated`;
  return `${name} ${VERBS[fact.state] ?? `changed to ${quoted(fact.state)}`}`;
}

/** The same with a doer: "Anna turned Hall light on". */
export function done(doer: string, fact: Fact, house: House): string {
  if (!fact.entity || !isState(fact)) return `${doer} sent the event ${quoted(fact.type)}`;
  const name = nameOf(fact.entity, house);
  if (fact.state === "on" || fact.state === "off") return `${doer} turned ${name} ${fact.state}`;
  return `${doer} changed ${name}${fact.state === null ? "" : ` to ${quoted(fact.state)}`}`;
}

export const asSentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
