import { domainOf } from "#server/domain-of.ts";
import { quoted } from "../sentences/plain.ts";
import { callOf } from "./call.ts";
import { type Fact, isGone, isState } from "./fact.ts";
import type { Around, Cause, Explainer, Link } from "./link.ts";
import { asSentence, nameOf } from "./words.ts";

/** States are set up from some seconds before Home Assistant says that it has started until its integrations are ready. */
const BEFORE_START_MS = 60_000;
const AFTER_START_MS = 180_000;
const RELOAD_MS = 60_000;

/** Gone: never an automation's doing, whose context merely still hangs on the entity. */
export const vanished: Explainer = (node, around) => {
  if (!isState(node) || !isGone(node.state) || sharesOutage(node, around)) return undefined;
  return outage(node, around, "went away");
};

/** Back again, or set up while Home Assistant started, from what it had saved. */
export const returned: Explainer = (node, around) => {
  if (!isState(node)) return undefined;
  const isBack = isGone(node.oldState) || node.data.restored === true;
  return isBack ? outage(node, around, "came back") : byRestart(node, around, 0);
};

/** A group whose member went away: the member explains it. */
const sharesOutage = (node: Fact, { inContext }: Around): boolean =>
  inContext.some((it) => isState(it) && it.entity !== node.entity && isGone(it.state) && it.at <= node.at);

function outage(node: Fact, around: Around, verb: string): Link | undefined {
  return byRestart(node, around) ?? byReload(node, around) ?? byIntegration(node, around, verb);
}

function byRestart({ at }: Fact, { restarts, lately }: Around, afterMs = AFTER_START_MS): Link | undefined {
  const heard = lately
    .filter(({ type }) => STARTS.has(type))
    .map((fact) => ({ at: fact.at, fact, firstWordMs: -BEFORE_START_MS }));
  // A gap ends with the first word, before the start is over; what an entity says later is its own.
  const setUps = restarts.filter(({ isFirst }) => isFirst || afterMs > 0);
  const known = setUps.map((restart) => ({ at: restart.at, fact: undefined, firstWordMs: 0 }));
  const start = [...known, ...heard].find((it) => {
    const sinceMs = Date.parse(at) - Date.parse(it.at);
    return sinceMs >= it.firstWordMs && sinceMs <= it.firstWordMs + BEFORE_START_MS + afterMs;
  });
  if (!start) return undefined;
  const sentence = "Home Assistant started, and its entities were set up or restored.";
  const label = "the start of Home Assistant";
  return {
    causes: [
      {
        kind: "home assistant start",
        label,
        sentence,
        at: start.at,
        isCertain: true,
        ...("fact" in start && { fact: start.fact }),
      },
    ],
  };
}

const STARTS = new Set(["homeassistant_start", "homeassistant_started"]);

function byReload(node: Fact, around: Around): Link | undefined {
  const isRecent = ({ at }: Fact) => at <= node.at && Date.parse(node.at) - Date.parse(at) <= RELOAD_MS;
  const fact = around.lately.findLast((it) => isRecent(it) && reloads(it, node, around));
  if (!fact) return undefined;
  const own = integrationOf(node, around);
  return {
    causes: [{ ...own, sentence: asSentence(`${own.label} was reloaded`), at: fact.at, fact, isCertain: true }],
    next: { fact },
  };
}

function reloads(fact: Fact, { entity }: Fact, { house }: Around): boolean {
  const call = callOf(fact);
  if (!call || !entity) return false;
  const { config_entry_id, platform } = house.thing(entity);
  if (call.service === "reload") return call.domain === platform || call.domain === domainOf(entity);
  if (call.domain !== "homeassistant") return false;
  if (call.service === "reload_config_entry")
    return mentions(call.data, config_entry_id) || mentionsSibling(call.data, config_entry_id, house);
  return call.service === "reload_all";
}

const mentions = ({ entry_id }: Record<string, unknown>, entry: string | null): boolean =>
  entry !== null && entry_id === entry;

function mentionsSibling(
  { entity_id }: Record<string, unknown>,
  entry: string | null,
  house: Around["house"],
): boolean {
  const ids = Array.isArray(entity_id) ? entity_id : [entity_id];
  return entry !== null && ids.some((id) => typeof id === "string" && house.thing(id).config_entry_id === entry);
}

function byIntegration(node: Fact, around: Around, verb: string): Link | undefined {
  const { entity, at } = node;
  if (!entity) return undefined;
  const { companions, house } = around;
  const cause = { at, entity, isCertain: false };
  if (companions < 2 && house.thing(entity).device_id) {
    const label = nameOf(entity, house);
    return { causes: [{ ...cause, kind: "device", label, sentence: `The device of ${label} ${verb}.` }] };
  }
  const own = integrationOf(node, around);
  const others = companions > 0 ? ` with ${companions} more of its entities` : "";
  return { causes: [{ ...cause, ...own, sentence: asSentence(`${own.label} ${verb}${others}`) }] };
}

function integrationOf({ entity }: Fact, { house }: Around): Pick<Cause, "kind" | "label"> {
  const { integration, platform } = house.thing(entity ?? "");
  const name = integration ?? platform;
  return { kind: "integration", label: name ? `the integration ${quoted(name)}` : "its integration" };
}
