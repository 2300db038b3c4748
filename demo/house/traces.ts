import type { Home } from "../home.ts";
import { isoText, second } from "../moment.ts";
import type { PastEvent } from "./chronicle.ts";
import { hexId } from "./registry.ts";

export const traceDomains = ["automation", "script"] as const;
type Domain = (typeof traceDomains)[number];

/** Core keeps as many of each. */
const storedTraces = 5;
const runEvents: Record<Domain, string> = { automation: "automation_triggered", script: "script_started" };

/** A run of an automation or a script, as its trace tells it. */
interface Run {
  domain: Domain;
  itemId: string;
  runId: string;
  event: PastEvent;
}

/** The latest runs of each, oldest first. */
export function runsOf(home: Home, domain: Domain, itemId?: string): Run[] {
  const { chronicle, clock, script } = home;
  const events = chronicle
    .between(script.begin - 1, clock.now() + 1)
    .filter(({ type, data }) => type === runEvents[domain] && typeof data.entity_id === "string");
  const runs = events.map((event): Run => {
    const id = itemIdOf(home, String(event.data.entity_id));
    return {
      domain,
      itemId: id,
      runId: String(event.data.run_id ?? hexId(`run ${event.context.id} ${event.at}`)),
      event,
    };
  });
  const byItem = Object.values(Object.groupBy(runs, (run) => run.itemId)).flatMap((all) =>
    (all ?? []).slice(-storedTraces),
  );
  return itemId === undefined ? byItem : byItem.filter((run) => run.itemId === itemId);
}

/** An automation's traces are under its unique id, a script's under its object id. */
function itemIdOf({ registry }: Home, entityId: string): string {
  const objectId = entityId.slice(entityId.indexOf(".") + 1);
  return entityId.startsWith("automation.") ? (registry.get(entityId)?.unique_id ?? objectId) : objectId;
}

/** Source: homeassistant/components/trace/models.py, as_short_dict */
export function shortTrace({ domain, itemId, runId, event }: Run): Record<string, unknown> {
  return {
    last_step: "action/0",
    run_id: runId,
    state: "stopped",
    script_execution: "finished",
    timestamp: { start: isoText(event.at), finish: isoText(event.at + second / 10) },
    domain,
    item_id: itemId,
    ...(domain === "automation" ? { trigger: event.data.source ?? null } : {}),
  };
}

/** Source: the same, as_extended_dict. What the home does not know of a run, it makes up from the configuration. */
export function fullTrace(home: Home, run: Run): Record<string, unknown> {
  const { event, itemId } = run;
  const automation = home.scenario.automations.find(({ id }) => id === itemId);
  const config = automation && { id: automation.id, alias: automation.name, ...automation.config };
  return {
    ...shortTrace(run),
    trace: { ...triggerStep(run), ...actionSteps(run, automation?.config.actions) },
    config: config ?? null,
    blueprint_inputs: null,
    context: event.context,
  };
}

function triggerStep({ domain, event }: Run): Record<string, unknown> {
  if (domain === "script") return {};
  const trigger = { id: "0", idx: "0", alias: null, platform: "state", description: event.data.source ?? null };
  return { "trigger/0": [{ path: "trigger/0", timestamp: isoText(event.at), changed_variables: { trigger } }] };
}

function actionSteps({ event }: Run, actions: unknown): Record<string, unknown> {
  const steps = Array.isArray(actions) ? actions : [{}];
  const told = steps.map((step, i) => {
    const { action, target = {}, data = {} } = step;
    const [domain, service] = String(action).split(".");
    const result = { params: { domain, service, service_data: data, target }, running_script: false };
    const path = `action/${i}`;
    const timestamp = isoText(event.at + 1000 * (i + 1));
    return [path, [{ path, timestamp, ...(action ? { result } : {}) }]];
  });
  return Object.fromEntries(told);
}
