import { domainOf } from "#server/domain-of.ts";
import { plain, quoted } from "../sentences/plain.ts";
import { type Fact, isState } from "./fact.ts";
import type { Around, Cause, Explainer, Link } from "./link.ts";
import { asSentence, happened, nameOf } from "./words.ts";

const CLOCKS = new Set(["time_date", "schedule", "timer", "local_calendar", "moon", "season", "workday"]);
/** Source: the attribute `changed_by` of homeassistant/components/{lock,alarm_control_panel}/__init__.py */
const KEYED = new Set(["lock", "alarm_control_panel"]);
const TIMED = new Set(["timer", "schedule", "calendar"]);

/** What nothing in Home Assistant caused: the device, the integration, the clock or the sun said so themselves. */
export const root: Explainer = (node, around) => {
  if (!isState(node)) return rootEvent(node, around);
  const { entity } = node;
  if (!entity) return undefined;
  const name = nameOf(entity, around.house);
  const thing = around.house.thing(entity);
  const own = { entity, fact: node, at: node.at, isCertain: node.isLive };
  if (domainOf(entity) === "sun") return only({ ...own, kind: "sun", label: "the sun", sentence: "The sun moved." });
  if (TIMED.has(domainOf(entity)) || CLOCKS.has(thing.platform ?? ""))
    return only({ ...own, kind: "time", label: name, sentence: `${name} changed with the time.` });
  const tracker = node.data.source;
  if (domainOf(entity) === "person" && typeof tracker === "string") return byTracker(tracker, node, around);
  const { changed_by: by } = node.data;
  if (KEYED.has(domainOf(entity)) && typeof by === "string" && by.trim() !== "") return byKey(by.trim(), node, around);
  return only({ ...own, ...bySpeaker(node, around) });
};

/** Whose code, card or finger it was, as the lock calls them; it may still show who was there before. */
function byKey(who: string, node: Fact, { house }: Around): Link {
  const person = plain(who);
  const sentence = asSentence(`${happened(node, house)}, by ${person} as it tells itself`);
  return only({ kind: "person", label: person, person, sentence, fact: node, at: node.at, isCertain: false });
}

function byTracker(tracker: string, node: Fact, { house }: Around): Link {
  const name = nameOf(tracker, house);
  const sentence = `${name} told where ${nameOf(node.entity ?? "", house)} is.`;
  return only({ kind: "device", label: name, sentence, entity: tracker, at: node.at, isCertain: node.isLive });
}

function bySpeaker(node: Fact, { house }: Around): Pick<Cause, "kind" | "label" | "sentence"> {
  const { device_id, integration, platform } = house.thing(node.entity ?? "");
  const what = happened(node, house);
  if (device_id) {
    const label = nameOf(node.entity ?? "", house);
    return {
      kind: "device",
      label: `${label} itself`,
      sentence: asSentence(`${what}, by itself or by hand; nothing in Home Assistant asked for it`),
    };
  }
  const name = integration ?? platform;
  if (name)
    return {
      kind: "integration",
      label: `the integration ${quoted(name)}`,
      sentence: asSentence(`the integration ${quoted(name)} reported that ${what}`),
    };
  return {
    kind: "unknown",
    label: "an unknown cause",
    sentence: asSentence(`${what}, and nothing that HomeOps remembers says why`),
  };
}

/** An event of the bus that belongs to nobody. */
function rootEvent(node: Fact, { house }: Around): Link {
  const own = { fact: node, at: node.at, isCertain: node.isLive };
  const { entity_id } = node.data;
  const entity = node.entity ?? (typeof entity_id === "string" ? entity_id : undefined);
  if (node.type.startsWith("homeassistant_")) {
    const sentence = "Home Assistant was started or stopped.";
    return only({ ...own, kind: "home assistant start", label: "the start of Home Assistant", sentence });
  }
  if (node.type === "timer.finished" && entity) {
    const name = nameOf(entity, house);
    const cause: Cause = { ...own, kind: "time", label: name, sentence: `${name} ran out.`, entity };
    return { causes: [cause], next: { entity, at: node.at, state: "active" } };
  }
  const kind = entity && house.thing(entity).device_id ? "device" : "integration";
  const from = entity ? ` from ${nameOf(entity, house)}` : "";
  return only({
    ...own,
    kind,
    label: `the event ${quoted(node.type)}`,
    sentence: `The event ${quoted(node.type)} came${from}.`,
    entity,
  });
}

const only = (cause: Cause): Link => ({ causes: [cause] });
