import { plain, quoted } from "../sentences/plain.ts";
import { type Fact, isState } from "./fact.ts";
import type { Around, Cause, Next } from "./link.ts";
import type { Start } from "./starts.ts";
import { nameOf } from "./words.ts";

/** What set an automation off: a clause for its sentence, and either the cause itself or where the chain goes on. */
export interface SetOff {
  because: string;
  causes: Cause[];
  next?: Next | undefined;
}

/** Traces tell it exactly; without one, Home Assistant's description and the parent's events do. */
export function setOff(start: Start, around: Around): SetOff {
  const { state, event, said, description } = start.trigger;
  if (said) return bySentence(said, around);
  if (state) return byState(state, around);
  if (event) return byEvent(event.type, start, around, event);
  return byDescription(description, start, around);
}

const bySentence = ({ sentence, userId }: { sentence: string; userId: string | null }, { house }: Around): SetOff => {
  const person = userId ? plain(house.person(userId).name) : "Somebody";
  const cause: Cause = {
    kind: "person",
    label: person,
    sentence: `${person} said ${quoted(sentence)}.`,
    isCertain: true,
  };
  return { because: `because somebody said ${quoted(sentence)}`, causes: [userId ? { ...cause, person } : cause] };
};

function byState({ entity, at }: { entity: string; at: string }, { house, ofParent }: Around): SetOff {
  const fact = ofParent.find((it) => isState(it) && it.entity === entity && it.at === at);
  return { because: `because of ${nameOf(entity, house)}`, causes: [], next: fact ? { fact } : { entity, at } };
}

function byEvent(type: string, start: Start, around: Around, traced?: Fact): SetOff {
  const isIt = (fact: Fact) => fact.type === type && fact.at <= start.at;
  const fact = around.ofParent.findLast(isIt) ?? around.lately.findLast(isIt) ?? traced;
  const because = `because of the event ${quoted(type)}`;
  if (fact) return { because, causes: [], next: { fact } };
  const sentence = `The event ${quoted(type)} was sent; who sent it is not known.`;
  return { because, causes: [cause("unknown", `the event ${quoted(type)}`, sentence)] };
}

function byDescription(description: string | null, start: Start, around: Around): SetOff {
  if (description === null) return byHand(start, around);
  const event = /^event '(.+)'$/.exec(description)?.[1];
  if (event) return byEvent(event, start, around);
  const entity = /^(?:numeric )?state of (\S+)$|^(\S+) (?:via template|entering|leaving)/
    .exec(description)
    ?.slice(1)
    .find(Boolean);
  if (entity) return byState(lastOf(entity, start, around), around);
  const own = BY_DESCRIPTION.find(({ pattern }) => pattern.test(description));
  if (own) return { because: own.because, causes: [cause(own.kind, own.label, own.sentence)] };
  const fact = around.ofParent[0];
  const because = `because of ${quoted(description)}`;
  if (fact) return { because, causes: [], next: { fact } };
  return { because, causes: [cause("integration", quoted(description), `It was set off by ${quoted(description)}.`)] };
}

function lastOf(entity: string, start: Start, { ofParent }: Around): { entity: string; at: string } {
  const fact = ofParent.findLast((it) => isState(it) && it.entity === entity && it.at <= start.at);
  return { entity, at: fact?.at ?? start.at };
}

/** No trigger: somebody, or something else, ran the automation as an action. */
function byHand(start: Start, { ofParent, context, house }: Around): SetOff {
  const fact = ofParent.findLast((it) => it.type === "call_service" && it.at <= start.at);
  if (fact) return { because: "because it was run as an action", causes: [], next: { fact } };
  if (!context?.userId) return { because: "for a reason that is not known", causes: [] };
  const person = plain(house.person(context.userId).name);
  const sentence = `${person} ran the automation by hand.`;
  return { because: "by hand", causes: [{ ...cause("person", person, sentence), person }] };
}

const cause = (kind: Cause["kind"], label: string, sentence: string): Cause => ({
  kind,
  label,
  sentence,
  isCertain: true,
});

/** Source: the descriptions in homeassistant/components: homeassistant/triggers, sun, webhook, mqtt, tag, calendar */
const BY_DESCRIPTION: { pattern: RegExp; kind: Cause["kind"]; label: string; because: string; sentence: string }[] = [
  {
    pattern: /^(?:time|time pattern|time set in .*|calendar .*|time change or manual update via template)$/,
    kind: "time",
    label: "the time",
    because: "at its time",
    sentence: "It was the time that the automation waits for.",
  },
  {
    pattern: /^(?:sun|sunrise|sunset)\b/,
    kind: "sun",
    label: "the sun",
    because: "because of the sun",
    sentence: "The sun reached the position that the automation waits for.",
  },
  {
    pattern: /^Home Assistant (?:starting|started|stopping)$/,
    kind: "home assistant start",
    label: "the start of Home Assistant",
    because: "because Home Assistant was started or stopped",
    sentence: "Home Assistant was started or stopped.",
  },
  {
    pattern: /^webhook$/,
    kind: "integration",
    label: "a webhook",
    because: "because its webhook was called",
    sentence: "Something outside Home Assistant called its webhook.",
  },
  {
    pattern: /^mqtt topic/,
    kind: "device",
    label: "an MQTT message",
    because: "because of an MQTT message",
    sentence: "An MQTT message arrived.",
  },
];
