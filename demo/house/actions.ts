import { z } from "zod";
import type { Home } from "../home.ts";
import { isoText } from "../moment.ts";
import { CommandError } from "../wire/command.ts";
import { type Context, newContext } from "./context.ts";
import { type Effect, effects } from "./effects.ts";
import { hexId } from "./registry.ts";
import { domainOf, type State } from "./state.ts";
import { targeted } from "./target.ts";
import type { Attributes } from "./track.ts";

interface ActionCall {
  domain: string;
  service: string;
  /** Target included, as the event tells it. */
  data: Attributes;
  context: Context;
}

/** Actions that act on no single entity. Keyed by "domain.service". */
const houseActions: Readonly<Record<string, (home: Home, call: ActionCall) => void>> = {
  "automation.trigger": (home, call) => forEach(home, call, (id) => runAutomation(home, id, call.context)),
  "automation.reload": (home, { context }) => void home.fire("automation_reloaded", {}, context),
  "script.turn_on": (home, call) => forEach(home, call, (id) => runScript(home, id, call.context)),
  "homeassistant.turn_on": (home, call) => forOwnDomains(home, { ...call, service: "turn_on" }),
  "homeassistant.turn_off": (home, call) => forOwnDomains(home, { ...call, service: "turn_off" }),
  "homeassistant.toggle": (home, call) => forOwnDomains(home, { ...call, service: "toggle" }),
  "homeassistant.update_entity": () => {},
  "homeassistant.reload_config_entry": reload,
  "homeassistant.restart": (home) => home.restart(),
  "notify.notify": () => {},
  "persistent_notification.create": () => {},
  "persistent_notification.dismiss": () => {},
  "zwave_js.ping": () => {},
};

/** Everything that can be called. Keyed by domain. */
export function actionsOf({ entities, configEntries }: Home): Record<string, string[]> {
  const byEntity = Object.entries(effects).flatMap(([domain, all]) =>
    Object.keys(all).map((name) => `${domain}.${name}`),
  );
  const scripts = [...entities.keys()].filter((id) => domainOf(id) === "script");
  const phones = [...entities.keys()].filter((id) => domainOf(id) === "device_tracker").map(phoneOf);
  const isThere = (name: string) =>
    domainOf(name) !== "zwave_js" || [...configEntries.all.values()].some(({ domain }) => domain === "zwave_js");
  const all = [...new Set([...byEntity, ...Object.keys(houseActions).filter(isThere), ...scripts, ...phones])].sort();
  const grouped = Object.groupBy(all, domainOf);
  return Object.fromEntries(
    Object.entries(grouped).map(([domain, names = []]) => [domain, names.map((name) => name.slice(domain.length + 1))]),
  );
}

/** As the companion app names the action of the phone that it tracks. */
const PHONE = "notify.mobile_app_";
const phoneOf = (tracker: string): string => `${PHONE}${tracker.slice("device_tracker.".length)}`;

/** Tells that an action was called, and lets the devices obey. */
export function act(home: Home, call: ActionCall): void {
  const { domain, service, data, context } = call;
  const name = `${domain}.${service}`;
  if (!actionsOf(home)[domain]?.includes(service))
    throw new CommandError("not_found", `Service ${name} not found.`, {
      key: "service_not_found",
      domain: "homeassistant",
      placeholders: { domain, service },
    });
  home.fire("call_service", { domain, service, service_data: data }, context);
  home.calls.push({ action: name, data, context });
  const houseAction = houseActions[name];
  const effect = effects[domain]?.[service];
  if (houseAction) houseAction(home, call);
  else if (effect) forEach(home, call, (id) => apply(home, id, effect, call));
  else if (!name.startsWith(PHONE)) runScript(home, name, context);
  home.whenCalled({ action: name, data, context });
}

function apply(home: Home, entityId: string, effect: Effect, { data, context }: ActionCall): void {
  const before = home.states.get(entityId);
  if (!before || !isReachable(before)) return;
  const { state, attributes } = effect(before, { data, at: home.clock.now() });
  home.say(entityId, state, attributes, context);
}

/** Core passes over what is unavailable, without a word. */
const isReachable = ({ state }: State): boolean => state !== "unavailable";

function forEach(home: Home, { domain, data }: ActionCall, run: (entityId: string) => void): void {
  for (const id of targeted(home, data)) if (domainOf(id) === domain) run(id);
}

function forOwnDomains(home: Home, call: ActionCall): void {
  for (const id of targeted(home, call.data)) {
    const effect = effects[domainOf(id)]?.[call.service];
    if (effect) apply(home, id, effect, call);
  }
}

function reload({ configEntries, registry }: Home, { data }: ActionCall): void {
  const ofEntity = typeof data.entity_id === "string" ? registry.get(data.entity_id)?.config_entry_id : undefined;
  const entry = configEntries.all.get(String(data.entry_id ?? ofEntity));
  if (!entry) throw new CommandError("home_assistant_error", "There were no matching config entries to reload");
  configEntries.reload(entry);
}

const Step = z.looseObject({
  action: z.string().regex(/^\w+\.\w+$/),
  target: z
    .record(
      z.string(),
      z.unknown().transform((ids) => (typeof ids === "string" ? [ids] : ids)),
    )
    .optional(),
  data: z.record(z.string(), z.unknown()).optional(),
});

/** A run has a context of its own, below that of the call. The steps that call actions are taken, others are not. */
function runAutomation(home: Home, entityId: string, cause: Context): void {
  const context = newContext(home.clock.now(), { parent: cause });
  const state = home.states.get(entityId);
  const automation = home.scenario.automations.find(
    ({ entity_id }) => entity_id === home.entities.get(entityId)?.origin,
  );
  if (!state || !automation) return;
  const { data, ran } = runOf(home, entityId, automation.id, context);
  home.fire("automation_triggered", data, context);
  home.say(entityId, state.state, { ...ran, current: 1 }, context);
  const steps = automation.config.actions ?? automation.config.action ?? [];
  for (const raw of Array.isArray(steps) ? steps : [steps]) {
    const step = Step.safeParse(raw);
    if (!step.success) continue;
    const { action, target, data: asked } = step.data;
    const domain = domainOf(action);
    act(home, { domain, service: action.slice(domain.length + 1), data: { ...asked, ...target }, context });
  }
  home.say(entityId, state.state, { ...ran, current: 0 }, context);
}

function runScript(home: Home, entityId: string, context: Context): void {
  const state = home.states.get(entityId);
  if (!state) return;
  const { data, ran } = runOf(home, entityId, entityId.slice("script.".length), context);
  home.fire("script_started", data, context);
  home.say(entityId, "on", { ...ran, current: 1 }, context);
  home.say(entityId, "off", { ...ran, current: 0 }, context);
}

/** What the event of a run tells, and what the state tells from then on. */
function runOf(home: Home, entityId: string, itemId: string, context: Context) {
  const attributes = home.states.get(entityId)?.attributes;
  const data = {
    name: attributes?.friendly_name,
    entity_id: entityId,
    item_id: itemId,
    run_id: hexId(`run ${context.id}`),
  };
  return { data, ran: { ...attributes, last_triggered: isoText(home.clock.now()) } };
}
