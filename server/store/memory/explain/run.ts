import { z } from "zod";
import type { Instant } from "#server/clock.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { entityOf, hasFailed, isOver, type Step, type ToldTrace } from "../traces/trace.ts";
import type { Call } from "./call.ts";
import { type Fact, type FactContext, UNHEARD } from "./fact.ts";

/** What set an automation off. */
export interface Trigger {
  /** In Home Assistant's words: "state of binary_sensor.hall_motion". Null where a person ran it by hand. */
  description: string | null;
  state?: { entity: string; at: Instant };
  event?: Fact;
  said?: { sentence: string; userId: string | null };
}

/** A run of an automation or a script, from its trace. */
export interface Run {
  runId: string;
  domain: "automation" | "script";
  entity: string | null;
  startedAt: Instant;
  finishedAt: Instant | null;
  hasFailed: boolean;
  context: FactContext;
  trigger: Trigger;
  calls: Call[];
  /** Run ids of the scripts that it started itself. */
  children: string[];
}

export function runOf(trace: ToldTrace): Run {
  const steps = Object.values(trace.trace).flat();
  const { id, parent_id, user_id } = trace.context;
  return {
    runId: trace.run_id,
    domain: trace.domain,
    entity: entityOf(trace) ?? null,
    startedAt: instant(trace.timestamp.start),
    finishedAt: isOver(trace) && trace.timestamp.finish ? instant(trace.timestamp.finish) : null,
    hasFailed: hasFailed(trace),
    context: { id, parentId: parent_id ?? null, userId: user_id ?? null },
    trigger: { description: trace.trigger ?? null, ...triggerIn(steps) },
    calls: steps.flatMap(callsIn).sort((one, other) => one.at.localeCompare(other.at)),
    children: steps.flatMap(({ child_id }) => child_id?.run_id ?? []),
  };
}

const body = z.record(z.string(), z.unknown());

/** Source: the trigger variables of homeassistant/components/homeassistant/triggers and components/conversation/trigger.py */
const TriggerVariables = z.object({
  to_state: z.object({ entity_id: z.string(), last_updated: z.string() }).nullish().catch(null),
  event: z
    .object({
      event_type: z.string(),
      time_fired: z.string(),
      data: body.catch({}),
      context: z.object({ id: z.string(), parent_id: z.string().nullish(), user_id: z.string().nullish() }),
    })
    .nullish()
    .catch(null),
  sentence: z.string().nullish().catch(null),
  user_input: z
    .object({ context: z.object({ user_id: z.string().nullish() }) })
    .nullish()
    .catch(null),
});

function triggerIn(steps: readonly Step[]): Omit<Trigger, "description"> {
  const { data } = TriggerVariables.safeParse(
    steps.find(({ path }) => path.startsWith("trigger"))?.changed_variables?.trigger,
  );
  const { to_state, event, sentence, user_input } = data ?? {};
  return {
    ...(to_state && { state: { entity: to_state.entity_id, at: instant(to_state.last_updated) } }),
    ...(event && { event: eventOf(event) }),
    ...(sentence && { said: { sentence, userId: user_input?.context.user_id ?? null } }),
  };
}

/** As remembered events are, though nobody may have heard this one. */
function eventOf({ event_type, time_fired, data, context }: TriggerEvent): Fact {
  const at = instant(time_fired);
  return {
    key: { ...UNHEARD, at },
    at,
    type: event_type,
    entity: null,
    state: null,
    oldState: null,
    data,
    context: { id: context.id, parentId: context.parent_id ?? null, userId: context.user_id ?? null },
    told: null,
    isLive: true,
  };
}

type TriggerEvent = NonNullable<z.infer<typeof TriggerVariables>["event"]>;

/** Source: homeassistant/helpers/script.py, _async_step_call_service and _async_step_scene */
const Params = z.object({
  params: z.object({ domain: z.string(), service: z.string(), service_data: body.catch({}), target: body.catch({}) }),
});
const Scene = z.object({ scene: z.string() });

function callsIn({ timestamp, result }: Step): Call[] {
  const at = instant(timestamp);
  const called = Params.safeParse(result).data?.params;
  if (called) {
    const { domain, service, service_data, target } = called;
    return [{ at, domain, service, data: { ...service_data, ...target } }];
  }
  const scene = Scene.safeParse(result).data?.scene;
  return scene ? [{ at, domain: "scene", service: "turn_on", data: { entity_id: scene } }] : [];
}

/** Python leaves the fraction out where it is nought; one length sorts as text. */
const instant = (text: string): Instant => fromMicroseconds(toMicroseconds(text));
