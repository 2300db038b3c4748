import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { Context, Observation } from "#server/store/memory/observation.ts";
import { ulid } from "../../world/recorder-bytes.ts";

/** Each lamp of the mix is lit by an automation that a motion set off: three events in one context, with the motion's as its parent. */
export function* withReasons(events: Iterable<Observation>, chance = Math.random): Generator<Observation> {
  let motion: { entityId: string; context: Context } | undefined;
  for (const event of events) {
    const { entityId, at } = event;
    if (entityId?.startsWith("binary_sensor.motion")) {
      const context = { id: ulid(Date.parse(at), chance) };
      motion = { entityId, context };
      yield { ...event, context };
    } else if (entityId?.startsWith("light.lamp") && motion) {
      const context = { id: ulid(Date.parse(at), chance), parent_id: motion.context.id };
      const started = { entity_id: "automation.lamps", source: `state of ${motion.entityId}` };
      yield deed(event, "automation_triggered", { started, context, before: 900 });
      yield deed(event, "call_service", { started: call(entityId), context, before: 400 });
      yield { ...event, context };
    } else yield event;
  }
}

const call = (entity_id: string) => ({ domain: "light", service: "toggle", service_data: { entity_id: [entity_id] } });

type Deed = { started: object; context: Context; before: number };

const deed = ({ at }: Observation, type: string, { started, context, before }: Deed): Observation => ({
  at: fromMicroseconds(toMicroseconds(at) - before),
  type,
  entityId: type === "automation_triggered" ? "automation.lamps" : null,
  state: null,
  attributes: JSON.stringify(started),
  context,
  source: "live",
});
