import { z } from "zod";
import type { PresentState } from "#server/store/house/contract.ts";
import type { World } from "#server/world.ts";
import { CANARY } from "./canary.ts";
import { observe, presentState } from "./observe/observe.ts";
import type { BusEvent } from "./observe/wire.ts";
import { REGISTRY_EVENTS } from "./registry.ts";
import type { Rememberer } from "./rememberer.ts";
import { isOfGuard } from "./urgent.ts";

const HELD_BOUND = 50_000;

const EntityRenamed = z.object({ action: z.literal("update"), entity_id: z.string(), old_entity_id: z.string() });

export interface ArrivalParts {
  world: World;
  rememberer: Rememberer;
  present: Map<string, PresentState>;
  /** The stored house is stale. */
  houseChanged(eventType: string): void;
  /** Each event that was understood, after it was handed on. */
  noticed(event: BusEvent): void;
  /** What guards the home says something else; `present` has it. */
  guardChanged(): void;
  /** What Home Assistant's clock showed just now. */
  timed(at: string): void;
  /** An event of our own came back; it is not remembered. */
  canaryHeard(data: unknown): void;
}

/** Where the bus arrives. Held back until the house is known, because an entity is known by its registry id. */
export function receiveEvents(parts: ArrivalParts) {
  const { world, rememberer, present, houseChanged, noticed, canaryHeard } = parts;
  let held: unknown[] | undefined = [];

  function take(raw: unknown): void {
    try {
      const { observation, change, event } = observe(raw);
      if (change) {
        if (change.state) present.set(change.entityId, presentState(change.state));
        else present.delete(change.entityId);
      }
      if (event) follow(event);
      rememberer.push(observation);
      if (isOfGuard(observation)) parts.guardChanged();
    } catch (error) {
      const reason =
        error instanceof z.ZodError ? z.prettifyError(error) : String(error instanceof Error ? error.message : error);
      rememberer
        .bury(reason, raw)
        .catch((fault) => world.log.error("an unreadable event could not be kept", { error: fault }));
    }
  }

  function follow(event: BusEvent): void {
    if (event.event_type === "entity_registry_updated") {
      const { success, data } = EntityRenamed.safeParse(event.data);
      if (success) rememberer.directory.rename(data.old_entity_id, data.entity_id);
    }
    if (REGISTRY_EVENTS.has(event.event_type)) houseChanged(event.event_type);
    noticed(event);
  }

  return {
    heard(raw: unknown): void {
      if (isTimed(raw)) parts.timed(raw.time_fired);
      if (isCanary(raw)) canaryHeard(raw.data);
      else if (held && held.length < HELD_BOUND) held.push(raw);
      else take(raw);
    },
    /** What was held back goes on in its order; from now on nothing waits. */
    release(): void {
      const waiting = held ?? [];
      held = undefined;
      for (const raw of waiting) take(raw);
    },
  };
}

const isTimed = (raw: unknown): raw is { time_fired: string } =>
  typeof raw === "object" && raw !== null && "time_fired" in raw && typeof raw.time_fired === "string";

const isCanary = (raw: unknown): raw is { data: unknown } =>
  typeof raw === "object" && raw !== null && "event_type" in raw && raw.event_type === CANARY && "data" in raw;
