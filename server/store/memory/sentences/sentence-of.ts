import { attributeSaying } from "./attribute-saying.ts";
import { eventSaying } from "./event-saying.ts";
import { filled } from "./filled.ts";
import type { Happening, Named, Saying, Sentence } from "./happening.ts";
import { nameFromId, plain } from "./plain.ts";
import { stateSaying } from "./state-saying.ts";
import { english, type Words } from "./words/en.ts";

/** One plain sentence about what happened, as people tell it; undefined where it is not worth telling, such as a number measured. */
export function sentenceOf(event: Happening, thing: Named, words: Words = english): Sentence | undefined {
  const saying = sayingOf(event, thing, words);
  if (!saying) return undefined;
  const { verb, parts = {} } = saying;
  return { kind: verb, text: filled(words.said[verb], { name: nameOf(event, thing, words), ...parts }) };
}

function sayingOf(event: Happening, thing: Named, words: Words): Saying | undefined {
  if (event.kind !== "state_changed") return eventSaying(event, thing, words);
  if (event.entity_id === null) return undefined;
  const about = { ...event, entity_id: event.entity_id };
  return stateSaying(about, thing, words) ?? attributeSaying(about, thing, words);
}

/** A name that only says what kind of thing it is goes with its room. */
function nameOf({ entity_id }: Happening, { name, area }: Named, { generic }: Words): string {
  const own = plain(name ?? "") || (entity_id ? nameFromId(entity_id) : "");
  const room = plain(area ?? "");
  return room && generic.includes(own.toLowerCase()) ? `${room} ${own}` : own;
}
